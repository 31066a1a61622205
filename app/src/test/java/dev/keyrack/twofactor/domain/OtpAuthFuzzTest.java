package dev.keyrack.twofactor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Inputs from generators of our own. The number of inputs is the system property `keyrack.fuzz`, the seed
/// `keyrack.fuzz.seed`; the seed of a run is in its output.
@DisplayName("otpauth URIs, with inputs of chance")
class OtpAuthFuzzTest {
    private static final int INPUTS = Integer.getInteger("keyrack.fuzz", 20_000);
    private static final long SEED = Long.getLong("keyrack.fuzz.seed", System.nanoTime());
    private static final String[] PIECES = {"otpauth://", "OTPAUTH://", "otpauth-migration://", "totp", "hotp", "steam",
            "/", "?", "&", "&amp;", "=", "#", ":", "%3A", "%3a", "%", "%2", "%00", "%FF", "+", " ", "secret=",
            "JBSWY3DPEHPK3PXP", "jbsw y3dp ehpk 3pxp", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "====", "issuer=",
            "Big Corp",
            "algorithm=", "SHA1", "HmacSHA256", "digits=", "6", "10", "period=", "30", "counter=",
            "9223372036854775807", "encoder=", "é", "例", "\u0000", "\n", "[email protected]"};
    private static final String[] TEXTS = {"", "a", "Big Corp", "a:b", ":", "+", "a+b@c.d", "例", "é%41", "R&D=1?#/",
            "\"'<>",
            "😀", "a b", "%3A"};

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void everyInputEndsInAKeyOrARefusal() {
        report();
        int read = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = switch (random.nextInt(4)) {
                case 0 -> octets();
                case 1 -> pieces();
                default -> mutated(written());
            };
            read += check(input) ? 1 : 0;
        }
        assertThat(read).as("inputs that were read, with seed %s", SEED).isBetween(INPUTS / 50, INPUTS);
    }

    @Test
    void whatIsWrittenIsReadAgainAsTheSame() {
        report();
        for (int i = 0; i < INPUTS; i++) {
            try (OtpAuthUri key = key(); Secret text = key.text()) {
                require(text.use(byte[]::clone), key);
            }
        }
    }

    private static void report() {
        System.out.println("otpauth: " + INPUTS + " inputs, -Dkeyrack.fuzz.seed=" + SEED);
    }

    /// Whether it was read.
    private static boolean check(byte[] input) {
        try (Secret text = Secret.wrap(input.clone())) {
            Outcome<OtpAuthUri> outcome = OtpAuthUri.parse(text);
            if (outcome instanceof Outcome.Ok<OtpAuthUri>(var key)) {
                try (key; Secret again = key.text()) {
                    require(again.use(byte[]::clone), key);
                }
                return true;
            }
            assertThat(outcome).as(() -> shown(input)).isInstanceOfSatisfying(Outcome.Failed.class,
                    failed -> assertThat(failed.failure()).isInstanceOf(Failure.InvalidInput.class));
            return false;
        } catch (RuntimeException e) {
            return fail(shown(input), e);
        }
    }

    private static void require(byte[] text, OtpAuthUri key) {
        try (Secret given = Secret.wrap(text.clone())) {
            if (!(OtpAuthUri.parse(given) instanceof Outcome.Ok<OtpAuthUri>(var again))) {
                fail("not read again: " + shown(text));
                return;
            }
            try (again; Secret rewritten = again.text()) {
                boolean same = again.givesSameCodesAs(key) && again.issuer().equals(key.issuer())
                        && again.account().equals(key.account()) && rewritten.sameAs(given);
                if (!same) {
                    fail("read again as another: " + shown(text));
                }
            }
        }
    }

    private static String shown(byte[] input) {
        return "seed " + SEED + ": " + new String(input, StandardCharsets.ISO_8859_1);
    }

    private byte[] octets() {
        byte[] input = new byte[random.nextInt(80)];
        random.nextBytes(input);
        return input;
    }

    private byte[] pieces() {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP" : "");
        for (int i = random.nextInt(14); i > 0; i--) {
            text.append(one(PIECES));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] written() {
        try (OtpAuthUri key = key(); Secret text = key.text()) {
            return text.use(byte[]::clone);
        }
    }

    private byte[] mutated(byte[] input) {
        byte[] changed = input;
        for (int i = random.nextInt(3); i > 0 && changed.length > 1; i--) {
            int at = random.nextInt(changed.length);
            if (random.nextInt(4) == 0) {
                changed = Arrays.copyOf(changed, at);
            } else {
                changed[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : changed[at] ^ 0x20);
            }
        }
        return changed;
    }

    private OtpAuthUri key() {
        OtpAuthUri.Type type = one(OtpAuthUri.Type.values());
        byte[] seed = new byte[10 + random.nextInt(60)];
        random.nextBytes(seed);
        return new OtpAuthUri(type, name(), name(), Secret.wrap(seed), one(OtpAuthUri.Algorithm.values()),
                6 + random.nextInt(5), type == OtpAuthUri.Type.TOTP && random.nextBoolean()
                        ? 1 + random.nextInt(600)
                        : 30,
                type == OtpAuthUri.Type.HOTP
                        ? OptionalLong.of(random.nextLong(1_000_000_000_000_000_000L))
                        : OptionalLong.empty());
    }

    private String name() {
        return one(TEXTS) + (random.nextInt(3) == 0 ? one(TEXTS) : "");
    }

    private <T> T one(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
