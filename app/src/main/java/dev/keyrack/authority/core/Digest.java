package dev.keyrack.authority.core;

import dev.keyrack.shared.secret.Digests;
import dev.keyrack.shared.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// SHA-256 of a secret: all that is kept of keys, refresh tokens and backup codes. They carry 80 random bits or more,
/// so a slow hash would add nothing; passwords get one.
public record Digest(long a, long b, long c, long d) {
    /// Takes 32 bytes.
    ///
    /// @throws java.nio.BufferUnderflowException if there are fewer
    public static Digest ofBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Digest(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /// The digest of a secret.
    public static Digest of(Secret secret) {
        return ofBytes(secret.sha256());
    }

    /// The digest of a text that came with a request.
    public static Digest ofText(String text) {
        return ofBytes(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// The 32 bytes.
    public byte[] bytes() {
        return ByteBuffer.allocate(32).putLong(a).putLong(b).putLong(c).putLong(d).array();
    }
}
