package dev.keyrack.provider.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The format's JSON Schema, as far as mistakes in a descriptor are explained and got out of the way by it. Any thread.
final class FormatSchema {
    /// One of these fits every pattern of the format.
    private static final List<String> SAMPLES = List.of("x", "/", "/x", "X", "1d", "https://x.invalid");

    private final JsonNode root = JsonMapper.shared().readTree(ProviderLibrary.resource("descriptor.schema.json"));

    /// The names of the members that may stand in an object.
    ///
    /// @param location place of a keyword that says something about the object, such as `/$defs/request/required`
    List<String> members(String location) {
        List<String> names = new ArrayList<>();
        ancestors(location).forEach(each -> names.addAll(each.path("properties").propertyNames()));
        return names;
    }

    /// The smallest value that the member `name` of an object may have.
    ///
    /// @param location place of a keyword that says something about the object
    Optional<JsonNode> member(String location, String name) {
        return first(location, each -> each.path("properties").path(name).isObject())
                .map(each -> smallest(each.path("properties").path(name)));
    }

    /// The smallest value that may stand where the keyword at `location` was broken.
    Optional<JsonNode> value(String location) {
        return first(location, each -> each.has("type") || each.has("enum") || each.has("const") || each.has("$ref"))
                .map(this::smallest);
    }

    private Optional<JsonNode> first(String location, Predicate<JsonNode> wanted) {
        return ancestors(location).stream().filter(wanted).findFirst();
    }

    /// The schemas around a keyword, the nearest first.
    private List<JsonNode> ancestors(String location) {
        List<JsonNode> around = new ArrayList<>();
        for (int cut = location.lastIndexOf('/'); cut >= 0; cut = location.lastIndexOf('/', cut - 1)) {
            JsonNode each = root.at(location.substring(0, cut));
            if (each.isObject()) {
                around.add(each);
            }
        }
        return around;
    }

    private JsonNode smallest(JsonNode schema) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (schema.has("$ref")) {
            return smallest(root.at(schema.path("$ref").asString("").substring(1)));
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        return switch (type(schema)) {
            case "object" -> object(schema);
            case "array" -> {
                ArrayNode list = make.arrayNode();
                yield schema.path("minItems").asInt(0) > 0 ? list.add(smallest(schema.path("items"))) : list;
            }
            case "boolean" -> make.booleanNode(false);
            case "integer", "number" -> make.numberNode(schema.path("minimum").asInt(0));
            default -> make.stringNode(text(schema));
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.path(0).asString("") : type.asString("");
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (JsonNode name : schema.path("required")) {
            object.set(name.asString(""), smallest(schema.path("properties").path(name.asString(""))));
        }
        if (object.isEmpty() && schema.path("minProperties").asInt(0) > 0) {
            @Nullable
            String any = schema.path("properties").propertyNames().stream().findFirst().orElse(null);
            if (any != null) {
                object.set(any, smallest(schema.path("properties").path(any)));
            }
        }
        return object;
    }

    private static String text(JsonNode schema) {
        String pattern = schema.path("pattern").asString("");
        return SAMPLES.stream().filter(sample -> pattern.isEmpty() || Pattern.compile(pattern).matcher(sample).find())
                .findFirst().orElse("x");
    }
}
