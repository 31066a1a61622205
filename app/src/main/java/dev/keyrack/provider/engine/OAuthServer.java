package dev.keyrack.provider.engine;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import dev.keyrack.provider.engine.Descriptor.Body;
import dev.keyrack.provider.engine.Descriptor.BodyKind;
import dev.keyrack.provider.engine.Descriptor.Condition;
import dev.keyrack.provider.engine.Descriptor.ErrorKind;
import dev.keyrack.provider.engine.Descriptor.ErrorRule;
import dev.keyrack.provider.engine.Descriptor.Errors;
import dev.keyrack.provider.engine.Descriptor.OAuth;
import dev.keyrack.provider.engine.Descriptor.OAuthClient;
import dev.keyrack.provider.engine.Descriptor.Request;
import dev.keyrack.provider.engine.Descriptor.Send;
import dev.keyrack.provider.engine.Descriptor.SendIn;
import dev.keyrack.provider.engine.WayIn.Begun;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/// A provider's authorization server. The SDK writes requests and reads answers, with stand-ins where the secrets
/// are; Keyrack itself sends them, within its own bounds.
final class OAuthServer {
    private static final String TOKEN = "/access_token";
    private static final String RENEWAL = "/refresh_token";
    private static final String STAND_IN = "held-elsewhere";
    private static final Errors ERRORS = new Errors(
            List.of("error_description ? error & ': ' & error_description : error"), List.of(), List.of("error"),
            List.of(), List.of(),
            List.of(new ErrorRule(List.of(), List.of("invalid_grant", "invalid_client", "unauthorized_client"), "",
                    ErrorKind.UNAUTHORIZED)),
            List.of());
    /// Some servers answer 200 to a request that they refuse.
    private static final Condition NO_ERROR = new Condition(List.of(), "$not($exists(error))");

    private final OAuth oauth;
    private final Engine engine;
    private final SessionStore store;

    OAuthServer(OAuth oauth, Engine engine, SessionStore store) {
        this.oauth = oauth;
        this.engine = engine;
        this.store = store;
    }

    /// The address of one of the server's endpoints: under the profile's own, unless the descriptor names another.
    ///
    /// @throws CallFailed if a variable is missing, or no credential may be sent there
    URI endpoint(String template) throws CallFailed {
        List<Template.Part> parts = Template.parse(template).parts();
        int raw = !parts.isEmpty() && parts.getFirst() instanceof Template.Part.Variable ? 1 : 0; // a whole address
        Optional<String> head = new Template(parts.subList(0, raw)).render(engine.variables(),
                UnaryOperator.identity());
        Optional<String> rest = new Template(parts.subList(raw, parts.size())).render(engine.variables(),
                Template::encode);
        if (head.isEmpty() || rest.isEmpty()) {
            throw new CallFailed(new Failure.InvalidInput(
                    Template.parse(template).missing(engine.variables()).orElse(template),
                    "signing in needs it, and the profile does not say it"));
        }
        String before = template.startsWith("/") ? engine.address().toString() : head.get();
        String address = before.replaceAll("/+$", "") + rest.get();
        Optional<String> problem = Addresses.problem(address);
        if (problem.isPresent()) {
            throw new CallFailed(new Failure.InvalidInput(address, problem.get()));
        }
        return URI.create(address);
    }

    /// The client's id.
    ClientID clientId() throws CallFailed {
        String id = Template.parse(oauth.clientId()).render(engine.variables(), UnaryOperator.identity()).orElse("");
        if (id.isBlank()) {
            throw new CallFailed(new Failure.InvalidInput("client id", "signing in needs it"));
        }
        return new ClientID(id);
    }

    /// The scopes to ask for; null if the descriptor names none.
    @Nullable
    Scope scope() {
        return oauth.scopes().isEmpty() ? null : new Scope(oauth.scopes().toArray(String[]::new));
    }

    /// Further members for requests that begin a grant.
    Map<String, String> extra() {
        Map<String, String> extra = new LinkedHashMap<>();
        oauth.extra().forEach((name, template) -> Template.parse(template)
                .render(engine.variables(), UnaryOperator.identity()).ifPresent(value -> extra.put(name, value)));
        return extra;
    }

