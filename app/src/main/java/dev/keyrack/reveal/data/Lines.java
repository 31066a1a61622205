package dev.keyrack.reveal.data;

import dev.keyrack.shared.secret.Secret;
import java.util.Arrays;

/// A secret as one line.
final class Lines {
    private Lines() {
    }

    /// The secret and a line end; the caller wipes it.
    static byte[] of(Secret secret) {
        return secret.use(bytes -> {
            byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
            line[bytes.length] = '\n';
            return line;
        });
    }
}
