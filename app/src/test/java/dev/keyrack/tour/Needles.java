package dev.keyrack.tour;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Looks for many byte sequences in one pass, as Wu and Manber do: by the pair of bytes at the end of a window, which
/// says how far the window may be moved.
final class Needles {
    private static final int PAIRS = 1 << 16;

    private final List<Needle> all = new ArrayList<>();

    /// A place where one was found.
    record Hit(Sentinel which, String form, int at) {
    }

    private static final class Needle {
        private final Sentinel which;
        private final String form;
        private final byte[] bytes;

        Needle(Sentinel which, String form, byte[] bytes) {
            this.which = which;
            this.form = form;
            this.bytes = bytes;
        }
    }

    /// Looks for `text` too, and for the half of it that no beginning gives away, in every form in which they may lie
    /// in memory or in a file.
    Needles with(Sentinel which, String text) {
        add(which, "whole", text);
        add(which, "tail", text.substring(text.length() / 2));
        return this;
    }

    private void add(Sentinel which, String part, String text) {
        for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE)) {
            all.add(new Needle(which, part + ", " + charset.name(), text.getBytes(charset)));
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) { // wherever it begins within a longer text
            byte[] shifted = new byte[bytes.length + before];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            String inner = base64.substring(4, base64.length() - 4);
            all.add(new Needle(which, part + ", Base64", inner.getBytes(StandardCharsets.US_ASCII)));
            all.add(new Needle(which, part + ", Base64 in UTF-16", inner.getBytes(StandardCharsets.UTF_16LE)));
        }
        all.add(new Needle(which, part + ", hexadecimal",
                HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII)));
    }

    List<Hit> in(byte[] hay) {
        int window = all.stream().mapToInt(needle -> needle.bytes.length).min().orElseThrow();
        int[] shift = new int[PAIRS];
        Arrays.fill(shift, window - 1);
        for (Needle needle : all) {
            for (int i = 1; i < window; i++) {
                int pair = pair(needle.bytes, i);
                shift[pair] = Math.min(shift[pair], window - 1 - i);
            }
        }
        List<Hit> hits = new ArrayList<>();
        int end = window - 1;
        while (end < hay.length) {
            int step = shift[pair(hay, end)];
            if (step == 0) {
                int at = end - window + 1;
                all.stream().filter(needle -> isAt(hay, at, needle.bytes))
                        .forEach(needle -> hits.add(new Hit(needle.which, needle.form, at)));
            }
            end += Math.max(step, 1);
        }
        return hits;
    }

    private static int pair(byte[] bytes, int end) {
        return ((bytes[end - 1] & 0xFF) << 8) | (bytes[end] & 0xFF);
    }

    private static boolean isAt(byte[] hay, int at, byte[] needle) {
        return at + needle.length <= hay.length
                && Arrays.equals(hay, at, at + needle.length, needle, 0, needle.length);
    }
}
