package dev.keyrack.shared.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that somebody probably meant.
public final class Nearest {
    private Nearest() {
    }

    /// The one of `known` that is nearest to `typed`, however far that is; empty if there is none.
    public static Optional<String> of(String typed, Collection<String> known) {
        return known.stream().min(Comparator.comparingInt(candidate -> distance(typed, candidate)));
    }

    /// The one of `known` that `typed` is probably a slip of: at most a third of its letters, and at most three, differ.
    public static Optional<String> slipOf(String typed, Collection<String> known) {
        int most = Math.min(3, Math.max(1, typed.length() / 3));
        return of(typed, known).filter(candidate -> distance(typed.toLowerCase(Locale.ROOT),
                candidate.toLowerCase(Locale.ROOT)) <= most);
    }

    /// Letters to insert, delete or replace until one text is the other (Levenshtein).
    public static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
