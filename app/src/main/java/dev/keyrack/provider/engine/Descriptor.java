package dev.keyrack.provider.engine;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A provider's descriptor as it stands in its file: `docs/descriptor.md` says what each member means, and
/// `descriptor.schema.json` what may stand where. Members that are missing come as empty text, lists and maps.
record Descriptor(int format, String id, String name, String noun, String note, String address, List<Region> regions,
        List<ProfileParameter> parameters, Map<String, String> environments, Map<String, String> headers,
        Map<String, Auth> auth, @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> signIn,
        List<Shape> shapes, String variable, Scopes scopes, Optional<RateLimit> rateLimit, Errors errors,
        List<Resource> resources, Optional<TwoFactor> twoFactor) {
    Descriptor {
        noun = text(noun, "key");
        note = text(note, "");
        address = text(address, "");
        regions = list(regions);
        parameters = list(parameters);
        environments = map(environments);
        headers = map(headers);
        auth = map(auth);
        signIn = list(signIn);
        shapes = list(shapes);
        variable = text(variable, "");
        scopes = scopes == null ? new Scopes(List.of(), List.of(), Optional.empty()) : scopes;
        errors = errors == null ? Errors.NONE : errors;
        resources = list(resources);
    }

    /// The resource whose keys this descriptor is about: the first.
    Resource keys() {
        return resources.getFirst();
    }

    /// One descriptor for each resource, in which that resource comes first. All but the first are called
    /// `id:resource`.
    List<Descriptor> views() {
        List<Descriptor> views = new ArrayList<>();
        for (Resource resource : resources) {
            boolean first = views.isEmpty();
            List<Resource> ordered = new ArrayList<>(resources);
            ordered.remove(resource);
            ordered.addFirst(resource);
            views.add(new Descriptor(format, first ? id : id + ":" + resource.id(),
                    first ? name : name + ", " + resource.plural(), first ? noun : resource.noun(), note, address,
                    regions, parameters, environments, headers, auth, signIn,
                    resource.shapes().isEmpty() ? shapes : resource.shapes(), variable,
                    resource.scopes().orElse(scopes), rateLimit, errors, ordered, twoFactor));
        }
        return views;
    }

    /// What it says of a capability. The second factor is the account's, so any resource may speak of it for all.
    Optional<CapabilityEntry> capability(String word) {
        return resources.stream().limit(word.equals("two_factor") ? resources.size() : 1)
                .flatMap(resource -> Optional.ofNullable(resource.capabilities().get(word)).stream()).findFirst();
    }

    /// The operation of that name: this resource's own, else another one's.
    Optional<Operation> operation(String wanted) {
        return resources.stream().flatMap(resource -> Optional.ofNullable(resource.operations().get(wanted)).stream())
                .findFirst();
    }

    /// The name of the way in which profiles sign in that do not say another.
    String usualSignIn() {
        return signIn.getFirst();
    }

    /// The way of sending a credential that `operation` uses for a profile that signs in by `way`.
    Auth authOf(Operation operation, String way) {
        return authNamed(operation.auth().isEmpty() ? way : operation.auth());
    }

    /// The way of signing in or sending that is called `wanted`.
    Auth authNamed(String wanted) {
        Auth found = auth.get(wanted);
        if (found == null) {
            throw new IllegalStateException("descriptor " + id + " has no auth " + wanted);
        }
        return found;
    }

    record Region(String id, String label, String address) {
    }

    record ProfileParameter(String name, String label, String help, boolean required, String initial,
            List<Choice> options, Optional<Pick> pick) {
        ProfileParameter {
            label = text(label, name);
            help = text(help, "");
            initial = text(initial, "");
            options = list(options);
        }
    }

    record Choice(String value, String label) {
    }

    record Pick(String operation, String items, String value, String label) {
        Pick {
            items = text(items, "");
            label = text(label, value);
        }
    }

    enum AuthKind {
        NONE, KEY, PASSWORD, TICKET, OAUTH
    }

    record Auth(AuthKind kind, String label, String account, String credential, List<ExtraCredential> more,
            List<String> parameters, List<Send> send, Optional<Login> login, Optional<Refresh> refresh,
            Optional<OAuth> oauth) {
        Auth {
            label = text(label, "");
            parameters = list(parameters);
            account = text(account, "");
            credential = text(credential, "");
            more = list(more);
            send = list(send);
        }

        /// Whether signing in gives a session, so that it is the session's token that is sent.
        boolean hasSession() {
            return kind != AuthKind.NONE && kind != AuthKind.KEY;
        }

        /// What people call it.
        String shownAs() {
            return label.isEmpty() ? credential : label;
        }
    }

    record ExtraCredential(String name, String label) {
    }

    enum SendIn {
        HEADER, QUERY, COOKIE, BASIC
    }

    record Send(SendIn in, String name, String value, String user, String pass) {
        Send {
            name = text(name, "");
            value = text(value, "");
            user = text(user, "");
            pass = text(pass, "");
        }
    }

    record Login(Request request, Optional<Condition> success, Optional<SecondFactor> secondFactor, Tokens session,
            List<LoginStep> then) {
        Login {
            then = list(then);
        }
    }

    /// @param page  what a person opens in the browser meanwhile
    /// @param until repeats the request until this holds
    /// @param every how often it is repeated
    record LoginStep(String when, Request request, Optional<Condition> success, Optional<SecondFactor> secondFactor,
            Optional<Tokens> session, String page, String until, String every) {
        LoginStep {
            when = text(when, "");
            page = text(page, "");
            until = text(until, "");
            every = text(every, "");
        }
    }

    record SecondFactor(Condition asked, Optional<Condition> wrong) {
    }

    record Tokens(String token, String tokenHeader, String refreshToken, String expiresIn, String expiresAt,
            boolean cookies) {
        Tokens {
            token = text(token, "");
            tokenHeader = text(tokenHeader, "");
            refreshToken = text(refreshToken, "");
            expiresIn = text(expiresIn, "");
            expiresAt = text(expiresAt, "");
        }

        /// Whether cookies are all that there is.
        boolean isCookiesAlone() {
            return cookies && token.isEmpty() && tokenHeader.isEmpty();
        }

        /// What is looked for, for messages.
        String what() {
            return isCookiesAlone() ? "cookie" : "token at " + (token.isEmpty() ? tokenHeader : token);
        }
    }

    record Refresh(Request request, Optional<Tokens> session) {
    }

    record OAuth(OAuthGrant grant, String authorizeUrl, String tokenUrl, String deviceUrl, String revokeUrl,
            String issuer, String clientId, OAuthClient client, List<String> scopes, Map<String, String> extra) {
        OAuth {
            authorizeUrl = text(authorizeUrl, "");
            deviceUrl = text(deviceUrl, "");
            revokeUrl = text(revokeUrl, "");
            issuer = text(issuer, "");
            clientId = text(clientId, "{account}");
            client = client == null ? OAuthClient.BASIC : client;
            scopes = list(scopes);
            extra = map(extra);
        }
    }

    enum OAuthGrant {
        AUTHORIZATION_CODE, CLIENT_CREDENTIALS, DEVICE_CODE
    }

    /// How the client says who it is.
    enum OAuthClient {
        BASIC, FORM, PUBLIC
    }

    record Shape(String prefix, String environment) {
        Shape {
            environment = text(environment, "");
        }
    }

    record Scopes(List<ScopeEntry> catalogue, List<PresetEntry> presets, Optional<ScopeCall> from) {
        Scopes {
            catalogue = list(catalogue);
            presets = list(presets);
        }
    }

    /// @param value what requests say for it, as the variable `preset`
    record PresetEntry(String id, String label, String description, String value, List<String> scopes,
            boolean asksWhy) {
        PresetEntry {
            label = text(label, id);
            description = text(description, "");
            value = text(value, id);
            scopes = list(scopes);
        }
    }

    record ScopeEntry(String value, String resource, String verb, boolean changes, String description) {
        ScopeEntry {
            int colon = value.lastIndexOf(':');
            resource = text(resource, colon < 0 ? value : value.substring(0, colon));
            verb = text(verb, colon < 0 ? "" : value.substring(colon + 1));
            description = text(description, "");
        }
    }

    record ScopeCall(String operation, String items, String value, String resource, String verb, String changes,
            String description) {
        ScopeCall {
            items = text(items, "");
            resource = text(resource, "");
            verb = text(verb, "");
            changes = text(changes, "");
            description = text(description, "");
        }
    }

    record RateLimit(List<String> limit, List<String> remaining, List<String> reset, String resetIs, String retryAfter,
            String retryAfterIs) {
        RateLimit {
            limit = list(limit);
            remaining = list(remaining);
            reset = list(reset);
            resetIs = text(resetIs, "auto");
            retryAfter = text(retryAfter, "");
            retryAfterIs = text(retryAfterIs, "s");
        }
    }

    record Errors(List<String> message, List<String> fields, List<String> code, List<String> missingScope,
            List<String> property, List<ErrorRule> rules, List<AdviceEntry> advice) {
        static final Errors NONE = new Errors(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of());

        Errors {
            message = list(message);
            fields = list(fields);
            code = list(code);
            missingScope = list(missingScope);
            property = list(property);
            rules = list(rules);
            advice = list(advice);
        }
    }

    /// What the provider's documents say about answers with one of these statuses and, if there are any, codes.
    record AdviceEntry(List<Integer> status, List<String> code, List<String> causes, List<String> help) {
        AdviceEntry {
            status = list(status);
            code = list(code);
            causes = list(causes);
            help = list(help);
        }
    }

    enum ErrorKind {
        UNAUTHORIZED, FORBIDDEN, REJECTED, NOT_FOUND, RATE_LIMITED, SECOND_FACTOR, WRONG_CODE, SERVER_ERROR, UNSUPPORTED
    }

    record ErrorRule(List<Integer> status, List<String> code, String when, ErrorKind kind) {
        ErrorRule {
            status = list(status);
            code = list(code);
            when = text(when, "");
        }
    }

    record Condition(List<Integer> status, String when) {
        Condition {
            status = list(status);
            when = text(when, "");
        }
    }

    record Resource(String id, String noun, Map<String, CapabilityEntry> capabilities, String test,
            Optional<Scopes> scopes, List<Shape> shapes, Map<String, Operation> operations, KeyFields key,
            Optional<Usage> usage, Optional<Verify> verify, Optional<Rotation> rotation) {
        Resource {
            noun = text(noun, "key");
            capabilities = map(capabilities);
            test = text(test, "");
            shapes = list(shapes);
            operations = map(operations);
        }

        /// What it calls several keys.
        String plural() {
            return noun.matches(".*[^aeiou]y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        }
    }

    enum SupportWord {
        YES, CONSOLE, NO
    }

    record CapabilityEntry(SupportWord support, String operation, String reverse, @Nullable Boolean documented,
            List<String> steps, String link, String reason) {
        CapabilityEntry {
            operation = text(operation, "");
            reverse = text(reverse, "");
            steps = list(steps);
            link = text(link, "");
            reason = text(reason, "");
        }
    }

    record Operation(@Nullable Boolean documented, String note, String auth, Request request,
            Optional<Condition> success, Optional<Paging> paging, Answer answer, Errors errors, Optional<Before> before,
            Optional<Over> over, Optional<Detail> detail, List<Join> joins, Optional<Poll> poll,
            List<ExtraCredential> ask) {
        Operation {
            note = text(note, "");
            auth = text(auth, "");
            answer = answer == null ? Answer.WHOLE : answer;
            errors = errors == null ? Errors.NONE : errors;
            joins = list(joins);
            ask = list(ask);
        }
    }

    record Request(String method, String path, Map<String, Object> query, Map<String, String> headers,
            Optional<Body> body) {
        Request {
            query = map(query);
            headers = map(headers);
        }
    }

    enum BodyKind {
        NONE, JSON, FORM, TEXT
    }

    record Body(BodyKind kind, String value, String type) {
        Body {
            value = text(value, "");
            type = text(type, "");
        }
    }

    record Answer(String items, String item, String idHeader, Optional<SecretPlace> secret, List<String> valueIds,
            List<String> masked) {
        static final Answer WHOLE = new Answer("", "", "", Optional.empty(), List.of(), List.of());

        Answer {
            items = text(items, "");
            item = text(item, "");
            idHeader = text(idHeader, "");
            valueIds = list(valueIds);
            masked = list(masked);
        }
    }

    /// @param join what stands between the parts; without it they become lines, `name=value` each
    record SecretPlace(String at, List<SecretPart> parts, @Nullable String join, String operation, String header) {
        SecretPlace {
            at = text(at, "");
            parts = list(parts);
            operation = text(operation, "");
            header = text(header, "");
        }
    }

    /// @param open whether it is no secret, and may be read as well
    record SecretPart(String name, String at, boolean open) {
    }

    enum PagingKind {
        PAGE, OFFSET, CURSOR, LINK, LIMIT
    }

    record Paging(PagingKind kind, String parameter, @Nullable Integer first, @Nullable Integer size, String next,
            String in, String total, String pages, String more) {
        Paging {
            parameter = text(parameter, "");
            next = text(next, "");
            in = text(in, kind == PagingKind.LINK ? "answer" : "query");
            total = text(total, "");
            pages = text(pages, "");
            more = text(more, "");
        }
    }

    record Before(String operation, String as) {
    }

    record Over(String operation, String items, String as) {
        Over {
            items = text(items, "");
        }
    }

    record Detail(String operation, String as, String when, @Nullable Integer most) {
        Detail {
            as = text(as, "detail");
            when = text(when, "");
        }
    }

    record Join(String operation, String as) {
    }

    record Poll(String operation, String as, String until, String within) {
        Poll {
            as = text(as, "");
            within = text(within, "1m");
        }
    }

    record KeyFields(String id, List<String> idParts, String name, HintField hint, String scopes, String createdAt,
            String expiresAt, LastUsedField lastUsed, String status, String owner, Map<String, String> facts,
            boolean idIsSecret) {
        KeyFields {
            idParts = list(idParts);
            name = text(name, "");
            scopes = text(scopes, "");
            createdAt = text(createdAt, "");
            expiresAt = text(expiresAt, "");
            status = text(status, "");
            owner = text(owner, "");
            facts = map(facts);
            hint = hint == null ? new HintField("none", "") : hint;
            lastUsed = lastUsed == null ? new LastUsedField("", "", "unstated") : lastUsed;
        }
    }

    record HintField(String kind, String value) {
        HintField {
            value = text(value, "");
        }
    }

    record LastUsedField(String at, String never, String precision) {
        LastUsedField {
            at = text(at, "");
            never = text(never, "");
            precision = text(precision, "unstated");
        }
    }

    record Usage(String operation, Map<String, String> buckets, String start, String ok, String limited,
            String refused, String failed) {
        Usage {
            buckets = map(buckets);
            limited = text(limited, "");
            refused = text(refused, "");
            failed = text(failed, "");
        }
    }

    record Verify(Request request, List<Send> send, List<Condition> accepted, List<Condition> refused,
            String settlesWithin) {
        Verify {
            send = list(send);
            accepted = list(accepted);
            refused = list(refused);
            settlesWithin = text(settlesWithin, "");
        }
    }

    /// The second factor of the account, by operations of any resource.
    record TwoFactor(TwoFactorSetUp setUp, TwoFactorVerify verify, Optional<TwoFactorStatus> status,
            Optional<TwoFactorDisable> disable) {
        /// Names of the operations that a code is for.
        List<String> takeCode() {
            return Stream.concat(Stream.of(verify.operation()), disable.stream().map(TwoFactorDisable::operation))
                    .toList();
        }

        /// Names of all operations.
        List<String> operations() {
            return Stream.concat(Stream.concat(Stream.of(setUp.operation()), takeCode().stream()),
                    status.stream().map(TwoFactorStatus::operation)).toList();
        }
    }

    /// @param seed where the shared key is in the answer
    /// @param uri  where the otpauth URI is
    record TwoFactorSetUp(String operation, String seed, String uri) {
        TwoFactorSetUp {
            seed = text(seed, "");
            uri = text(uri, "");
        }
    }

    record TwoFactorVerify(String operation, String backupCodes) {
        TwoFactorVerify {
            backupCodes = text(backupCodes, "");
        }
    }

    record TwoFactorStatus(String operation, String enabled, String pending, String enabledAt,
            String backupCodesLeft) {
        TwoFactorStatus {
            pending = text(pending, "");
            enabledAt = text(enabledAt, "");
            backupCodesLeft = text(backupCodesLeft, "");
        }
    }

    record TwoFactorDisable(String operation) {
    }

    /// @param grace   how the time is told in which both values work
    /// @param graceOf whose end that tells: the `old` key's or the `new` one's
    /// @param old     what becomes of the old key
    record Rotation(String model, String operation, String grace, String graceOf, String shortestGrace,
            String longestGrace, String usualGrace, List<String> graceChoices, String old, List<String> copies,
            boolean uniqueNames, String note) {
        Rotation {
            operation = text(operation, "");
            grace = text(grace, "none");
            graceOf = text(graceOf, "old");
            shortestGrace = text(shortestGrace, "");
            longestGrace = text(longestGrace, "");
            usualGrace = text(usualGrace, "");
            graceChoices = list(graceChoices);
            old = text(old, "");
            copies = list(copies);
            note = text(note, "");
        }
    }

    private static String text(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private static <T> List<T> list(@Nullable List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    private static <V> Map<String, V> map(@Nullable Map<String, V> values) {
        return values == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
