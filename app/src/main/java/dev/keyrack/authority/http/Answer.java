package dev.keyrack.authority.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An answer as a site gives it, whatever server sends it.
///
/// @param status  HTTP status
/// @param headers headers besides those that every answer has
/// @param body    what to send; empty for no body
public record Answer(int status, Map<String, String> headers, Optional<Body> body) {
    /// What an answer carries.
    public sealed interface Body {
        /// Data.
        ///
        /// @param value the JSON
        record Data(JsonNode value) implements Body {}

        /// A page for a browser.
        ///
        /// @param html the whole document
        record Page(String html) implements Body {}
    }

    /// 200 with a body.
    public static Answer ok(JsonNode body) {
        return json(200, body);
    }

    /// A body with any status.
    public static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of(), Optional.of(new Body.Data(body)));
    }

    /// A page with any status.
    public static Answer page(int status, String html) {
        return new Answer(status, Map.of(), Optional.of(new Body.Page(html)));
    }

    /// No body, with any status.
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), Optional.empty());
    }

    /// 204.
    public static Answer noContent() {
        return empty(204);
    }

    /// 302 to another place.
    public static Answer redirect(String location) {
        return empty(302).with("Location", location);
    }

    /// The same with one more header.
    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
