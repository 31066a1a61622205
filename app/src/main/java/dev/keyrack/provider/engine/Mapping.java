package dev.keyrack.provider.engine;

import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Applies a descriptor's expressions to answers; what does not fit becomes a failure that names the place.
final class Mapping {
    private static final int SHOWN = 40;

    private final Expressions expressions;
    private final Map<String, Object> variables;

    Mapping(Expressions expressions, Map<String, Object> variables) {
        this.expressions = expressions;
        this.variables = Map.copyOf(variables);
    }

    /// What `expression` makes of a whole answer; nothing for an empty expression.
    @Nullable
    Object value(String expression, Reply reply, Map<String, Object> more) throws CallFailed {
        return value(expression, reply.tree(), more, reply.raw().call());
    }

    /// What `expression` makes of `input`; nothing for an empty expression.
    @Nullable
    Object value(String expression, @Nullable Object input, Map<String, Object> more, Call call) throws CallFailed {
        if (expression.isEmpty()) {
            return null;
        }
        if (expression.startsWith("/")) {
            return at(expression, input, call);
        }
        Map<String, Object> all = new LinkedHashMap<>(variables);
        all.putAll(more);
        try {
            return expressions.evaluate(expression, input, all);
        } catch (ExpressionException e) {
            throw unexpected(abridged(expression) + ": " + e.getMessage(), call);
        }
    }

    /// The items of an answer. A place that is not there is no empty list: it is a descriptor that does not fit.
    ///
    /// @param place JSON pointer or expression; empty if the answer itself is the list
    List<@Nullable Object> items(String place, Reply reply, Map<String, Object> more) throws CallFailed {
        Object found = place.isEmpty() ? reply.tree() : value(place, reply, more);
        if (found == null) {
            throw unexpected("no list at " + (place.isEmpty() ? "the top" : abridged(place)), reply.raw().call());
        }
        return Values.list(found);
    }

    /// What is at a JSON pointer; null if nothing is.
    static @Nullable Object found(String pointer, @Nullable Object input) {
        Object here = input;
        for (String escaped : pointer.substring(1).split("/", -1)) {
            here = step(here, escaped.replace("~1", "/").replace("~0", "~"));
        }
        return here;
    }

    private static @Nullable Object step(@Nullable Object here, String name) {
        return switch (here) {
            case Map<?, ?> members -> members.get(name);
            case List<?> elements when name.matches("[0-9]{1,6}") && Integer.parseInt(name) < elements.size() ->
                elements.get(Integer.parseInt(name));
            case null, default -> null;
        };
    }

    private static @Nullable Object at(String pointer, @Nullable Object input, Call call) throws CallFailed {
        Object here = input;
        for (String escaped : pointer.substring(1).split("/", -1)) {
            String name = escaped.replace("~1", "/").replace("~0", "~");
            here = switch (here) {
                case Map<?, ?> members -> members.get(name);
                case List<?> elements when name.matches("[0-9]{1,6}") && Integer.parseInt(name) < elements.size() ->
                    elements.get(Integer.parseInt(name));
                case null, default -> throw unexpected("nothing at " + pointer, call);
            };
        }
        return here;
    }

    static CallFailed unexpected(String detail, Call call) {
        return new CallFailed(new Failure.BadAnswer(Flaw.UNEXPECTED, detail, call));
    }

    /// The beginning of a descriptor's text, for messages.
    static String abridged(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
