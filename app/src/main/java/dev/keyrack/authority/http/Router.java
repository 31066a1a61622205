package dev.keyrack.authority.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Finds what a method and a path stand for.
///
/// @param <T> what it finds
public final class Router<T> {
    /// What was found.
    ///
    /// @param <T> what was looked for
    public sealed interface Match<T> {
        /// It is there.
        ///
        /// @param target     what it is
        /// @param parameters the parts of the path that stand in braces in the pattern
        record Found<T>(T target, Map<String, String> parameters) implements Match<T> {}

        /// The path is there, with other methods.
        ///
        /// @param allowed those methods, in alphabetical order
        record OtherMethod<T>(String allowed) implements Match<T> {}

        /// There is no such path.
        record NoPath<T>() implements Match<T> {}
    }

    private record Route<T>(String method, List<String> pattern, T target) {}

    private final List<Route<T>> routes = new ArrayList<>();

    /// Adds a route and returns this.
    ///
    /// @param pattern such as `/v1/keys/{id}`
    public Router<T> add(String method, String pattern, T target) {
        routes.add(new Route<>(method, segments(pattern), target));
        return this;
    }

    /// Looks for a route.
    public Match<T> find(String method, String path) {
        List<String> segments = segments(path);
        TreeSet<String> others = new TreeSet<>();
        for (Route<T> route : routes) {
            Optional<Map<String, String>> parameters = match(route.pattern(), segments);
            if (parameters.isPresent()) {
                if (route.method().equals(method)) {
                    return new Match.Found<>(route.target(), parameters.get());
                }
                others.add(route.method());
            }
        }
        return others.isEmpty() ? new Match.NoPath<>() : new Match.OtherMethod<>(String.join(", ", others));
    }

    private static Optional<Map<String, String>> match(List<String> pattern, List<String> segments) {
        if (pattern.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String expected = pattern.get(i);
            if (expected.startsWith("{")) {
                parameters.put(expected.substring(1, expected.length() - 1), segments.get(i));
            } else if (!expected.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
