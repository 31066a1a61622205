package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.KeyEntry;
import dev.keyrack.authority.core.KeyFacts;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Keys: creating them is the document's, the rest is beyond it.
final class CloudheedKeys implements KeyWords {
    private final Core core;

    CloudheedKeys(Core core) {
        this.core = core;
    }

    @Override
    public String path() {
        return "/v1/auth/api-keys";
    }

    @Override
    public Names names() {
        return new Names("scopes", "expires_in", "expires_at");
    }

    @Override
    public ObjectNode facts(KeyEntry key) {
        KeyFacts facts = key.facts();
        ObjectNode body = Json.object().put("id", facts.id()).put("name", facts.name()).put("prefix", facts.hint());
        body.set("scopes", Json.texts(facts.scopes()));
        return body.put("environment", facts.environment()).put("enabled", facts.enabled())
                .put("status", facts.stateAt(core.clock().instant()).word())
                .put("created_at", facts.createdAt().toString()).put("expires_at", Json.instant(facts.expiresAt()))
                .put("last_used_at", Json.instant(key.lastUsed())).put("created_by", facts.createdBy())
                .put("request_count", key.requests());
    }

    @Override
    public String valueMember() {
        return "key";
    }

    @Override
    public Answer one(int status, ObjectNode facts) {
        return Answer.json(status, facts);
    }

    @Override
    public Answer page(List<ObjectNode> keys, Optional<String> cursor) {
        ObjectNode body = Json.object();
        body.putArray("data").addAll(keys);
        return Answer.ok(body.put("next_cursor", cursor.orElse(null)));
    }

    @Override
    public Answer revoked(String id) {
        return Answer.noContent();
    }

    @Override
    public Answer usage(String bucket, ArrayNode counts) {
        ObjectNode body = Json.object().put("bucket", bucket);
        body.set("data", counts);
        return Answer.ok(body);
    }
}
