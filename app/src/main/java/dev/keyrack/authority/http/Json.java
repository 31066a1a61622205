package dev.keyrack.authority.http;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.core.Ruling;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON in and out. Buffers are not recycled: bodies hold passwords and keys.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Json() {
    }

    /// A fresh object.
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// A list of texts.
    public static ArrayNode texts(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /// A moment in ISO 8601, or null.
    public static @Nullable String instant(Optional<Instant> at) {
        return at.map(Instant::toString).orElse(null);
    }

    /// The JSON object in the body of a request.
    public static Ruling<Fields> read(Request request) {
        Optional<String> type = request.header("content-type");
        if (type.isPresent() && !isJson(type.get())) {
            return Ruling.denied(Denial.of(Reason.BODY_TYPE,
                    "The body has to be JSON. Send it with \"Content-Type: application/json\"."));
        }
        if (request.body().length == 0) {
            return unreadable("The body is missing. Send a JSON object.");
        }
        if (type.isEmpty()) {
            return Ruling.denied(Denial.of(Reason.BODY_TYPE,
                    "The body has no type. Send it with \"Content-Type: application/json\"."));
        }
        try {
            JsonNode body = MAPPER.readTree(request.body());
            return body instanceof ObjectNode object
                    ? Ruling.granted(new Fields(object))
                    : unreadable("The body has to be a JSON object, in braces.");
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            return unreadable("The body is not valid JSON"
                    + (place == null
                            ? "."
                            : ": see line " + place.getLineNr() + ", column " + place.getColumnNr() + "."));
        }
    }

    /// The bytes of a body.
    static byte[] write(JsonNode body) {
        return MAPPER.writeValueAsBytes(body);
    }

    /// Writes a node as text on one line.
    public static String line(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    private static boolean isJson(String contentType) {
        int end = contentType.indexOf(';');
        String type = (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return "application/json".equals(type) || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private static Ruling<Fields> unreadable(String message) {
        return Ruling.denied(Denial.of(Reason.BODY_UNREADABLE, message));
    }
}
