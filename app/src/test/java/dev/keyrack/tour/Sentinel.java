package dev.keyrack.tour;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Values that are looked for afterwards. A process gets them covered, so that its own arguments are no find.
enum Sentinel {
    /// What the provider issues: handed over, used, revoked.
    NEW_KEY("snt_live_"),
    /// The next one, which is discarded.
    OTHER_KEY("snt_live_"),
    /// What signs in.
    PASSWORD("Pw-"), NEW_PASSWORD("Pw2-"), ADMIN_KEY("snt_admin_"), CLIENT("cls-"),
    /// What signing in gave.
    SESSION("ses."), RENEWAL("ren."), ACCESS("acc."),
    /// Typed into a dialog that is then left.
    DROPPED("typed-"),
    /// What opens the encrypted file.
    PASSPHRASE("phrase "),
    /// What is kept on purpose: it must be found, or the search is worth nothing.
    KEPT_BYTES("kept-bytes-"), KEPT_TEXT("kept-text-");

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 40;
    private static final int COVER = 0x5A;

    private final String prefix;

    Sentinel(String prefix) {
        this.prefix = prefix;
    }

    static Map<Sentinel, String> fresh(RandomGenerator random) {
        Map<Sentinel, String> all = new EnumMap<>(Sentinel.class);
        for (Sentinel each : values()) {
            StringBuilder text = new StringBuilder(each.prefix);
            for (int i = 0; i < LENGTH; i++) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            all.put(each, text.toString());
        }
        return all;
    }

    static String covered(String text) {
        return HexFormat.of().formatHex(turned(text.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] uncovered(String hex) {
        return turned(HexFormat.of().parseHex(hex));
    }

    private static byte[] turned(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= COVER;
        }
        return bytes;
    }
}
