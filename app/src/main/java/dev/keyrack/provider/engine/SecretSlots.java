package dev.keyrack.provider.engine;

import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// Lets expressions and templates place secrets that they never see: a variable holds a nonce, and the nonce is
/// replaced in the finished bytes.
final class SecretSlots {
    private final Map<String, Slot> slots = new LinkedHashMap<>();

    private record Slot(String nonce, Secret secret) {
    }

    /// How a secret is written where it is put.
    enum Escape {
        JSON, FORM, RAW
    }

    /// A variable named `name` that stands for `secret`, which stays the caller's.
    SecretSlots with(String name, Secret secret) {
        slots.put(name, new Slot("keyrack" + UUID.randomUUID().toString().replace("-", ""), secret));
        return this;
    }

    /// What the variables hold for expressions.
    Map<String, String> variables() {
        Map<String, String> nonces = new LinkedHashMap<>();
        slots.forEach((name, slot) -> nonces.put(name, slot.nonce()));
        return nonces;
    }

    /// The secrets, for masking.
    List<Secret> secrets() {
        return slots.values().stream().map(Slot::secret).toList();
    }

    /// Puts the secrets into `bytes`, which is wiped if something else is returned.
    byte[] fill(byte[] bytes, Escape escape) {
        byte[] filled = bytes;
        for (Slot slot : slots.values()) {
            byte[] nonce = slot.nonce().getBytes(StandardCharsets.US_ASCII);
            for (int at = indexOf(filled, nonce, 0); at >= 0; at = indexOf(filled, nonce, at)) {
                filled = replace(filled, at, nonce.length, slot.secret(), escape);
            }
        }
        return filled;
    }

    /// The text of a header. Nobody can wipe it: it must not be kept.
    String fill(String text) {
        String filled = text;
        for (Slot slot : slots.values()) {
            if (filled.contains(slot.nonce())) {
                filled = filled.replace(slot.nonce(), slot.secret().reveal());
            }
        }
        return filled;
    }

    /// The text of an address, with the secrets percent-encoded. Nobody can wipe it: it must not be kept.
    String fillEncoded(String text) {
        String filled = text;
        for (Slot slot : slots.values()) {
            if (filled.contains(slot.nonce())) {
                filled = filled.replace(slot.nonce(), Template.encode(slot.secret().reveal()));
            }
        }
        return filled;
    }

    private static byte[] replace(byte[] bytes, int at, int length, Secret secret, Escape escape) {
        byte[] written = secret.use(value -> escaped(value, escape));
        byte[] filled = new byte[bytes.length - length + written.length];
        System.arraycopy(bytes, 0, filled, 0, at);
        System.arraycopy(written, 0, filled, at, written.length);
        System.arraycopy(bytes, at + length, filled, at + written.length, bytes.length - at - length);
        Arrays.fill(written, (byte) 0);
        Arrays.fill(bytes, (byte) 0);
        return filled;
    }

    private static byte[] escaped(byte[] value, Escape escape) {
        byte[] room = new byte[6 * value.length];
        int length = 0;
        for (byte octet : value) {
            int character = octet & 0xFF;
            if (escape == Escape.JSON && character < 0x20) {
                length = put(room, length, String.format(Locale.ROOT, "\\u%04x", character));
            } else if (escape == Escape.JSON && (character == '"' || character == '\\')) {
                room[length++] = '\\';
                room[length++] = octet;
            } else if (escape == Escape.FORM && !Template.isUnreserved(character)) {
                length = put(room, length, "%" + HexFormat.of().withUpperCase().toHexDigits(octet));
            } else {
                room[length++] = octet;
            }
        }
        byte[] exact = Arrays.copyOf(room, length);
        Arrays.fill(room, (byte) 0);
        return exact;
    }

    private static int put(byte[] room, int at, String ascii) {
        byte[] octets = ascii.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(octets, 0, room, at, octets.length);
        return at + octets.length;
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int at = from; at <= bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
