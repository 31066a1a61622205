package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Resource;
import dev.keyrack.provider.engine.Descriptor.SupportWord;
import dev.keyrack.provider.engine.Descriptor.TwoFactor;
import dev.keyrack.provider.engine.Descriptor.TwoFactorStatus;
import dev.keyrack.provider.engine.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks what a descriptor says of the account's second factor.
final class TwoFactorCheck {
    private static final String PLACE = "/twoFactor";

    private final Descriptor descriptor;
    private final ReferenceCheck references;
    private final List<Finding> findings;

    TwoFactorCheck(Descriptor descriptor, ReferenceCheck references, List<Finding> findings) {
        this.descriptor = descriptor;
        this.references = references;
        this.findings = findings;
    }

    void run() {
        descriptor.twoFactor().ifPresent(this::check);
    }

    private void check(TwoFactor factor) {
        boolean isOffered = descriptor.resources().stream().map(resource -> resource.capabilities().get("two_factor"))
                .anyMatch(entry -> entry != null && entry.support() == SupportWord.YES);
        if (!isOffered) {
            error(PLACE, "no resource offers it", "say support yes under two_factor in the capabilities of the first");
        }
        named("/setUp", factor.setUp().operation());
        if (factor.setUp().seed().isEmpty() && factor.setUp().uri().isEmpty()) {
            error(PLACE + "/setUp", "nothing says where the key is in the answer",
                    "add seed or uri with the JSON pointer of the place");
        }
        taking("/verify", factor.verify().operation());
        factor.status().ifPresent(this::status);
        factor.disable().ifPresent(way -> taking("/disable", way.operation()));
    }

    private void status(TwoFactorStatus way) {
        named("/status", way.operation());
        Set<String> known = SemanticCheck.with(Set.of());
        references.expression(PLACE + "/status/enabled", way.enabled(), known);
        references.expression(PLACE + "/status/pending", way.pending(), known);
        references.expression(PLACE + "/status/enabledAt", way.enabledAt(), known);
        references.expression(PLACE + "/status/backupCodesLeft", way.backupCodesLeft(), known);
    }

    private void taking(String member, String operation) {
        named(member, operation);
        descriptor.operation(operation).filter(found -> !Uses.isIn(found.request(), "code"))
                .ifPresent(_ -> error(PLACE + member + "/operation", "the request of " + operation
                        + " does not send the code", "put $code into its body, or {code} elsewhere"));
    }

    private void named(String member, String operation) {
        Resource first = descriptor.keys();
        references.named(PLACE + member + "/operation", operation, first);
    }

    private void error(String pointer, String problem, String suggestion) {
        findings.add(new Finding(Severity.ERROR, pointer, problem, suggestion, Optional.empty()));
    }
}
