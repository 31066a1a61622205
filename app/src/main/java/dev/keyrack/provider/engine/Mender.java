package dev.keyrack.provider.engine;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.keyrack.shared.text.Nearest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Gets the mistakes that the schema finds out of the way of those that it cannot find: it renames what was mistyped,
/// drops what does not belong, and puts the smallest possible value where one is missing or wrong. So all mistakes are
/// reported in one go. What it put in is never reported.
final class Mender {
    private static final int MOST_ROUNDS = 8;

    private final Schema schema;
    private final FormatSchema format;
    private final Set<String> mended = new LinkedHashSet<>();

    Mender(Schema schema, FormatSchema format) {
        this.schema = schema;
        this.format = format;
    }

    /// A descriptor like `broken` that fits the schema; empty if it is beyond repair.
    Optional<JsonNode> mend(JsonNode broken) {
        JsonNode copy = broken.deepCopy();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Error> errors = schema.validate(copy);
            if (errors.isEmpty()) {
                return Optional.of(copy);
            }
            if (!errors.stream().map(error -> mend(copy, error)).reduce(false, Boolean::logicalOr)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// Whether the place that `pointer` names, or one around it, was made up here.
    boolean isMadeUp(String pointer) {
        return mended.stream().anyMatch(place -> pointer.equals(place) || pointer.startsWith(place + "/"));
    }

    private boolean mend(JsonNode root, Error error) {
        String location = SchemaError.location(error);
        String place = SchemaError.place(error);
        JsonNode there = root.at(place);
        return switch (error.getKeyword()) {
            case "required" ->
                there instanceof ObjectNode object && supply(object, place, error.getProperty(), location);
            case "additionalProperties", "unevaluatedProperties" ->
                there instanceof ObjectNode object && drop(object, place, error.getProperty(), location);
            case "false" -> remove(root, place);
            default -> format.value(location).map(value -> replace(root, place, value)).orElse(false);
        };
    }

    private boolean supply(ObjectNode object, String place, String name, String location) {
        Optional<JsonNode> value = object.has(name) ? Optional.empty() : format.member(location, name);
        value.ifPresent(smallest -> {
            object.set(name, smallest);
            mended.add(place + "/" + Finding.escape(name));
        });
        return value.isPresent();
    }

    private boolean drop(ObjectNode object, String place, String name, String location) {
        JsonNode surplus = object.remove(name);
        if (surplus == null) {
            return false;
        }
        Nearest.slipOf(name, format.members(location)).filter(meant -> !object.has(meant)).ifPresent(meant -> {
            object.set(meant, surplus);
            mended.add(place + "/" + Finding.escape(meant));
        });
        return true;
    }

    private boolean remove(JsonNode root, String place) {
        return parent(root, place) instanceof ObjectNode object && object.remove(name(place)) != null;
    }

    private boolean replace(JsonNode root, String place, JsonNode value) {
        if (place.isEmpty() || root.at(place).equals(value)) {
            return false;
        }
        mended.add(place);
        return switch (parent(root, place)) {
            case ObjectNode object -> {
                object.set(name(place), value);
                yield true;
            }
            case ArrayNode array -> {
                array.set(Integer.parseInt(name(place)), value);
                yield true;
            }
            default -> false;
        };
    }

    private static JsonNode parent(JsonNode root, String place) {
        return root.at(place.substring(0, Math.max(0, place.lastIndexOf('/'))));
    }

    private static String name(String place) {
        return place.substring(place.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
    }
}
