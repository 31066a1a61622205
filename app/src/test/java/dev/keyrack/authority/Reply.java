package dev.keyrack.authority;

import java.net.http.HttpHeaders;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An answer as a test looks at it.
record Reply(int status, HttpHeaders headers, String text) {
    private static final JsonMapper MAPPER = new JsonMapper();

    JsonNode json() {
        return MAPPER.readTree(text);
    }

    /// The text at a path such as `error.code` or `data.0.id`; empty if there is none.
    String at(String path) {
        JsonNode node = json().at("/" + path.replace('.', '/'));
        return node.isMissingNode() || node.isNull() ? "" : node.asString();
    }

    String code() {
        return at("error.code");
    }

    String message() {
        return at("error.message");
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    List<String> members() {
        return List.copyOf(json().propertyNames());
    }
}
