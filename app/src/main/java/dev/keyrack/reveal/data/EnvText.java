package dev.keyrack.reveal.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The bytes of an env file and the one line of a name in it. Everything else stays as it is, byte for byte.
final class EnvText {
    private final byte[] bytes;
    private final List<Line> lines = new ArrayList<>();

    /// @param start  of the line
    /// @param value  where the value begins, after the `=`
    /// @param end    of the value, before the line end
    private record Line(int start, int value, int end) {}

    EnvText(byte[] bytes, String name) {
        this.bytes = bytes;
        int start = 0;
        while (start < bytes.length) {
            int next = start;
            while (next < bytes.length && bytes[next] != '\n') {
                next++;
            }
            int end = next > start && bytes[next - 1] == '\r' ? next - 1 : next;
            int value = valueOf(name, start, end);
            if (value >= 0) {
                lines.add(new Line(start, value, end));
            }
            start = next + 1;
        }
    }

    /// How often the name is set.
    int count() {
        return lines.size();
    }

    /// Whether its value goes on in the next line, which only a shell could tell for sure.
    boolean hasOpenQuote() {
        return lines.stream().anyMatch(line -> {
            byte first = line.value() < line.end() ? bytes[line.value()] : 0;
            if (first != '"' && first != '\'') {
                return false;
            }
            int closing = line.value() + 1;
            while (closing < line.end() && bytes[closing] != first) {
                closing++;
            }
            return closing >= line.end();
        });
    }

    /// The text with the name set to `value`; the caller wipes it.
    byte[] with(String name, byte[] value) {
        ByteArrayOutputStream out = new Exact(bytes.length + name.length() + value.length + 6);
        if (lines.isEmpty()) {
            out.write(bytes, 0, bytes.length);
            byte[] lineEnd = hasWindowsEnds() ? new byte[]{'\r', '\n'} : new byte[]{'\n'};
            if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
                out.writeBytes(lineEnd);
            }
            out.writeBytes((name + "=").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(value);
            out.writeBytes(lineEnd);
        } else {
            Line line = lines.getLast();
            out.write(bytes, 0, line.value());
            out.writeBytes(value);
            out.write(bytes, line.end(), bytes.length - line.end());
        }
        return out.toByteArray();
    }

    /// `value` as shells and dotenv readers take it; empty if they would not agree. The caller wipes it.
    static Optional<byte[]> quoted(byte[] value) {
        boolean plain = true;
        for (byte b : value) {
            if (b == '\'' || b == '\n' || b == '\r' || b == 0) {
                return Optional.empty();
            }
            plain &= isPlain(b);
        }
        if (plain) {
            return Optional.of(value.clone());
        }
        byte[] quoted = new byte[value.length + 2];
        quoted[0] = '\'';
        System.arraycopy(value, 0, quoted, 1, value.length);
        quoted[quoted.length - 1] = '\'';
        return Optional.of(quoted);
    }

    private static boolean isPlain(byte b) {
        return b > 0 && (Character.isLetterOrDigit(b) || "_-./+=:@%,".indexOf(b) >= 0);
    }

    private boolean hasWindowsEnds() {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i > 0 && bytes[i - 1] == '\r';
            }
        }
        return false;
    }

    private int valueOf(String name, int start, int end) {
        int at = skipBlanks(start, end);
        if (startsWith("export ", at, end)) {
            at = skipBlanks(at + "export ".length(), end);
        }
        if (!startsWith(name, at, end)) {
            return -1;
        }
        at = skipBlanks(at + name.length(), end);
        return at < end && bytes[at] == '=' ? at + 1 : -1;
    }

    private int skipBlanks(int from, int end) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private boolean startsWith(String text, int at, int end) {
        if (at + text.length() > end) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Wipes its room when it is read.
    private static final class Exact extends ByteArrayOutputStream {
        Exact(int size) {
            super(size);
        }

        @Override
        public synchronized byte[] toByteArray() {
            byte[] all = super.toByteArray();
            Arrays.fill(buf, (byte) 0);
            return all;
        }
    }
}
