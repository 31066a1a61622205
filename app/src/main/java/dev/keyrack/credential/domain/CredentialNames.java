package dev.keyrack.credential.domain;

import dev.keyrack.profile.domain.ProfileName;

/// Under which names the keychain holds what a profile signs in with.
public final class CredentialNames {
    private CredentialNames() {
    }

    /// The password or key that the user gave, as UTF-8 text.
    public static String credential(ProfileName profile) {
        return "profile/" + profile + "/credential";
    }

    /// The session that was made with it; may be dropped at any time.
    public static String session(ProfileName profile) {
        return "profile/" + profile + "/session";
    }
}
