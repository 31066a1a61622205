package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.CapabilityEntry;
import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.provider.engine.Descriptor.ProfileParameter;
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
        wholeFile();
        for (int i = 1; i < descriptor.resources().size(); i++) {
            note("/resources/" + i, "only the first resource is managed yet");
        }
        Resource resource = descriptor.keys();
        resource.operations().forEach(
                (name, operation) -> operation("/resources/0/operations/" + Finding.escape(name), operation));
        resource(resource);
        return List.copyOf(findings);
    }

    private void wholeFile() {
        if (!descriptor.regions().isEmpty()) {
            note("/regions", "regions are not offered for choice yet; the profile's address is what counts");
        }
        for (int i = 0; i < descriptor.parameters().size(); i++) {
            ProfileParameter parameter = descriptor.parameters().get(i);
            if (parameter.pick().isPresent()) {
                note("/parameters/" + i + "/pick", "lists from the provider are not offered for choice yet");
            }
            if (!parameter.options().isEmpty()) {
                note("/parameters/" + i + "/options", "the options are not offered for choice yet");
            }
        }
        if (descriptor.scopes().from().isPresent()) {
            note("/scopes/from", "the provider is not asked for its scopes yet; only the catalogue is offered");
        }
    }

    private void operation(String place, Operation operation) {
        operation.before().ifPresent(_ -> notYet(place + "/before", "reading an object before changing it"));
        operation.over().ifPresent(_ -> notYet(place + "/over", "lists within lists"));
        operation.detail().ifPresent(_ -> notYet(place + "/detail", "asking for the details of each item"));
        operation.poll().ifPresent(_ -> notYet(place + "/poll", "waiting for the end of work at the provider"));
        if (!operation.joins().isEmpty()) {
            notYet(place + "/joins", "joining several answers");
        }
        operation.answer().secret().ifPresent(secret -> {
            if (!secret.parts().isEmpty()) {
                notYet(place + "/answer/secret/parts", "values of several parts");
            }
            if (!secret.operation().isEmpty()) {
                notYet(place + "/answer/secret/operation", "fetching the value by a second request");
            }
            if (!secret.header().isEmpty()) {
                notYet(place + "/answer/secret/header", "taking the value from a header");
            }
        });
    }

    private void resource(Resource resource) {
        capability(resource, "rotate", "rotation by the provider");
        capability(resource, "two_factor", "switching the second factor on");
        if (!resource.key().facts().isEmpty()) {
            note("/resources/0/key/facts", "further facts of a key are not shown yet");
        }
        resource.verify().ifPresent(verify -> {
            if (!verify.settlesWithin().isEmpty()) {
                note("/resources/0/verify/settlesWithin", "the time is not used yet");
            }
        });
    }

    private void capability(Resource resource, String word, String what) {
        CapabilityEntry entry = resource.capabilities().get(word);
        if (entry != null && entry.support() == SupportWord.YES) {
            notYet("/resources/0/capabilities/" + word, what);
        }
    }

    private void notYet(String pointer, String what) {
        findings.add(new Finding(Severity.NOT_YET, pointer, what, Optional.empty()));
    }

    private void note(String pointer, String problem) {
        findings.add(new Finding(Severity.NOTE, pointer, problem, Optional.empty()));
    }
}
