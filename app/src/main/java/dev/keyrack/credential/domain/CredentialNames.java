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

    /// A further secret that the user gave, as UTF-8 text.
    ///
    /// @param extra the descriptor's word for it
    public static String extra(ProfileName profile, String extra) {
        return "profile/" + profile + "/credential/" + extra;
    }

    /// The session that was made with it; may be dropped at any time.
    public static String session(ProfileName profile) {
        return "profile/" + profile + "/session";
    }
}
