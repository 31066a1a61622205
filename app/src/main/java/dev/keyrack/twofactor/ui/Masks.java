package dev.keyrack.twofactor.ui;

import dev.keyrack.shared.secret.Secret;
import java.util.ArrayList;
import java.util.List;

/// What stands for secrets that people copy by hand: enough to find the place again, dots for the rest.
final class Masks {
    private static final char DOT = '•';
    private static final int GROUP = 4;

    private Masks() {
    }

    /// A shared key in groups of four: the first group and the last two characters of a key that is long enough.
    static List<String> key(Secret base32) {
        int length = base32.length();
        return base32.use(bytes -> {
            List<String> groups = new ArrayList<>();
            for (int start = 0; start < length; start += GROUP) {
                StringBuilder group = new StringBuilder();
                for (int i = start; i < Math.min(length, start + GROUP); i++) {
                    boolean open = length >= 4 * GROUP && (i < GROUP || i >= length - 2);
                    group.append(open ? (char) bytes[i] : DOT);
                }
                groups.add(group.toString());
            }
            return groups;
        });
    }

    /// The shared key itself in groups of four, for as long as somebody holds the button. Nobody may keep it.
    static List<String> plainKey(Secret base32) {
        int length = base32.length();
        return base32.use(bytes -> {
            List<String> groups = new ArrayList<>();
            for (int start = 0; start < length; start += GROUP) {
                StringBuilder group = new StringBuilder();
                for (int i = start; i < Math.min(length, start + GROUP); i++) {
                    group.append((char) bytes[i]);
                }
                groups.add(group.toString());
            }
            return groups;
        });
    }

    /// A backup code with its first two characters, if it is long enough.
    static String code(Secret code) {
        int length = code.length();
        return spaced(code.use(bytes -> {
            StringBuilder masked = new StringBuilder();
            for (int i = 0; i < length; i++) {
                boolean isOpen = bytes[i] == '-' || bytes[i] == ' ' || (length >= 6 && i < 2);
                masked.append(isOpen ? (char) bytes[i] : DOT);
            }
            return masked.toString();
        }));
    }

    /// A backup code itself, spaced as its mask, for as long as somebody holds the button. Nobody may keep it.
    static String plainCode(Secret code) {
        return spaced(code.reveal());
    }

    /// A code of two parts has room around its dash.
    private static String spaced(String code) {
        int dash = code.indexOf('-');
        return dash >= 0 && dash == code.lastIndexOf('-') ? code.replace("-", " - ") : code;
    }
}
