package dev.keyrack.reveal.data;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file in which a desktop keeps the cookies of its X servers.
final class XAuthority {
    /// The one way of signing in that is used with a file.
    static final String COOKIE = "MIT-MAGIC-COOKIE-1";

    private XAuthority() {
    }

    /// The cookie of a display; empty if the file has none.
    ///
    /// @throws IOException if the file is there and cannot be read
    static byte[] cookie(Path file, String display) throws IOException {
        if (!Files.isRegularFile(file)) {
            return new byte[0];
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            while (in.available() > 0) {
                in.readUnsignedShort(); // the family of the address
                part(in);
                String number = text(in);
                String way = text(in);
                byte[] cookie = part(in);
                if (way.equals(COOKIE) && (number.isEmpty() || number.equals(display))) {
                    return cookie;
                }
            }
        }
        return new byte[0];
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(part(in), StandardCharsets.US_ASCII);
    }

    private static byte[] part(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return bytes;
    }
}
