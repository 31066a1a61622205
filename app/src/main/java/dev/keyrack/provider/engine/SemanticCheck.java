package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Auth;
import dev.keyrack.provider.engine.Descriptor.CapabilityEntry;
import dev.keyrack.provider.engine.Descriptor.Condition;
import dev.keyrack.provider.engine.Descriptor.Errors;
import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.provider.engine.Descriptor.Resource;
import dev.keyrack.provider.engine.Descriptor.SupportWord;
import dev.keyrack.provider.engine.Finding.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds what a schema cannot: names that lead nowhere, expressions that cannot be read, variables that nobody sets,
/// addresses that no credential may be sent to.
final class SemanticCheck {
    private static final Set<String> PROFILE = Set.of("param", "environment", "account");
    private static final Set<String> WISHES = Set.of("now", "name", "scopes", "preset", "expiry", "never", "enabled",
            "cursor",
            "page", "offset", "bucket", "from", "to");
    private static final Set<String> ABOUT_A_KEY = Set.of("get", "edit_name", "edit_scopes", "edit_expiry", "disable",
            "revoke", "usage", "rotate");

    private final Descriptor descriptor;
    private final ReferenceCheck references;
    private final List<Finding> findings = new ArrayList<>();

    SemanticCheck(Descriptor descriptor, Expressions expressions) {
        this.descriptor = descriptor;
        this.references = new ReferenceCheck(descriptor, expressions, findings);
    }

    /// What the engine cannot do yet, without looking for mistakes.
    List<Finding> unsupported() {
        return new Unsupported(descriptor).findings();
    }

    /// All findings.
    List<Finding> all() {
        addresses();
        descriptor.signIn().stream().filter(name -> !descriptor.auth().containsKey(name))
                .forEach(name -> error("/signIn", "there is no auth called " + name,
                        ReferenceCheck.oneOf("", name, descriptor.auth().keySet())));
        descriptor.auth().forEach((name, auth) -> auth("/auth/" + Finding.escape(name), auth));
        rateLimit();
        errors("/errors", descriptor.errors());
        references.headers("/headers", descriptor.headers(), with(Set.of("uuid")));
        unique("/parameters", descriptor.parameters().stream().map(Descriptor.ProfileParameter::name).toList());
        unique("/scopes/catalogue",
                descriptor.scopes().catalogue().stream().map(Descriptor.ScopeEntry::value).toList());
        for (int i = 0; i < descriptor.resources().size(); i++) {
            resource("/resources/" + i, descriptor.resources().get(i));
        }
        findings.addAll(unsupported());
        return List.copyOf(findings);
    }

    private void addresses() {
        address("/address", descriptor.address());
        for (int i = 0; i < descriptor.regions().size(); i++) {
            address("/regions/" + i + "/address", descriptor.regions().get(i).address());
        }
    }

    private void address(String place, String address) {
        if (!address.isEmpty() && !address.contains("{")) {
            Addresses.problem(address).ifPresent(problem -> error(place, problem));
        }
    }

    private void auth(String place, Auth auth) {
        Set<String> secrets = Set.of("token", "credential", "account");
        references.sends(place + "/send", auth.send(), with(secrets));
        auth.login().ifPresent(login -> {
            references.request(place + "/login/request", login.request(), with(Set.of("credential", "code", "uuid")));
            login.success().ifPresent(condition -> condition(place + "/login/success", condition));
            login.secondFactor().ifPresent(factor -> {
                condition(place + "/login/secondFactor/asked", factor.asked());
                factor.wrong().ifPresent(wrong -> condition(place + "/login/secondFactor/wrong", wrong));
            });
            expression(place + "/login/session/expiresIn", login.session().expiresIn());
            expression(place + "/login/session/expiresAt", login.session().expiresAt());
        });
        auth.refresh().ifPresent(refresh -> references.request(place + "/refresh/request", refresh.request(),
                with(Set.of("refreshToken", "uuid"))));
    }

    private void rateLimit() {
        descriptor.rateLimit()
                .ifPresent(limit -> references.expression("/rateLimit/retryAfter", limit.retryAfter(), Set.of()));
    }

    private void errors(String place, Errors errors) {
        Set<String> known = Set.of("status");
        references.expressions(place + "/message", errors.message(), known);
        references.expressions(place + "/code", errors.code(), known);
        references.expressions(place + "/missingScope", errors.missingScope(), known);
        for (int i = 0; i < errors.rules().size(); i++) {
            references.expression(place + "/rules/" + i + "/when", errors.rules().get(i).when(), known);
        }
    }

    private void condition(String place, Condition condition) {
        references.expression(place + "/when", condition.when(), Set.of("status"));
    }

    private void expression(String place, String text) {
        references.expression(place, text, PROFILE);
    }

    private void resource(String place, Resource resource) {
        resource.capabilities().forEach((word, entry) -> capability(place, word, entry, resource));
        references.named(place + "/test", resource.test(), resource);
        Set<String> aboutNone = withoutKey(resource);
        resource.operations().forEach((name, operation) -> operation(
                place + "/operations/" + Finding.escape(name), operation, resource, aboutNone.contains(name)));
        key(place + "/key", resource);
        resource.usage().ifPresent(usage -> {
            references.named(place + "/usage/operation", usage.operation(), resource);
            Map<String, String> counts = Map.of("start", usage.start(), "ok", usage.ok(), "limited", usage.limited(),
                    "refused", usage.refused(), "failed", usage.failed());
            Set<String> known = with(Set.of("id", "bucket", "from", "to"));
            counts.forEach((name, text) -> references.expression(place + "/usage/" + name, text, known));
        });
        resource.verify().ifPresent(verify -> {
            references.request(place + "/verify/request", verify.request(), with(Set.of("value", "uuid")));
            references.sends(place + "/verify/send", verify.send(), with(Set.of("value")));
            conditions(place + "/verify/accepted", verify.accepted());
            conditions(place + "/verify/refused", verify.refused());
        });
    }

