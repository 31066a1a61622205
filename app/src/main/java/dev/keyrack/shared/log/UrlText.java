package dev.keyrack.shared.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses in a text: without query and fragment, and without those parts of the path that look like a secret, as
/// some providers have them in the addresses that they call back.
final class UrlText {
    private static final Pattern ADDRESS = Pattern
            .compile("(\\b(?:https?|wss?|otpauth-migration)://[^\\s\"'<>?#\\\\/]++)"
                    + "((?:/[^\\s\"'<>?#\\\\/]*+)*+)([?#][^\\s\"'<>\\\\)\\]}]*+)?", Pattern.CASE_INSENSITIVE);
    // long, with capitals, small letters and digits; what begins like an id is one, and UUIDs have no capitals
    private static final Pattern SECRET_PART = Pattern.compile("(?<=/)(?!" + Redactor.ID_PREFIX + ")"
            + "(?=[^/]{0,200}[A-Z])(?=[^/]{0,200}[a-z])(?=[^/]{0,200}[0-9])[^/]{24,}+");

    private UrlText() {
    }

    /// `text` with its addresses cut back to what may be shown.
    static String cutBack(String text) {
        return ADDRESS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1)
                + SECRET_PART.matcher(found.group(2)).replaceAll(Matcher.quoteReplacement(Redactor.MASK))
                + (found.group(3) == null ? "" : found.group(3).charAt(0) + Redactor.MASK)));
    }
}