    /// An answer, and what was sent for it. Closing it wipes the secrets of both.
    ///
    /// @param sent secrets of the client, which are masked in what the server says
    record Answered(Plan plan, Reply reply, List<Secret> sent) implements AutoCloseable {
        /// The error code (RFC 6749 section 5.2); empty if there is none.
        String error() {
            return reply.tree() instanceof Map<?, ?> members && members.get("error") instanceof String code ? code : "";
        }

        @Override
        public void close() {
            reply.close();
            sent.forEach(Secret::close);
        }
    }

    /// Asks for tokens.
    ///
    /// @param slots secrets whose stand-ins are in `grant`
    Answered ask(AuthorizationGrant grant, SecretSlots slots) throws CallFailed {
        URI endpoint = endpoint(oauth.tokenUrl());
        boolean begins = grant.getType().equals(GrantType.CLIENT_CREDENTIALS);
        return asClient(endpoint, slots, begins, List.of(TOKEN, RENEWAL), client -> {
            TokenRequest.Builder request = client == null
                    ? new TokenRequest.Builder(endpoint, clientId(), grant)
                    : new TokenRequest.Builder(endpoint, client, grant);
            if (begins) {
                request.scope(scope());
                extra().forEach(request::customParameter);
            }
            return request.build().toHTTPRequest();
        });
    }

    /// Asks for a code that a person can type in (RFC 8628 section 3.1).
    Answered askForCode() throws CallFailed {
        URI endpoint = endpoint(oauth.deviceUrl());
        return asClient(endpoint, new SecretSlots(), false, List.of("/device_code"), client -> {
            DeviceAuthorizationRequest.Builder request = client == null
                    ? new DeviceAuthorizationRequest.Builder(clientId())
                    : new DeviceAuthorizationRequest.Builder(client);
            extra().forEach(request::customParameter);
            return request.endpointURI(endpoint).scope(scope()).build().toHTTPRequest();
        });
    }

    /// Revokes a session's tokens (RFC 7009), the refresh token first, since that ends both at most servers.
    ///
    /// @return whether the server has taken all of it
    boolean revoke(Session session) throws CallFailed {
        if (oauth.revokeUrl().isEmpty()) {
            return false;
        }
        Optional<Secret> renewal = session.renewal();
        boolean ended = renewal.isEmpty() || revoke(renewal.get(), RefreshToken::new);
        return revoke(session.token(), BearerAccessToken::new) && ended;
    }

    private boolean revoke(Secret token, Function<String, Token> kind) throws CallFailed {
        URI endpoint = endpoint(oauth.revokeUrl());
        SecretSlots slots = new SecretSlots().with("token", token);
        Token standIn = kind.apply(slots.variables().getOrDefault("token", ""));
        try (Answered answered = asClient(endpoint, slots, false, List.of(),
                client -> (client == null
                        ? new TokenRevocationRequest(endpoint, clientId(), standIn)
                        : new TokenRevocationRequest(endpoint, client, standIn)).toHTTPRequest())) {
            return answered.reply().status() < 300;
        }
    }

    private interface Writer {
        HTTPRequest write(@Nullable ClientAuthentication client) throws CallFailed;
    }

    /// Sends as the client that it is: with its secret, or as a public one.
    private Answered asClient(URI endpoint, SecretSlots slots, boolean needsSecret, List<String> keep, Writer writer)
            throws CallFailed {
        List<Secret> sent = new ArrayList<>();
        boolean whole = false;
        try {
            ClientAuthentication client = null;
            if (needsSecret || oauth.client() != OAuthClient.PUBLIC) {
                (needsSecret ? Optional.of(store.credential()) : store.credentialIfAny()).ifPresent(sent::add);
                client = sent.isEmpty() ? null : authentication(sent.getFirst(), slots);
            }
            HTTPRequest written = writer.write(client);
            String header = written.getAuthorization();
            List<Send> send = List.of();
            if (header != null) {
                Secret authorization = Secret.wrap(header.getBytes(StandardCharsets.US_ASCII));
                sent.add(authorization);
                slots.with("authorization", authorization);
                send = List.of(new Send(SendIn.HEADER, "Authorization", "{authorization}", "", ""));
            }
            Plan plan = plan(endpoint, written, send, slots, keep);
            Answered answered = new Answered(plan, engine.exchanger().exchange(plan), List.copyOf(sent));
            whole = true;
            return answered;
        } finally {
            if (!whole) {
                sent.forEach(Secret::close);
            }
        }
    }

