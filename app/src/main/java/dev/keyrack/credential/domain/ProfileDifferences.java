package dev.keyrack.credential.domain;

import dev.keyrack.profile.domain.Profile;
import java.util.function.Function;

/// Words for the journal: what of a profile has changed, from what to what.
final class ProfileDifferences {
    private ProfileDifferences() {
    }

    /// What differs; `credential` if nothing that can be seen does.
    static String between(Profile base, Profile after) {
        StringBuilder text = new StringBuilder();
        differ(text, "name", base, after, profile -> profile.name().value());
        differ(text, "environment", base, after, profile -> profile.environment().word());
        differ(text, "provider", base, after, Profile::provider);
        differ(text, "address", base, after, profile -> profile.baseUrl().toString());
        differ(text, "account", base, after, profile -> profile.account().orElse("none"));
        differ(text, "sign-in", base, after, profile -> profile.signIn().isEmpty() ? "usual" : profile.signIn());
        differ(text, "certificates", base, after, profile -> profile.authority().orElse("the system's"));
        differ(text, "parameters", base, after, profile -> profile.parameters().toString());
        return text.isEmpty() ? "credential" : text.substring(2);
    }

    private static void differ(StringBuilder text, String what, Profile base, Profile after,
            Function<Profile, String> part) {
        if (!part.apply(base).equals(part.apply(after))) {
            text.append("; ").append(what).append(' ').append(part.apply(base)).append(" → ")
                    .append(part.apply(after));
        }
    }
}
