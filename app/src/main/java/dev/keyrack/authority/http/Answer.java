package dev.keyrack.authority.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An answer as a site gives it, whatever server sends it.
///
/// @param status  HTTP status
/// @param headers headers besides those that every answer has
/// @param body    JSON to send; empty for no body
public record Answer(int status, Map<String, String> headers, Optional<JsonNode> body) {
    /// 200 with a body.
    public static Answer ok(JsonNode body) {
        return json(200, body);
    }

    /// A body with any status.
    public static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of(), Optional.of(body));
    }

    /// 204.
    public static Answer noContent() {
        return new Answer(204, Map.of(), Optional.empty());
    }

    /// The same with one more header.
    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
