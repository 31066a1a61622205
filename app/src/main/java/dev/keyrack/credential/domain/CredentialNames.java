package dev.keyrack.credential.domain;

import dev.keyrack.profile.domain.ProfileName;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

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

    /// Where a new value of what is under `name` waits until the profile that it is for has been saved.
    public static String staged(String name) {
        return "staged/" + name;
    }

    /// The shared key of the profile's second factor as an `otpauth:` URI, if the user wants it kept.
    public static String totp(ProfileName profile) {
        return "profile/" + profile + "/totp";
    }

    /// All that a profile may have, in an order that is the same for all profiles.
    ///
    /// @param extras the descriptor's words for further secrets
    static List<String> all(ProfileName profile, Collection<String> extras) {
        return Stream.concat(Stream.of(credential(profile), session(profile), totp(profile)),
                extras.stream().map(extra -> extra(profile, extra))).toList();
    }

    /// The session that was made with it; may be dropped at any time.
    public static String session(ProfileName profile) {
        return "profile/" + profile + "/session";
    }
}
