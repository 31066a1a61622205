package dev.keyrack.provider.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Objects as `application/x-www-form-urlencoded` text: a list repeats its name, an object within an object puts its
/// member's name in brackets. What is null or nothing is left out.
final class FormText {
    private FormText() {
    }

    static String of(@Nullable Object value) {
        List<String> pairs = new ArrayList<>();
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, given) -> add(String.valueOf(name), given, pairs));
        }
        return String.join("&", pairs);
    }

    private static void add(String name, @Nullable Object value, List<String> pairs) {
        switch (value) {
            case Collection<?> many -> many.forEach(one -> add(name, one, pairs));
            case Map<?, ?> members -> members.forEach((inner, one) -> add(name + "[" + inner + "]", one, pairs));
            case null, default -> Values.text(value)
                    .ifPresent(text -> pairs.add(Template.encode(name) + "=" + Template.encode(text)));
        }
    }
}
