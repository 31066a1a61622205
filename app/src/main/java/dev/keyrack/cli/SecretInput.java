package dev.keyrack.cli;

import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Reads a secret from a stream without ever making text of it.
final class SecretInput {
    private static final int LONGEST = 64 * 1024;

    private SecretInput() {
    }

    /// What stands before the first line break; the caller closes it.
    ///
    /// @throws IOException if `in` does, or if the line has more than 64 KiB
    static Secret firstLine(InputStream in) throws IOException {
        byte[] room = new byte[LONGEST];
        int length = 0;
        try {
            while (true) {
                int next = in.read();
                if (next < 0 || next == '\n') {
                    break;
                }
                if (length == LONGEST) {
                    throw new IOException("more than " + LONGEST + " bytes in one line");
                }
                room[length++] = (byte) next;
            }
            if (length > 0 && room[length - 1] == '\r') {
                length--;
            }
            return Secret.wrap(Arrays.copyOf(room, length));
        } finally {
            Arrays.fill(room, (byte) 0);
        }
    }
}