    private void conditions(String place, List<Condition> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            condition(place + "/" + i, conditions.get(i));
        }
    }

    private void key(String place, Resource resource) {
        Descriptor.KeyFields key = resource.key();
        Map<String, String> texts = Map.of("id", key.id(), "name", key.name(), "scopes", key.scopes(), "createdAt",
                key.createdAt(), "expiresAt", key.expiresAt(), "status", key.status(), "owner", key.owner(),
                "hint/value", key.hint().value(), "lastUsed/at", key.lastUsed().at(), "lastUsed/never",
                key.lastUsed().never());
        texts.forEach((name, text) -> expression(place + "/" + name, text));
        key.facts().forEach((name, text) -> expression(place + "/facts/" + Finding.escape(name), text));
    }

    private void capability(String place, String word, CapabilityEntry entry, Resource resource) {
        String here = place + "/capabilities/" + word;
        if (entry.support() == SupportWord.CONSOLE && !entry.link().startsWith("https://")) {
            error(here + "/link", "a link begins with https://", "write the address of the console");
        }
        if (entry.support() != SupportWord.YES) {
            return;
        }
        boolean needsOperation = !word.equals("probe") && !word.equals("two_factor") && !word.equals("rotate");
        if (needsOperation && entry.operation().isEmpty()) {
            error(here, "the member operation is missing",
                    "add \"operation\" with one of " + String.join(", ", resource.operations().keySet()));
        }
        references.named(here + "/operation", entry.operation(), resource);
        references.named(here + "/reverse", entry.reverse(), resource);
        if (word.equals("probe") && resource.verify().isEmpty()) {
            error(here, "the resource says nothing under verify",
                    "add verify with the request that tries a value, or say support no with a reason");
        }
        if (word.equals("usage") && resource.usage().isEmpty()) {
            error(here, "the resource says nothing under usage",
                    "add usage with the operation and where its counts are, or say support no with a reason");
        }
        Operation operation = resource.operations().get(entry.operation());
        if (word.equals("create") && operation != null && operation.answer().secret().isEmpty()) {
            error(place + "/operations/" + Finding.escape(entry.operation()),
                    "the answer to creating a key must say under answer/secret where its value is");
        }
    }

    /// Operations that are run without a key in hand, so that no request of theirs can name one.
    private static Set<String> withoutKey(Resource resource) {
        Set<String> names = new HashSet<>(Set.of(resource.test()));
        resource.capabilities().forEach((word, entry) -> {
            if (!ABOUT_A_KEY.contains(word)) {
                names.add(entry.operation());
            }
        });
        return names;
    }

    private void operation(String place, Operation operation, Resource resource, boolean withoutKey) {
        if (!operation.auth().isEmpty() && !descriptor.auth().containsKey(operation.auth())) {
            error(place + "/auth", "there is no auth called " + operation.auth(),
                    ReferenceCheck.oneOf("", operation.auth(), descriptor.auth().keySet()));
        }
        Set<String> known = with(WISHES);
        known.add("uuid");
        operation.before().ifPresent(before -> known.add(before.as()));
        operation.over().ifPresent(over -> known.add(over.as()));
        operation.joins().forEach(join -> known.add(join.as()));
        operation.ask().forEach(ask -> known.add(ask.name()));
        if (!withoutKey) {
            known.add("id");
        }
        references.request(place + "/request", operation.request(), known);
        operation.success().ifPresent(condition -> condition(place + "/success", condition));
        errors(place + "/errors", operation.errors());
        references.place(place + "/answer/items", operation.answer().items(), known);
        references.place(place + "/answer/item", operation.answer().item(), known);
        operation.paging().ifPresent(paging -> {
            expression(place + "/paging/next", paging.next());
            expression(place + "/paging/total", paging.total());
            expression(place + "/paging/more", paging.more());
        });
        operation.before().ifPresent(one -> references.named(place + "/before/operation", one.operation(), resource));
        operation.over().ifPresent(one -> references.named(place + "/over/operation", one.operation(), resource));
        operation.detail().ifPresent(one -> references.named(place + "/detail/operation", one.operation(), resource));
        operation.poll().ifPresent(one -> references.named(place + "/poll/operation", one.operation(), resource));
    }

    private void unique(String place, List<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!seen.add(names.get(i))) {
                error(place + "/" + i, "this stands there twice: " + names.get(i), "remove one of them");
            }
        }
    }

    private static Set<String> with(Set<String> more) {
        Set<String> all = new HashSet<>(PROFILE);
        all.addAll(more);
        return all;
    }

    private void error(String pointer, String problem, String suggestion) {
        findings.add(new Finding(Severity.ERROR, pointer, problem, suggestion, Optional.empty()));
    }

    private void error(String pointer, String problem) {
        findings.add(new Finding(Severity.ERROR, pointer, problem, Optional.empty()));
    }
}
