package dev.keyrack.twofactor.domain;

import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.domain.OtpAuthUri.Algorithm;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// Reads `otpauth:` URIs as they are found in the world.
///
/// There is no standard; the format's own description is a wiki page, and programs differ. So what is harmless is read
/// (letters of either size, separators as they are or encoded, form-encoded blanks, `&amp;` of a web page), and what
/// would give wrong codes in silence is refused (two values for one parameter, unknown hashes, other kinds of codes).
final class OtpAuthReader {
    private static final int LONGEST = 4096;
    private static final int LONGEST_WORD = 40;
    private static final String START = "otpauth://";
    private static final String EXPORT = "otpauth-migration:";
    private static final String AMPERSAND_LEFT = "amp;";

    private final byte[] text;
    private final int end;

    private OtpAuthReader(byte[] text, int end) {
        this.text = text;
        this.end = end;
    }

    private enum Parameter {
        SECRET, ISSUER, ALGORITHM, DIGITS, PERIOD, COUNTER, ENCODER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// From one place up to another one.
    private record Span(int from, int to) {}

    /// Reads `text`, which stays the caller's. The caller closes the result.
    static OtpAuthUri read(byte[] text) throws Malformed {
        int from = 0;
        int end = text.length;
        while (from < end && isBlank(text[from])) {
            from++;
        }
        while (end > from && isBlank(text[end - 1])) {
            end--;
        }
        if (end - from > LONGEST) {
            throw new Malformed("it is longer than " + LONGEST + " characters");
        }
        return new OtpAuthReader(text, end).whole(from);
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }

    private OtpAuthUri whole(int from) throws Malformed {
        if (holds(EXPORT, from)) {
            throw new Malformed("it is an export of Google Authenticator (otpauth-migration:), which Keyrack does not"
                    + " read; use the key of the one account");
        }
        if (!holds(START, from)) {
            throw new Malformed("it does not begin with " + START);
        }
        int query = indexOf('?', from, end);
        int type = from + START.length();
        int slash = indexOf('/', type, query);
        OtpAuthUri.Type kind = type(new Span(type, slash));
        if (query == end) {
            throw new Malformed("it has no parameters, and so no secret");
        }
        Map<Parameter, Span> found = parameters(new Span(query + 1, indexOf('#', query, end)));
        return key(kind, new Span(Math.min(slash + 1, query), query), found);
    }

    private OtpAuthUri.Type type(Span span) throws Malformed {
        for (OtpAuthUri.Type type : OtpAuthUri.Type.values()) {
            if (span.to() - span.from() == type.name().length() && holds(type.name(), span.from())) {
                return type;
            }
        }
        throw new Malformed("it is of another type than totp and hotp, and its codes are made in another way");
    }

    private OtpAuthUri key(OtpAuthUri.Type type, Span label, Map<Parameter, Span> found) throws Malformed {
        if (found.containsKey(Parameter.ENCODER)) {
            throw new Malformed("it has the parameter encoder, and its codes are made in another way");
        }
        Label names = label(label, issuer(found));
        Algorithm algorithm = algorithm(found);
        int digits = (int) number(found, Parameter.DIGITS, OtpAuthUri.FEWEST_DIGITS, OtpAuthUri.FEWEST_DIGITS,
                OtpAuthUri.MOST_DIGITS);
        long period = type == OtpAuthUri.Type.TOTP
                ? number(found, Parameter.PERIOD, OtpAuthUri.USUAL_PERIOD, 1, OtpAuthUri.LONGEST_PERIOD)
                : OtpAuthUri.USUAL_PERIOD;
        OptionalLong counter = OptionalLong.empty();
        if (type == OtpAuthUri.Type.HOTP) {
            if (!found.containsKey(Parameter.COUNTER)) {
                throw new Malformed("the counter is missing, which type hotp needs");
            }
            counter = OptionalLong.of(number(found, Parameter.COUNTER, 0, 0, OtpAuthUri.LARGEST_COUNTER));
        }
        Secret seed = seed(found);
        return new OtpAuthUri(type, names.issuer(), names.account(), seed, algorithm, digits, (int) period, counter);
    }

    private Map<Parameter, Span> parameters(Span query) throws Malformed {
        Map<Parameter, Span> found = new EnumMap<>(Parameter.class);
        for (int at = query.from(); at < query.to();) {
            int next = indexOf('&', at, query.to());
            int start = holds(AMPERSAND_LEFT, at) ? at + AMPERSAND_LEFT.length() : at;
            int equals = indexOf('=', start, next);
            for (Parameter parameter : Parameter.values()) {
                boolean isIt = equals - start == parameter.word().length() && holds(parameter.word(), start);
                if (isIt && found.put(parameter, new Span(Math.min(equals + 1, next), next)) != null) {
                    throw new Malformed("the parameter " + parameter.word() + " stands there twice");
                }
            }
            at = next + 1;
        }
        return found;
    }

    private Secret seed(Map<Parameter, Span> found) throws Malformed {
        Span span = found.get(Parameter.SECRET);
        if (span == null) {
            throw new Malformed("it has no secret");
        }
        byte[] base32 = decoded(span, true, "secret");
        try {
            return seed(base32);
        } finally {
            Arrays.fill(base32, (byte) 0);
        }
    }

