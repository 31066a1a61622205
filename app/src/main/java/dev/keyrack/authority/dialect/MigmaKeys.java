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

/// Keys as the document's console shows them: name and id with its first eight characters, permissions, creation date,
/// last used date, usage. Nothing of a value is ever shown again.
final class MigmaKeys implements KeyWords {
    private static final int SHORT_ID = 8;

    private final Core core;

    MigmaKeys(Core core) {
        this.core = core;
    }

    @Override
    public String path() {
        return "/v1/api-keys";
    }

    @Override
    public Names names() {
        return new Names("permissions", "expiresIn", "expiresAt");
    }

    @Override
    public ObjectNode facts(KeyEntry key) {
        KeyFacts facts = key.facts();
        ObjectNode body = Json.object().put("id", facts.id()).put("shortId", facts.id().substring(0, SHORT_ID))
                .put("name", facts.name());
        body.set("permissions", Json.texts(core.traits().known(facts)));
        return body.put("managesKeys", core.traits().manages(facts)).put("environment", facts.environment())
                .put("enabled", facts.enabled()).put("status", facts.stateAt(core.clock().instant()).word())
                .put("createdAt", facts.createdAt().toString()).put("createdBy", facts.createdBy())
                .put("expiresAt", Json.instant(facts.expiresAt())).put("lastUsedAt", Json.instant(key.lastUsed()))
                .put("requestCount", key.requests());
    }

    @Override
    public String valueMember() {
        return "key";
    }

    @Override
    public Answer one(int status, ObjectNode facts) {
        return Answer.json(status, MigmaAnswers.wrapped(facts));
    }

    @Override
    public Answer page(List<ObjectNode> keys, Optional<String> cursor) {
        ObjectNode data = Json.object();
        data.putArray("keys").addAll(keys);
        return Answer.ok(MigmaAnswers.wrapped(data.put("nextCursor", cursor.orElse(null))));
    }

    @Override
    public Answer revoked(String id) {
        return Answer.ok(MigmaAnswers.wrapped(Json.object().put("id", id)));
    }

    @Override
    public Answer usage(String bucket, ArrayNode counts) {
        ObjectNode data = Json.object().put("bucket", bucket);
        data.set("usage", counts);
        return Answer.ok(MigmaAnswers.wrapped(data));
    }
}
