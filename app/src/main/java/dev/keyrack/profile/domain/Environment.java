package dev.keyrack.profile.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a profile's keys are in use. Always shown as colour, word and shape together.
///
/// @param kind what it looks like and how careful Keyrack is
/// @param word the name of a named environment, as typed; for the others the kind's own word
public record Environment(Kind kind, String word) {
    /// The four looks.
    public enum Kind {
        PRODUCTION, STAGING, DEVELOPMENT, NAMED
    }

    /// Real users depend on it.
    public static final Environment PRODUCTION = new Environment(Kind.PRODUCTION, "production");
    /// The rehearsal.
    public static final Environment STAGING = new Environment(Kind.STAGING, "staging");
    /// Somebody's desk.
    public static final Environment DEVELOPMENT = new Environment(Kind.DEVELOPMENT, "development");

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,23}");

    /// Reads `production`, `staging`, `development` in any case, or a name of 1 to 24 letters, digits, `.`, `_`, `-`;
    /// empty for anything else. Short forms of the three, such as `prod`, are names nobody should have to tell apart
    /// from the real one, and are refused.
    public static Optional<Environment> parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "production" -> Optional.of(PRODUCTION);
            case "staging" -> Optional.of(STAGING);
            case "development" -> Optional.of(DEVELOPMENT);
            case "prod", "prd", "live", "stage", "stg", "dev" -> Optional.empty();
            default -> NAME.matcher(text).matches()
                    ? Optional.of(new Environment(Kind.NAMED, text))
                    : Optional.empty();
        };
    }

    /// The word in capitals, never shortened.
    public String label() {
        return word.toUpperCase(Locale.ROOT);
    }

    /// Whether changes here hurt at once.
    public boolean isProduction() {
        return kind == Kind.PRODUCTION;
    }
}
