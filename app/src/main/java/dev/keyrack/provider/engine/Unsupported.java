package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Auth;
import dev.keyrack.provider.engine.Descriptor.AuthKind;
import dev.keyrack.provider.engine.Descriptor.CapabilityEntry;
import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.provider.engine.Descriptor.Resource;
import dev.keyrack.provider.engine.Descriptor.SendIn;
import dev.keyrack.provider.engine.Descriptor.SupportWord;
import dev.keyrack.provider.engine.Descriptor.Tokens;
import dev.keyrack.provider.engine.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds what a descriptor may say and this engine does not do, so that nothing is ignored in silence.
final class Unsupported {
    private final Descriptor descriptor;
    private final List<Finding> findings = new ArrayList<>();

    Unsupported(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    List<Finding> findings() {
        descriptor.auth().forEach((name, auth) -> auth("/auth/" + Finding.escape(name), name, auth));
        for (int i = 0; i < descriptor.resources().size(); i++) {
            String place = "/resources/" + i;
            Resource resource = descriptor.resources().get(i);
            resource.operations().forEach(
                    (name, operation) -> operation(place + "/operations/" + Finding.escape(name), operation));
            resource(place, resource);
        }
        return List.copyOf(findings);
    }

    private void auth(String place, String name, Auth auth) {
        if (auth.kind() == AuthKind.OAUTH) {
            notYet(place, "signing in by OAuth");
        }
        if (!descriptor.signIn().contains(name) && auth.kind() != AuthKind.NONE) {
            notYet(place, "sending another credential than that of the sign-in");
        }
        if (!auth.more().isEmpty()) {
            notYet(place + "/more", "more than one secret per profile");
        }
        for (int i = 0; i < auth.send().size(); i++) {
            SendIn where = auth.send().get(i).in();
            if (where == SendIn.QUERY || where == SendIn.COOKIE) {
                notYet(place + "/send/" + i, "sending a credential in the " + where.name().toLowerCase(Locale.ROOT));
            }
        }
        auth.login().filter(login -> !login.then().isEmpty())
                .ifPresent(_ -> notYet(place + "/login/then", "signing in in several steps"));
        Stream.of(auth.login().map(Descriptor.Login::session), auth.refresh().flatMap(Descriptor.Refresh::session))
                .flatMap(Optional::stream).filter(Tokens::cookies)
                .forEach(_ -> notYet(place + "/login/session/cookies", "sessions kept by cookies"));
    }

    private void operation(String place, Operation operation) {
        if (!operation.ask().isEmpty()) {
            notYet(place + "/ask", "asking the user for a secret within an operation");
        }
    }

    private void resource(String place, Resource resource) {
        CapabilityEntry entry = resource.capabilities().get("two_factor");
        if (entry != null && entry.support() == SupportWord.YES) {
            notYet(place + "/capabilities/two_factor", "switching the second factor on");
        }
        resource.verify().ifPresent(verify -> {
            for (int i = 0; i < verify.send().size(); i++) {
                SendIn where = verify.send().get(i).in();
                if (where == SendIn.QUERY || where == SendIn.COOKIE) {
                    notYet(place + "/verify/send/" + i, "sending a value elsewhere than in a header");
                }
            }
        });
    }

    private void notYet(String pointer, String what) {
        findings.add(new Finding(Severity.NOT_YET, pointer, what, Optional.empty()));
    }
}
