package dev.keyrack.authority.core;

import java.util.List;
import java.util.Optional;

/// An application that may ask for tokens (RFC 6749 section 2).
///
/// @param id        public identifier
/// @param name      name that people see when they are asked for their consent
/// @param digest    digest of its secret; empty for an application that cannot keep one, such as a desktop program
/// @param redirects where codes may be sent; `http` on loopback stands for any port
/// @param grants    grant types it may use, by their names in RFC 6749 and RFC 8628
public record Client(String id, String name, Optional<Digest> digest, List<String> redirects, List<String> grants) {
    /// Whether it has no secret.
    public boolean isPublic() {
        return digest.isEmpty();
    }
}
