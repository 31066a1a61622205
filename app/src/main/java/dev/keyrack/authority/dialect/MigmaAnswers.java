package dev.keyrack.authority.dialect;

import dev.keyrack.authority.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What all of Migma's answers have: `{"success":true,"data":{…}}`.
final class MigmaAnswers {
    private MigmaAnswers() {
    }

    static ObjectNode wrapped(JsonNode data) {
        ObjectNode body = Json.object().put("success", true);
        body.set("data", data);
        return body;
    }
}
