package dev.keyrack.authority.http;

import dev.keyrack.shared.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// User and password of a request.
///
/// @param user     the user
/// @param given    the password; whoever holds it closes it
public record Basic(String user, Secret given) {
    static Optional<Basic> parse(String text) {
        try {
            String pair = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Basic(decode(pair.substring(0, colon)),
                            Secret.wrap(decode(pair.substring(colon + 1)).getBytes(StandardCharsets.UTF_8))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
