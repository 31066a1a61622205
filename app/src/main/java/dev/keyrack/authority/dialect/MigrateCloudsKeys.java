package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.KeyEntry;
import dev.keyrack.authority.core.KeyFacts;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Fields;
import dev.keyrack.authority.http.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Keys. The document does all of this in the dashboard; the calls are beyond it. They belong to account management,
/// which is an operation like any other: an admin key may use them.
final class MigrateCloudsKeys implements CursorWords {
    private final Core core;

    MigrateCloudsKeys(Core core) {
        this.core = core;
    }

    @Override
    public String path() {
        return "/v1/api-keys";
    }

    @Override
    public Names names() {
        return new Names(MigrateCloudsPermission.MEMBER, "expires_in", "expires_at");
    }

    @Override
    public Optional<List<String>> scopes(Fields body, ScopeList offered) {
        return MigrateCloudsPermission.read(body);
    }

    @Override
    public String choice(ScopeList offered) {
        return MigrateCloudsPermission.choice();
    }

    @Override
    public ObjectNode facts(KeyEntry key) {
        KeyFacts facts = key.facts();
        ObjectNode body = Json.object().put("id", facts.id()).put("name", facts.name())
                .put("key_prefix", facts.hint())
                .put("permission", MigrateCloudsPermission.of(facts.scopes()).word());
        body.set("operations", Json.texts(facts.scopes()));
        return body.put("environment", facts.environment()).put("enabled", facts.enabled())
                .put("status", facts.stateAt(core.clock().instant()).word())
                .put("created_at", facts.createdAt().toString()).put("created_by", facts.createdBy())
                .put("expires_at", Json.instant(facts.expiresAt())).put("last_used_at", Json.instant(key.lastUsed()));
    }

    @Override
    public String valueMember() {
        return "api_key";
    }

    @Override
    public Answer one(int status, ObjectNode facts) {
        return Answer.json(status, facts);
    }

    @Override
    public Answer page(List<ObjectNode> keys, Optional<String> cursor) {
        ObjectNode body = Json.object();
        body.putArray("api_keys").addAll(keys);
        body.putObject("pagination").put("has_more", cursor.isPresent()).put("next_cursor", cursor.orElse(null));
        return Answer.ok(body);
    }

    @Override
    public Answer revoked(String id) {
        return Answer.noContent();
    }

    @Override
    public Answer usage(String bucket, ArrayNode counts) {
        ObjectNode body = Json.object().put("bucket", bucket);
        ArrayNode rows = body.putArray("usage");
        counts.forEach(count -> rows.add(row(count)));
        return Answer.ok(body);
    }

    private static ObjectNode row(JsonNode count) {
        long ok = count.path("ok").longValue();
        long limited = count.path("limited").longValue();
        long refused = count.path("refused").longValue();
        long failed = count.path("failed").longValue();
        return Json.object().put("period_start", count.path("start").stringValue())
                .put("requests", ok + limited + refused + failed).put("succeeded", ok).put("rate_limited", limited)
                .put("refused", refused).put("failed", failed);
    }
}
