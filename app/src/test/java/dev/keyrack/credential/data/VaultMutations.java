package dev.keyrack.credential.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes bad files of good ones.
final class VaultMutations {
    private static final Pattern NUMBER = Pattern.compile("\": (\\d+)");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern BASE64 = Pattern
            .compile("\"(?:salt|nonce|wrapped|ciphertext)\": \"([A-Za-z0-9+/=]+)\"");
    private static final List<String> NUMBERS = List.of("0", "-1", "1", "8", "9", "2147483647", "2147483648",
            "-2147483648", "9223372036854775808", "1e9", "1E400", "8.0", "0x8", "NaN", "true", "null", "\"8\"", "[]",
            "{}", "99999999999999999999999999999999999999");
    private static final List<String> TEXTS = List.of("", "=", "====", "AA==", "AAAA", "A", "\\u0000", "\\ud800", "é",
            "\\\"", "\\", "passphrase", "keyring", "argon2id", "keyrack-vault", "\n", "../../x", "%s%n", "{0}");

    private final Random random;
    private final List<byte[]> good;

    VaultMutations(Random random, List<byte[]> good) {
        this.random = random;
        this.good = good;
    }

    /// A good file, changed in one to four ways, or something else entirely.
    byte[] next() {
        byte[] bytes = pick(good).clone();
        int rounds = 1 + random.nextInt(4);
        for (int i = 0; i < rounds; i++) {
            bytes = mutate(bytes);
        }
        return bytes;
    }

    /// A good file in which one value has another content of the same form, so that it reads well.
    byte[] wellFormed() {
        String text = new String(pick(good), StandardCharsets.ISO_8859_1);
        List<int[]> places = BASE64.matcher(text).results().map(found -> new int[]{found.start(1), found.end(1)})
                .toList();
        int[] place = pick(places);
        byte[] bytes = Base64.getDecoder().decode(text.substring(place[0], place[1]));
        String with = Base64.getEncoder().encodeToString(random.nextInt(4) == 0
                ? noise(random.nextBoolean() ? bytes.length : random.nextInt(100))
                : flip(bytes));
        return (text.substring(0, place[0]) + with + text.substring(place[1])).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] mutate(byte[] from) {
        return switch (random.nextInt(13)) {
            case 0 -> flip(from);
            case 1 -> Arrays.copyOf(from, random.nextInt(from.length + 1));
            case 2 -> splice(from, pick(good));
            case 3 -> splice(from, noise(1 + random.nextInt(40)));
            case 4 -> replace(from, NUMBER, ": ", pick(NUMBERS), "");
            case 5 -> replace(from, TEXT, "\"", pick(TEXTS), "\"");
            case 6 -> lines(from);
            case 7 -> replace(from, NUMBER, ": ", deep(), "");
            case 8 -> replace(from, TEXT, "\"", "A".repeat(sometimesHuge()), "\"");
            case 9 -> swapTexts(from);
            case 10 -> noise(random.nextInt(400));
            case 11 -> splice(from, from);
            default -> deep().getBytes(StandardCharsets.UTF_8);
        };
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] flip(byte[] from) {
        byte[] bytes = from.clone();
        int flips = bytes.length == 0 ? 0 : 1 + random.nextInt(4);
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] splice(byte[] into, byte[] other) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = random.nextInt(into.length + 1);
        int start = random.nextInt(other.length + 1);
        out.write(into, 0, at);
        out.write(other, start, random.nextInt(other.length - start + 1));
        int rest = at + random.nextInt(into.length - at + 1);
        out.write(into, rest, into.length - rest);
        return out.toByteArray();
    }

    private byte[] replace(byte[] from, Pattern pattern, String before, String with, String after) {
        String text = new String(from, StandardCharsets.ISO_8859_1);
        List<int[]> places = pattern.matcher(text).results().map(found -> new int[]{found.start(1), found.end(1)})
                .toList();
        if (places.isEmpty()) {
            return from;
        }
        int[] place = pick(places);
        String changed = text.substring(0, place[0]) + with + text.substring(place[1]);
        return (random.nextInt(20) == 0 ? changed.replace(before, after) : changed).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] swapTexts(byte[] from) {
        String text = new String(from, StandardCharsets.ISO_8859_1);
        Matcher matcher = TEXT.matcher(text);
        List<String> all = matcher.results().map(found -> found.group(1)).toList();
        return all.isEmpty()
                ? from
                : text.replace("\"" + pick(all) + "\"", "\"" + pick(all) + "\"").getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] lines(byte[] from) {
        List<String> all = new java.util.ArrayList<>(
                new String(from, StandardCharsets.ISO_8859_1).lines().toList());
        if (all.isEmpty()) {
            return from;
        }
        String line = pick(all);
        if (random.nextBoolean()) {
            all.remove(line);
        }
        all.add(random.nextInt(all.size() + 1), random.nextBoolean() ? line : "  \"more\": 1,");
        return (String.join("\n", all) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private String deep() {
        String open = pick(List.of("[", "{\"a\":", "{\"slots\":["));
        return open.repeat(1 + random.nextInt(random.nextInt(50) == 0 ? 100_000 : 50));
    }

    private int sometimesHuge() {
        return random.nextInt(random.nextInt(200) == 0 ? 4_000_000 : 300);
    }
}
