package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.CapabilityEntry;
import dev.keyrack.provider.engine.Descriptor.Resource;
import dev.keyrack.provider.engine.Descriptor.SupportWord;
import dev.keyrack.provider.engine.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds what a descriptor may say and this engine does not do, so that nothing is ignored in silence.
final class Unsupported {
    private final Descriptor descriptor;
    private final List<Finding> findings = new ArrayList<>();

    Unsupported(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    List<Finding> findings() {
        for (int i = 0; i < descriptor.resources().size(); i++) {
            resource("/resources/" + i, descriptor.resources().get(i));
        }
        return List.copyOf(findings);
    }

    private void resource(String place, Resource resource) {
        CapabilityEntry entry = resource.capabilities().get("two_factor");
        if (entry != null && entry.support() == SupportWord.YES) {
            notYet(place + "/capabilities/two_factor", "switching the second factor on");
        }
    }

    private void notYet(String pointer, String what) {
        findings.add(new Finding(Severity.NOT_YET, pointer, what, Optional.empty()));
    }
}
