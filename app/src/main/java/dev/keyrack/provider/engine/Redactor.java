package dev.keyrack.provider.engine;

import dev.keyrack.shared.secret.Secret;
import java.util.List;
import java.util.regex.Pattern;

/// Makes a provider's words fit for showing: one line, short, and without anything that looks like a credential. Some
/// servers repeat what they were sent.
final class Redactor {
    private static final int LONGEST = 300;
    private static final int SHORTEST_SECRET = 4;
    private static final Pattern UUID = Pattern
            .compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_+/=.~-]{20,}");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic|token|ssws)\\s+\\S{6,}");
    private static final Pattern MIXED = Pattern.compile("(?=.*[0-9])(?=.*[A-Za-z]).*");

    private final List<String> prefixes;

    /// For a provider whose values begin with `prefixes`.
    Redactor(List<String> prefixes) {
        this.prefixes = List.copyOf(prefixes);
    }

    /// `said` without control characters, what looks like a credential, and `sent`.
    String clean(String said, List<Secret> sent) {
        String text = said;
        for (Secret secret : sent) {
            String value = secret.reveal();
            if (value.length() >= SHORTEST_SECRET) {
                text = text.replace(value, "***").replace(Template.encode(value), "***");
            }
        }
        text = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        if (text.length() > 20 * LONGEST) { // no pattern needs to run over more
            text = text.substring(0, 20 * LONGEST);
        }
        for (String prefix : prefixes) {
            text = text.replaceAll(Pattern.quote(prefix) + "[A-Za-z0-9_-]{6,}", prefix.replace("$", "\\$") + "***");
        }
        text = SCHEME.matcher(text).replaceAll("$1 ***");
        text = TOKEN.matcher(text).replaceAll(found -> looksSecret(found.group()) ? "***" : "$0");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private static boolean looksSecret(String run) {
        return MIXED.matcher(run).matches() && !UUID.matcher(run).matches();
    }
}
