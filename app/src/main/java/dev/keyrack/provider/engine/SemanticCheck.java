package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.CapabilityEntry;
import dev.keyrack.provider.engine.Descriptor.Condition;
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
    private static final Set<String> ABOUT_A_KEY = Set.of("get", "edit_name", "edit_scopes", "edit_expiry", "disable",
            "revoke", "usage", "rotate");

    private final Descriptor descriptor;
    private final ReferenceCheck references;
    private final OperationCheck operations;
    private final List<Finding> findings = new ArrayList<>();

    SemanticCheck(Descriptor descriptor, Expressions expressions) {
        this.descriptor = descriptor;
        this.references = new ReferenceCheck(descriptor, expressions, findings);
        this.operations = new OperationCheck(descriptor, references, findings);
    }

    /// All findings.
    List<Finding> all() {
        addresses();
        new SignInCheck(descriptor, references, findings).run();
        rateLimit();
        operations.errors("/errors", descriptor.errors());
        references.headers("/headers", descriptor.headers(), with(Set.of("uuid")));
        unique("/parameters", descriptor.parameters().stream().map(Descriptor.ProfileParameter::name).toList());
        offers();
        unique("/resources", descriptor.resources().stream().map(Resource::id).toList());
        unique("/scopes/catalogue",
                descriptor.scopes().catalogue().stream().map(Descriptor.ScopeEntry::value).toList());
        for (int i = 0; i < descriptor.resources().size(); i++) {
            resource("/resources/" + i, descriptor.resources().get(i));
        }
        new TwoFactorCheck(descriptor, references, findings).run();
        return List.copyOf(findings);
    }

    private void addresses() {
        address("/address", descriptor.address());
        for (int i = 0; i < descriptor.regions().size(); i++) {
            address("/regions/" + i + "/address", descriptor.regions().get(i).address());
        }
        unique("/regions", descriptor.regions().stream().map(Descriptor.Region::id).toList());
    }

    private void address(String place, String address) {
        if (!address.isEmpty()) {
            references.template(place, address, Set.of("param"));
            Addresses.problem(address.replaceAll("\\{[^}]*}", "x")).ifPresent(problem -> error(place, problem));
        }
    }

    private void offers() {
        Resource resource = descriptor.keys();
        for (int i = 0; i < descriptor.parameters().size(); i++) {
            String place = "/parameters/" + i + "/pick";
            descriptor.parameters().get(i).pick().ifPresent(pick -> {
                Set<String> known = with(operations.names(resource));
                references.named(place + "/operation", pick.operation(), resource);
                references.place(place + "/items", pick.items(), known);
                references.expression(place + "/value", pick.value(), known);
                references.expression(place + "/label", pick.label(), known);
            });
        }
        descriptor.scopes().from().ifPresent(from -> scopes("/scopes/from", from, resource));
        for (int i = 0; i < descriptor.resources().size(); i++) {
            String place = "/resources/" + i + "/scopes/from";
            Resource own = descriptor.resources().get(i);
            own.scopes().flatMap(Descriptor.Scopes::from).ifPresent(from -> scopes(place, from, own));
        }
    }

    private void scopes(String place, Descriptor.ScopeCall from, Resource resource) {
        Set<String> known = with(operations.names(resource));
        references.named(place + "/operation", from.operation(), resource);
        references.place(place + "/items", from.items(), known);
        Map<String, String> texts = Map.of("value", from.value(), "resource", from.resource(), "verb", from.verb(),
                "changes", from.changes(), "description", from.description());
        texts.forEach((name, text) -> references.expression(place + "/" + name, text, known));
    }

    private void rateLimit() {
        descriptor.rateLimit()
                .ifPresent(limit -> references.expression("/rateLimit/retryAfter", limit.retryAfter(), Set.of()));
    }

    private void condition(String place, Condition condition) {
        references.expression(place + "/when", condition.when(), Set.of("status"));
    }

    private void resource(String place, Resource resource) {
        resource.capabilities().forEach((word, entry) -> capability(place, word, entry, resource));
        references.named(place + "/test", resource.test(), resource);
        Set<String> aboutNone = withoutKey(resource);
        resource.operations().forEach((name, operation) -> operations.operation(
                place + "/operations/" + Finding.escape(name), operation, resource, aboutNone.contains(name)));
        key(place + "/key", resource);
        resource.usage().ifPresent(usage -> {
            references.named(place + "/usage/operation", usage.operation(), resource);
            Map<String, String> counts = Map.of("start", usage.start(), "ok", usage.ok(), "limited", usage.limited(),
                    "refused", usage.refused(), "failed", usage.failed());
            Set<String> known = with(Set.of("id", "part", "bucket", "from", "to"));
            known.addAll(operations.names(resource));
            counts.forEach((name, text) -> references.expression(place + "/usage/" + name, text, known));
        });
        resource.verify().ifPresent(verify -> {
            Set<String> known = with(Set.of("value", "uuid"));
            known.addAll(parts(resource));
            references.request(place + "/verify/request", verify.request(), known);
            references.sends(place + "/verify/send", verify.send(), known);
            conditions(place + "/verify/accepted", verify.accepted());
            conditions(place + "/verify/refused", verify.refused());
        });
        resource.rotation().ifPresent(
                rotation -> references.named(place + "/rotation/operation", rotation.operation(), resource));
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
        Set<String> known = with(operations.names(resource));
        known.addAll(Set.of("id", "part"));
        texts.forEach((name, text) -> references.expression(place + "/" + name, text, known));
        key.facts().forEach(
                (name, text) -> references.expression(place + "/facts/" + Finding.escape(name), text, known));
        unique(place + "/idParts", key.idParts());
        CapabilityEntry list = resource.capabilities().get("list");
        Operation listing = list == null ? null : resource.operations().get(list.operation());
        if (key.idIsSecret() && (listing == null || listing.answer().valueIds().isEmpty())) {
            error(place + "/idIsSecret", "the list must say under answer/valueIds where its ids are");
        }
    }

    /// The names of the parts of which a new value is made.
    private Set<String> parts(Resource resource) {
        Set<String> names = new HashSet<>();
        resource.operations().values().forEach(operation -> operation.answer().secret()
                .ifPresent(place -> place.parts().forEach(part -> names.add(part.name()))));
        return names;
    }

    private void capability(String place, String word, CapabilityEntry entry, Resource resource) {
        String here = place + "/capabilities/" + word;
        if (entry.support() == SupportWord.CONSOLE && !entry.link().startsWith("https://")) {
            error(here + "/link", "a link begins with https://", "write the address of the console");
        }
        if (entry.support() != SupportWord.YES) {
            return;
        }
        boolean needsOperation = !word.equals("probe") && !word.equals("two_factor");
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
        if (word.equals("two_factor") && descriptor.twoFactor().isEmpty()) {
            error(here, "the descriptor says nothing under twoFactor",
                    "add twoFactor with setUp and verify, or say support no with a reason");
        }
        Operation operation = resource.operations().get(entry.operation());
        if (word.equals("create") && operation != null && operation.answer().secret().isEmpty()) {
            error(place + "/operations/" + Finding.escape(entry.operation()),
                    "the answer to creating a key must say under answer/secret where its value is");
        }
    }

    /// Operations that are run without a key in hand, so that no request of theirs can name one.
    private Set<String> withoutKey(Resource resource) {
        Set<String> names = new HashSet<>(Set.of(resource.test()));
        descriptor.twoFactor().ifPresent(factor -> names.addAll(factor.operations()));
        resource.capabilities().forEach((word, entry) -> {
            if (!ABOUT_A_KEY.contains(word)) {
                names.add(entry.operation());
            }
        });
        return names;
    }

    private void unique(String place, List<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!seen.add(names.get(i))) {
                error(place + "/" + i, "this stands there twice: " + names.get(i), "remove one of them");
            }
        }
    }

    /// What every expression knows, and `more`.
    static Set<String> with(Set<String> more) {
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
