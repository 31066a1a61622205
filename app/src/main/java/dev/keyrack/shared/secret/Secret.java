package dev.keyrack.shared.secret;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/// Secret bytes, usually UTF-8 text, that can be wiped. Own it with try-with-resources; whoever created it closes it.
///
/// This shortens how long the secret stays in memory. It cannot promise more: the garbage collector may have moved the
/// array before, and anything made of it (a `String` for a header or the clipboard) is out of its reach.
///
/// Safe for use by several threads.
public final class Secret implements AutoCloseable {
    private final byte[] bytes;
    private boolean closed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes over `bytes` without copying; the caller must not use the array again.
    public static Secret wrap(byte[] bytes) {
        return new Secret(bytes);
    }

    /// Copies `chars` as UTF-8; the caller keeps and wipes the array.
    public static Secret ofChars(char[] chars) {
        byte[] room = new byte[4 * chars.length];
        ByteBuffer utf8 = ByteBuffer.wrap(room);
        StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(chars), utf8, true);
        byte[] bytes = Arrays.copyOf(room, utf8.position());
        Arrays.fill(room, (byte) 0);
        return new Secret(bytes);
    }

    /// Lends the bytes to `body`, which must neither keep nor change them.
    ///
    /// @throws IllegalStateException if already closed
    public synchronized <R> R use(Function<byte[], R> body) {
        if (closed) {
            throw new IllegalStateException("secret is closed");
        }
        return body.apply(bytes);
    }

    /// Writes the bytes to `out`.
    ///
    /// @throws IOException           if `out` does
    /// @throws IllegalStateException if already closed
    public synchronized void writeTo(OutputStream out) throws IOException {
        if (closed) {
            throw new IllegalStateException("secret is closed");
        }
        out.write(bytes);
    }

    /// A second secret with the same bytes, closed on its own.
    public Secret copy() {
        return use(mine -> new Secret(mine.clone()));
    }

    /// Whether its text begins with `prefix`.
    public boolean startsWith(String prefix) {
        byte[] start = prefix.getBytes(StandardCharsets.UTF_8);
        return use(mine -> mine.length >= start.length
                && Arrays.equals(mine, 0, start.length, start, 0, start.length));
    }

    /// Length in bytes; in characters for the ASCII values that providers issue.
    public int length() {
        return use(mine -> mine.length);
    }

    /// The text as a `String`, which nobody can wipe: only for interfaces that take nothing else, and never kept.
    public String reveal() {
        return use(mine -> new String(mine, StandardCharsets.UTF_8));
    }

    /// SHA-256 of the bytes.
    public byte[] sha256() {
        return use(mine -> Digests.sha256(mine));
    }

    /// Compares in a time that depends on the lengths alone.
    public boolean sameAs(Secret other) {
        byte[] theirs = other.use(byte[]::clone);
        try {
            return use(mine -> MessageDigest.isEqual(mine, theirs));
        } finally {
            Arrays.fill(theirs, (byte) 0);
        }
    }

    /// Whether it has been wiped.
    public synchronized boolean isClosed() {
        return closed;
    }

    /// Wipes the bytes. May be called again.
    @Override
    public synchronized void close() {
        Arrays.fill(bytes, (byte) 0);
        closed = true;
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}
