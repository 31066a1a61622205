package dev.keyrack.authority.oauth;

import dev.keyrack.shared.secret.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// Proof that who redeems a code is who asked for it (RFC 7636), by SHA-256 alone.
final class Pkce {
    /// The one method that is taken.
    static final String METHOD = "S256";
    /// 32 bytes in base64url.
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private Pkce() {
    }

    /// Whether a text can be a challenge.
    static boolean isChallenge(String text) {
        return CHALLENGE.matcher(text).matches();
    }

    /// Whether the verifier belongs to the challenge. Without a challenge none may come: somebody would have taken the
    /// challenge out of the request on its way.
    static boolean fits(Optional<String> challenge, Optional<String> verifier) {
        if (challenge.isEmpty() || verifier.isEmpty()) {
            return challenge.isEmpty() && verifier.isEmpty();
        }
        byte[] hash = Digests.sha256(verifier.get().getBytes(StandardCharsets.US_ASCII));
        byte[] expected = Base64.getUrlEncoder().withoutPadding().encode(hash);
        return VERIFIER.matcher(verifier.get()).matches()
                && MessageDigest.isEqual(expected, challenge.get().getBytes(StandardCharsets.US_ASCII));
    }
}
