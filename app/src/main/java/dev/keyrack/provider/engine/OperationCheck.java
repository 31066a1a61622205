package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Answer;
import dev.keyrack.provider.engine.Descriptor.Errors;
import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.provider.engine.Descriptor.Resource;
import dev.keyrack.provider.engine.Finding.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Checks operations: what their requests and answers refer to, and the operations that they need around them.
final class OperationCheck {
    private static final Set<String> WISHES = Set.of("now", "name", "scopes", "preset", "expiry", "never", "enabled",
            "cursor", "page", "offset", "limit", "bucket", "from", "to", "grace", "uuid");
    /// Lists above a list, as the engine goes down.
    private static final int DEEPEST = 3;

    private final Descriptor descriptor;
    private final ReferenceCheck references;
    private final List<Finding> findings;

    OperationCheck(Descriptor descriptor, ReferenceCheck references, List<Finding> findings) {
        this.descriptor = descriptor;
        this.references = references;
        this.findings = findings;
    }

    /// The names that the operations of `resource` give to what others answered.
    Set<String> names(Resource resource) {
        Set<String> names = new HashSet<>();
        resource.operations().values().forEach(operation -> {
            operation.before().ifPresent(before -> names.add(before.as()));
            operation.over().ifPresent(over -> names.add(over.as()));
            operation.detail().ifPresent(detail -> names.add(detail.as()));
            operation.poll().ifPresent(poll -> names.add(poll.as()));
            operation.joins().forEach(join -> names.add(join.as()));
        });
        return names;
    }

    /// @param withoutKey whether it is run with no key in hand
    void operation(String place, Operation operation, Resource resource, boolean withoutKey) {
        if (!operation.auth().isEmpty() && !descriptor.auth().containsKey(operation.auth())) {
            error(place + "/auth", "there is no auth of this name");
        }
        Set<String> known = SemanticCheck.with(WISHES);
        known.addAll(names(resource));
        operation.ask().forEach(ask -> known.add(ask.name()));
        boolean takesCode = descriptor.twoFactor().stream().flatMap(factor -> factor.takeCode().stream())
                .anyMatch(name -> operation.equals(resource.operations().get(name)));
        if (takesCode) {
            known.add("code");
        }
        if (!withoutKey) {
            known.addAll(Set.of("id", "part"));
        }
        references.request(place + "/request", operation.request(), known);
        operation.success().ifPresent(
                condition -> references.expression(place + "/success/when", condition.when(), Set.of("status")));
        errors(place + "/errors", operation.errors());
        answer(place + "/answer", operation.answer(), resource, known);
        operation.paging().ifPresent(paging -> {
            Set<String> profile = SemanticCheck.with(Set.of());
            references.place(place + "/paging/next", paging.next(), profile);
            references.place(place + "/paging/total", paging.total(), profile);
            references.place(place + "/paging/pages", paging.pages(), profile);
            references.expression(place + "/paging/more", paging.more(), profile);
        });
        around(place, operation, resource, known);
    }

    private void answer(String place, Answer answer, Resource resource, Set<String> known) {
        references.place(place + "/items", answer.items(), known);
        references.place(place + "/item", answer.item(), known);
        answer.secret().filter(secret -> !secret.operation().isEmpty()).ifPresent(secret -> {
            references.named(place + "/secret/operation", secret.operation(), resource);
            boolean leads = descriptor.operation(secret.operation()).flatMap(other -> other.answer().secret())
                    .filter(other -> other.operation().isEmpty()).isPresent();
            if (!leads) {
                error(place + "/secret/operation", "that operation does not say under answer/secret where it is");
            }
        });
    }

    private void around(String place, Operation operation, Resource resource, Set<String> known) {
        operation.before().ifPresent(one -> references.named(place + "/before/operation", one.operation(), resource));
        operation.over().ifPresent(one -> {
            references.named(place + "/over/operation", one.operation(), resource);
            references.place(place + "/over/items", one.items(), known);
        });
        operation.detail().ifPresent(one -> {
            references.named(place + "/detail/operation", one.operation(), resource);
            references.expression(place + "/detail/when", one.when(), known);
        });
        for (int i = 0; i < operation.joins().size(); i++) {
            references.named(place + "/joins/" + i + "/operation", operation.joins().get(i).operation(), resource);
        }
        operation.poll().ifPresent(one -> {
            references.named(place + "/poll/operation", one.operation(), resource);
            Set<String> more = new HashSet<>(known);
            more.add("status");
            references.expression(place + "/poll/until", one.until(), more);
        });
        if (depth(operation, 0) > DEEPEST) {
            error(place, "its lists hang below each other in a circle, or more than " + DEEPEST + " deep");
        }
    }

    private int depth(Operation operation, int depth) {
        if (depth > DEEPEST) {
            return depth;
        }
        return Stream
                .of(operation.over().map(Descriptor.Over::operation).stream(),
                        operation.joins().stream().map(Descriptor.Join::operation),
                        operation.before().map(Descriptor.Before::operation).stream())
                .flatMap(names -> names).flatMap(name -> descriptor.operation(name).stream())
                .mapToInt(next -> depth(next, depth + 1)).max().orElse(depth);
    }

    void errors(String place, Errors errors) {
        Set<String> known = Set.of("status");
        references.expressions(place + "/message", errors.message(), known);
        references.expressions(place + "/fields", errors.fields(), known);
        references.expressions(place + "/code", errors.code(), known);
        references.expressions(place + "/missingScope", errors.missingScope(), known);
        references.expressions(place + "/property", errors.property(), known);
        for (int i = 0; i < errors.rules().size(); i++) {
            references.expression(place + "/rules/" + i + "/when", errors.rules().get(i).when(), known);
        }
    }

    private void error(String pointer, String problem) {
        findings.add(new Finding(Severity.ERROR, pointer, problem, Optional.empty()));
    }
}
