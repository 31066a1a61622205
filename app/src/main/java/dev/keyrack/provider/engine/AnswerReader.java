package dev.keyrack.provider.engine;

import dev.keyrack.shared.secret.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// Reads answers into maps and lists, with the secrets cut out before they become text.
final class AnswerReader {
    private final JsonFactory json;

    AnswerReader(int deepest) {
        json = JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(deepest).build()).build();
    }

    /// An answer without its secrets. Closing it wipes those nobody took.
    ///
    /// @param tree    maps, lists, text, numbers, booleans and null
    /// @param cut  the secrets, by the pointer that asked for them
    record Parsed(@Nullable Object tree, Map<String, Secret> cut) implements AutoCloseable {
        /// An answer without a body.
        static Parsed empty() {
            return new Parsed(null, Map.of());
        }

        /// Hands over the secret at `pointer`; the caller closes it.
        Optional<Secret> take(String pointer) {
            return Optional.ofNullable(cut.get(pointer)).map(Secret::copy);
        }

        @Override
        public void close() {
            cut.values().forEach(Secret::close);
        }
    }

    /// What is wrong with an answer.
    enum Flaw {
        BROKEN, DEEP, TWICE
    }

    /// The answer cannot be read.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final Flaw flaw;

        Unreadable(Flaw flaw) {
            super("answer cannot be read", null, false, false);
            this.flaw = flaw;
        }

        Flaw flaw() {
            return flaw;
        }
    }

    /// Reads `body`.
    ///
    /// @param keep JSON pointers of secrets that are wanted, `*` for every element
    /// @param drop JSON pointers of secrets that nobody wants, `*` for every element; they are not even decoded
    Parsed read(byte[] body, List<String> keep, List<String> drop) throws Unreadable {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        boolean whole = false;
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() == null) {
                return Parsed.empty();
            }
            Object tree = value(parser, new Place(keep, drop, secrets), "");
            if (parser.nextToken() != null) {
                throw new Unreadable(Flaw.BROKEN);
            }
            whole = true;
            return new Parsed(tree, secrets);
        } catch (StreamConstraintsException _) {
            throw new Unreadable(Flaw.DEEP);
        } catch (JacksonException _) { // its message may quote the answer
            throw new Unreadable(Flaw.BROKEN);
        } finally {
            if (!whole) {
                secrets.values().forEach(Secret::close);
            }
        }
    }

    private record Place(List<String> keep, List<String> drop, Map<String, Secret> cut) {
        boolean isKept(String pointer) {
            return keep.stream().anyMatch(pattern -> matches(pattern, pointer));
        }

        boolean isDropped(String pointer) {
            return drop.stream().anyMatch(pattern -> matches(pattern, pointer));
        }
    }

    /// Whether `pointer` is one that `pattern`, a pointer in which `*` stands for any one step, means.
    static boolean matches(String pattern, String pointer) {
        if (pattern.indexOf('*') < 0) {
            return pattern.equals(pointer);
        }
        String[] wanted = pattern.split("/", -1);
        String[] there = pointer.split("/", -1);
        if (wanted.length != there.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].equals("*") && !wanted[i].equals(there[i])) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object value(JsonParser parser, Place place, String pointer) throws Unreadable {
        JsonToken token = parser.currentToken();
        if (place.isDropped(pointer)) {
            parser.skipChildren();
            return null;
        }
        if (token.isNumeric() && place.isKept(pointer)) { // some write codes as numbers
            return string(parser, place, pointer);
        }
        return switch (token) {
            case START_OBJECT -> object(parser, place, pointer);
            case START_ARRAY -> array(parser, place, pointer);
            case VALUE_STRING -> string(parser, place, pointer);
            case VALUE_NUMBER_INT -> parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? parser.getNumberValue().doubleValue()
                    : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, Place place, String pointer)
            throws Unreadable {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            String here = pointer + '/' + name.replace("~", "~0").replace("/", "~1");
            if (members.containsKey(name)) { // two readers would take two different ones
                throw new Unreadable(Flaw.TWICE);
            }
            members.put(name, value(parser, place, here));
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser parser, Place place, String pointer)
            throws Unreadable {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser, place, pointer + '/' + elements.size()));
        }
        return elements;
    }

    private static @Nullable String string(JsonParser parser, Place place, String pointer) {
        if (!place.isKept(pointer)) {
            return parser.getString();
        }
        char[] buffer = parser.getStringCharacters();
        int from = parser.getStringOffset();
        int to = from + parser.getStringLength();
        char[] exact = Arrays.copyOfRange(buffer, from, to);
        Secret before = place.cut().put(pointer, Secret.ofChars(exact));
        if (before != null) {
            before.close();
        }
        Arrays.fill(exact, '\0');
        Arrays.fill(buffer, from, to, '\0');
        return null;
    }
}