    /// The shared key that `base32`, which stays the caller's, stands for.
    static Secret seed(byte[] base32) throws Malformed {
        byte[] bytes = Base32.decode(base32);
        if (bytes.length >= OtpAuthUri.SHORTEST_SEED && bytes.length <= OtpAuthUri.LONGEST_SEED) {
            return Secret.wrap(bytes);
        }
        Arrays.fill(bytes, (byte) 0);
        if (bytes.length == 0) {
            throw new Malformed("the secret is empty");
        }
        throw new Malformed(bytes.length < OtpAuthUri.SHORTEST_SEED
                ? "the secret is too short: it has " + bytes.length * 8 + " bits, and at least "
                        + OtpAuthUri.SHORTEST_SEED * 8 + " are needed"
                : "the secret is longer than " + OtpAuthUri.LONGEST_SEED + " bytes");
    }

    private String issuer(Map<Parameter, Span> found) throws Malformed {
        Span span = found.get(Parameter.ISSUER);
        return span == null ? "" : words(span, true, "issuer");
    }

    private record Label(String issuer, String account) {}

    /// Issuer and account by the label and the parameter `issuer`, which wins: the label is what people may have changed.
    /// Some programs encode a label as if it were a form; that shows where the two then say the same.
    private Label label(Span span, String issuer) throws Malformed {
        String label = words(span, false, "label");
        String prefix = prefix(label);
        String form = words(span, true, "label");
        if (!issuer.isEmpty() && !prefix.equals(issuer) && prefix(form).equals(issuer)) {
            label = form;
        }
        int colon = label.indexOf(':');
        return new Label(issuer.isEmpty() ? prefix : issuer, label.substring(colon + 1).strip());
    }

    private static String prefix(String label) {
        return label.substring(0, Math.max(0, label.indexOf(':'))).strip();
    }

    private Algorithm algorithm(Map<Parameter, Span> found) throws Malformed {
        Span span = found.get(Parameter.ALGORITHM);
        if (span == null) {
            return Algorithm.SHA1;
        }
        String name = word(span, Parameter.ALGORITHM).toUpperCase(Locale.ROOT).replaceAll("[-_ ]", "");
        String bare = name.startsWith("HMAC") ? name.substring("HMAC".length()) : name;
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.name().equals(bare)) {
                return algorithm;
            }
        }
        throw new Malformed("the algorithm is none of SHA1, SHA256 and SHA512");
    }

    private long number(Map<Parameter, Span> found, Parameter parameter, long usual, long least, long most)
            throws Malformed {
        Span span = found.get(parameter);
        if (span == null) {
            return usual;
        }
        String digits = word(span, parameter).strip();
        boolean isNumber = digits.matches("[0-9]{1,18}");
        long number = isNumber ? Long.parseLong(digits) : -1;
        if (number < least || number > most) {
            throw new Malformed("the parameter " + parameter.word() + " is no whole number "
                    + (most == OtpAuthUri.LARGEST_COUNTER ? "of at most 18 digits" : "from " + least + " to " + most));
        }
        return number;
    }

    private String word(Span span, Parameter parameter) throws Malformed {
        if (span.to() - span.from() > LONGEST_WORD) {
            throw new Malformed("the parameter " + parameter.word() + " is too long");
        }
        return words(span, true, parameter.word());
    }

    /// Text for people.
    private String words(Span span, boolean isForm, String what) throws Malformed {
        byte[] octets = decoded(span, isForm, what);
        String words;
        try {
            words = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString().strip();
        } catch (CharacterCodingException _) {
            throw new Malformed("the " + what + " is not written in UTF-8");
        }
        if (words.codePoints().anyMatch(Character::isISOControl)) {
            throw new Malformed("the " + what + " holds control characters");
        }
        return words;
    }

    /// The octets behind percent signs (RFC 3986 section 2.1); the caller wipes them.
    ///
    /// @param isForm whether a plus sign is a blank
    private byte[] decoded(Span span, boolean isForm, String what) throws Malformed {
        byte[] room = new byte[span.to() - span.from()];
        int length = 0;
        for (int at = span.from(); at < span.to(); at++) {
            byte octet = text[at];
            if (octet == '%') {
                boolean isWhole = at + 2 < span.to();
                int high = isWhole ? Character.digit(text[at + 1], 16) : -1;
                int low = isWhole ? Character.digit(text[at + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    Arrays.fill(room, (byte) 0);
                    throw new Malformed("a percent sign in the " + what + " stands before something else than two"
                            + " hexadecimal digits");
                }
                octet = (byte) (high << 4 | low);
                at += 2;
            } else if (octet == '+' && isForm) {
                octet = ' ';
            }
            room[length++] = octet;
        }
        byte[] exact = Arrays.copyOf(room, length);
        Arrays.fill(room, (byte) 0);
        return exact;
    }

    /// Whether `word` stands at `from`, in letters of either size.
    private boolean holds(String word, int from) {
        if (from + word.length() > end) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (Character.toLowerCase((char) (text[from + i] & 0xFF)) != Character.toLowerCase(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// Where `wanted` stands; `to` if it does not.
    private int indexOf(char wanted, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text[at] == wanted) {
                return at;
            }
        }
        return to;
    }
}
