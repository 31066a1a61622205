package dev.keyrack.key.domain;

import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.text.Nearest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Finds the one key that somebody means: by its whole id, by a name that only one key has, or by the beginning of an
/// id that only one key has. Keys that still exist come before those that are revoked or gone.
final class KeyFinder {
    private static final int SHORTEST_PREFIX = 6;
    private static final int SUGGESTIONS = 5;

    private KeyFinder() {
    }

    static Outcome<SeenKey> find(List<SeenKey> keys, String idOrName) {
        List<SeenKey> found = matching(keys, key -> key.id().value().equals(idOrName));
        if (found.isEmpty()) {
            found = matching(keys, key -> key.name().equals(idOrName));
        }
        if (found.isEmpty() && idOrName.length() >= SHORTEST_PREFIX) {
            found = matching(keys, key -> key.id().value().startsWith(idOrName));
        }
        if (found.size() == 1) {
            return Outcome.ok(found.getFirst());
        }
        if (found.isEmpty()) {
            return Outcome.failed(new Failure.NotFound("key", idOrName, nearest(keys, idOrName)));
        }
        return Outcome.failed(new Failure.Ambiguous("key", idOrName, found.stream().map(KeyFinder::label).toList()));
    }

    private static List<SeenKey> matching(List<SeenKey> keys, Predicate<ApiKey> test) {
        List<SeenKey> all = keys.stream().filter(seen -> test.test(seen.key())).toList();
        List<SeenKey> living = all.stream().filter(KeyFinder::exists).toList();
        return living.isEmpty() ? all : living;
    }

    private static boolean exists(SeenKey seen) {
        KeyStatus status = seen.key().status();
        return status != KeyStatus.REVOKED && status != KeyStatus.GONE;
    }

    private static List<String> nearest(List<SeenKey> keys, String text) {
        Map<String, Integer> distances = new TreeMap<>();
        for (SeenKey seen : keys) {
            if (exists(seen) && !seen.key().name().isEmpty()) {
                distances.computeIfAbsent(seen.key().name(), name -> Nearest.distance(text, name));
            }
        }
        return distances.entrySet().stream().filter(entry -> entry.getValue() <= Math.max(2, text.length() / 3))
                .sorted(Comparator.comparing(Map.Entry<String, Integer>::getValue)).limit(SUGGESTIONS)
                .map(Map.Entry::getKey).toList();
    }

    private static String label(SeenKey seen) {
        ApiKey key = seen.key();
        return key.name().isEmpty() ? key.id().value() : key.id().value() + " (" + key.name() + ")";
    }
}
