package dev.keyrack.twofactor.domain;

import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;

/// A shared key for one-time codes with all that an authenticator app must know, as an `otpauth:` URI carries it (the
/// Key URI Format of Google Authenticator, with what other programs write).
///
/// @param type      time-based (RFC 6238) or counter-based (RFC 4226)
/// @param issuer    who runs the account; empty if it is not told
/// @param account   whose it is; empty if it is not told
/// @param seed      the shared key as bytes, owned by this object
/// @param algorithm of the HMAC
/// @param digits    of a code, 6 to 10
/// @param period    seconds that a code lasts
/// @param counter   the next counter of a counter-based key; empty for the others
public record OtpAuthUri(Type type, String issuer, String account, Secret seed, Algorithm algorithm, int digits,
        int period, OptionalLong counter) implements AutoCloseable {
    /// Seconds that a code lasts where nobody says otherwise.
    public static final int USUAL_PERIOD = 30;

    static final int FEWEST_DIGITS = 6;
    static final int MOST_DIGITS = 10;
    static final int LONGEST_PERIOD = 86_400;
    /// 80 bits, as many providers and documents have it; RFC 4226 section 4 wants 128.
    static final int SHORTEST_SEED = 10;
    static final int LONGEST_SEED = 512;
    /// 18 digits.
    static final long LARGEST_COUNTER = 999_999_999_999_999_999L;
    private static final String WHERE = "otpauth URI";

    /// What a code depends on.
    public enum Type { TOTP, HOTP }

    /// Hash of the HMAC (RFC 6238 section 1.2).
    public enum Algorithm { SHA1, SHA256, SHA512 }

    /// Blanks around the texts do not count.
    ///
    /// @throws IllegalArgumentException if digits, period or counter are not what the type has
    public OtpAuthUri {
        if (digits < FEWEST_DIGITS || digits > MOST_DIGITS || period < 1 || period > LONGEST_PERIOD
                || counter.isPresent() != (type == Type.HOTP)) {
            throw new IllegalArgumentException("no such " + type + ": " + digits + " digits, " + period + " s");
        }
        if (counter.orElse(0) < 0 || counter.orElse(0) > LARGEST_COUNTER) {
            throw new IllegalArgumentException("no such counter");
        }
        issuer = issuer.strip();
        account = account.strip();
    }

    /// Reads a URI; `text` stays the caller's, and the caller closes the result.
    ///
    /// A label may have the issuer before a colon. Where the parameter `issuer` says something else, the parameter wins.
    ///
    /// @return `InvalidInput` with the reason, which never quotes the secret, if it is not one
    public static Outcome<OtpAuthUri> parse(Secret text) {
        return text.use(bytes -> {
            try {
                return Outcome.ok(OtpAuthReader.read(bytes));
            } catch (Malformed e) {
                return Outcome.failed(new Failure.InvalidInput(WHERE, e.problem()));
            }
        });
    }

    /// The time-based key that a provider or person gives as base32 alone, with all else as usual; `base32` stays the
    /// caller's, and the caller closes the result.
    ///
    /// @return `InvalidInput` with the reason, which never quotes the secret, if it is not one
    public static Outcome<OtpAuthUri> ofBase32(Secret base32, String issuer, String account) {
        return base32.use(bytes -> {
            try {
                return Outcome.ok(new OtpAuthUri(Type.TOTP, issuer, account, OtpAuthReader.seed(bytes), Algorithm.SHA1,
                        FEWEST_DIGITS, USUAL_PERIOD, OptionalLong.empty()));
            } catch (Malformed e) {
                return Outcome.failed(new Failure.InvalidInput("shared key", e.problem()));
            }
        });
    }

    /// The URI, which the caller closes. It leaves out what is as usual.
    public Secret text() {
        byte[] start = ("otpauth://" + (type == Type.TOTP ? "totp" : "hotp") + "/" + label() + "?secret=")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] rest = parameters().getBytes(StandardCharsets.US_ASCII);
        return seed.use(bytes -> {
            byte[] base32 = Base32.encode(bytes);
            byte[] all = Arrays.copyOf(start, start.length + base32.length + rest.length);
            System.arraycopy(base32, 0, all, start.length, base32.length);
            System.arraycopy(rest, 0, all, start.length + base32.length, rest.length);
            Arrays.fill(base32, (byte) 0);
            return Secret.wrap(all);
        });
    }

    /// A colon ends the issuer in a label, so an issuer with a colon stands in the parameter alone.
    private String label() {
        if (!issuer.isEmpty() && issuer.indexOf(':') < 0) {
            return encoded(issuer) + ":" + encoded(account);
        }
        return (account.indexOf(':') < 0 ? "" : ":") + encoded(account);
    }

    private String parameters() {
        StringBuilder text = new StringBuilder();
        if (!issuer.isEmpty()) {
            text.append("&issuer=").append(encoded(issuer));
        }
        if (algorithm != Algorithm.SHA1) {
            text.append("&algorithm=").append(algorithm);
        }
        if (digits != FEWEST_DIGITS) {
            text.append("&digits=").append(digits);
        }
        if (type == Type.TOTP && period != USUAL_PERIOD) {
            text.append("&period=").append(period);
        }
        counter.ifPresent(next -> text.append("&counter=").append(next));
        return text.toString();
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            boolean isPlain = character < 0x80
                    && (Character.isLetterOrDigit(character) || "-._~@".indexOf(character) >= 0);
            if (isPlain) {
                encoded.append(character);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    /// The shared key in base32 without padding (RFC 4648 section 6), which the caller closes.
    public Secret base32() {
        return seed.use(bytes -> Secret.wrap(Base32.encode(bytes)));
    }

    /// Whether two keys give the same codes.
    public boolean givesSameCodesAs(OtpAuthUri other) {
        return type == other.type && algorithm == other.algorithm && digits == other.digits && period == other.period
                && counter.equals(other.counter) && seed.sameAs(other.seed);
    }

    @Override
    public void close() {
        seed.close();
    }
}
