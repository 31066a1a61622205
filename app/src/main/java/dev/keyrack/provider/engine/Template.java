package dev.keyrack.provider.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text with variables in braces, such as `/v1/keys/{id}`.
///
/// @param parts literal text and variables in turn
record Template(List<Part> parts) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_.-]*)}");

    /// A part of a template.
    sealed interface Part {
        /// Text that stands for itself.
        record Literal(String text) implements Part {}

        /// A variable; dots lead into objects.
        record Variable(String name) implements Part {}
    }

    /// Reads `text`; what is not a variable is literal.
    static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                parts.add(new Part.Literal(text.substring(end, matcher.start())));
            }
            parts.add(new Part.Variable(matcher.group(1)));
            end = matcher.end();
        }
        if (end < text.length()) {
            parts.add(new Part.Literal(text.substring(end)));
        }
        return new Template(List.copyOf(parts));
    }

    /// The names of its variables.
    List<String> variables() {
        return parts.stream().filter(Part.Variable.class::isInstance).map(part -> ((Part.Variable) part).name())
                .toList();
    }

    /// Puts the variables in.
    ///
    /// @param encode applied to each variable's text
    /// @return empty if a variable has no value
    Optional<String> render(Map<String, Object> variables, UnaryOperator<String> encode) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(var literal) -> text.append(literal);
                case Part.Variable(var name) -> {
                    Optional<String> value = Values.text(lookUp(name, variables));
                    if (value.isEmpty()) {
                        return Optional.empty();
                    }
                    text.append(encode.apply(value.get()));
                }
            }
        }
        return Optional.of(text.toString());
    }

    /// The first variable that has no value.
    Optional<String> missing(Map<String, Object> variables) {
        return variables().stream().filter(name -> Values.text(lookUp(name, variables)).isEmpty()).findFirst();
    }

    private static @Nullable Object lookUp(String name, Map<String, Object> variables) {
        Object here = variables;
        for (String member : name.split("\\.", -1)) {
            here = here instanceof Map<?, ?> members ? members.get(member) : null;
        }
        return here;
    }

    /// Percent-encodes everything but the unreserved characters (RFC 3986 section 2.3), so that a value stays within
    /// its segment. A segment of dots alone is encoded too, since it would lead elsewhere.
    static String encode(String value) {
        boolean dots = value.equals(".") || value.equals("..");
        StringBuilder text = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            if (isUnreserved(character) && !(dots && character == '.')) {
                text.append(character);
            } else {
                text.append('%').append(String.format(Locale.ROOT, "%02X", octet & 0xFF));
            }
        }
        return text.toString();
    }

    static boolean isUnreserved(int character) {
        boolean letter = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
        boolean digit = character >= '0' && character <= '9';
        return letter || digit || character == '-' || character == '.' || character == '_' || character == '~';
    }
}