    private ClientAuthentication authentication(Secret credential, SecretSlots slots) throws CallFailed {
        if (oauth.client() == OAuthClient.FORM) {
            slots.with("credential", credential);
            String standIn = slots.variables().getOrDefault("credential", "");
            return new ClientSecretPost(clientId(), new com.nimbusds.oauth2.sdk.auth.Secret(standIn));
        }
        // its header is encoded, so that no stand-in could be replaced in it
        return new ClientSecretBasic(clientId(), new com.nimbusds.oauth2.sdk.auth.Secret(credential.reveal()));
    }

    private Plan plan(URI endpoint, HTTPRequest written, List<Send> send, SecretSlots slots, List<String> keep) {
        Map<String, Object> variables = new LinkedHashMap<>(engine.variables());
        try {
            Map<String, String> form = new LinkedHashMap<>();
            written.getBodyAsFormParameters().forEach((name, values) -> form.put(name, values.getFirst()));
            variables.put("form", form);
        } catch (ParseException e) {
            throw new IllegalStateException("the request has no form", e);
        }
        Request request = new Request("POST", "/", Map.of(), Map.of("Accept", "application/json"),
                Optional.of(new Body(BodyKind.FORM, "$form", "")));
        return new Plan(request, send, variables, slots, Map.of(), Optional.of(endpoint), ERRORS, keep,
                List.of("/id_token"), engine.limits().answerBytes(), true, false, false);
    }

    /// The session that an answer gives.
    ///
    /// @param renewal the refresh token that goes on if there is no new one
    Begun begun(Answered answered, Optional<Secret> renewal) throws CallFailed {
        Reply reply = answered.reply();
        require(answered);
        Call call = reply.raw().call();
        Secret token = reply.parsed().take(TOKEN).filter(found -> found.length() > 0)
                .orElseThrow(() -> Mapping.unexpected("no token at " + TOKEN, call));
        try {
            JSONObject members = members(reply);
            members.put("access_token", STAND_IN);
            members.putIfAbsent("token_type", "Bearer"); // some leave it out
            var read = AccessTokenResponse.parse(members).getTokens().getAccessToken();
            Instant now = engine.clock().instant();
            Optional<Instant> until = read.getLifetime() > 0
                    ? Optional.of(now.plusSeconds(Math.min(read.getLifetime(), 3_153_600_000L)))
                    : Optional.empty();
            Optional<Secret> next = reply.parsed().take(RENEWAL).filter(found -> found.length() > 0)
                    .or(() -> renewal.map(Secret::copy));
            return new Begun(new Session(token, next, now, until), noting(read.getScope(), call));
        } catch (ParseException _) { // its message may quote the answer
            token.close();
            throw Mapping.unexpected("an answer with a token that is none of RFC 6749", call);
        }
    }

    /// The call, saying which scopes were asked for and not given.
    private Call noting(@Nullable Scope granted, Call call) {
        Scope asked = scope();
        if (asked == null || granted == null || granted.containsAll(asked)) {
            return call;
        }
        asked.removeAll(granted);
        return new Call(call.method(), call.path(), call.status(), "not granted: " + asked, call.at(), call.took());
    }

    /// Fails with what the server says, unless it has done what it was asked for.
    void require(Answered answered) throws CallFailed {
        engine.exchanger().require(answered.plan(), Optional.of(NO_ERROR), Optional.empty(), answered.reply());
    }

    /// An answer's members, as the SDK reads them.
    static JSONObject members(Reply reply) throws CallFailed {
        if (!(reply.tree() instanceof Map<?, ?> tree)) {
            throw Mapping.unexpected("no object", reply.raw().call());
        }
        JSONObject members = new JSONObject();
        tree.forEach((name, value) -> {
            if (value != null) {
                members.put(String.valueOf(name), value);
            }
        });
        return members;
    }
}
