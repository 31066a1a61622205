package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.KeyEntry;
import dev.keyrack.authority.core.KeyFacts;
import dev.keyrack.authority.core.KeyQuery;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Request;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Keys, which the document makes in a dashboard. The list comes in numbered pages.
final class GenericKeys implements KeyWords {
    private static final int USUAL_SIZE = 50;
    private static final int LARGEST_SIZE = 100;
    private static final int HIGHEST_PAGE = 1_000_000;

    private final Core core;

    GenericKeys(Core core) {
        this.core = core;
    }

    @Override
    public String path() {
        return "/v1/api-keys";
    }

    @Override
    public Names names() {
        return new Names("scopes", "expires_in", "expires_at");
    }

    @Override
    public ObjectNode facts(KeyEntry key) {
        KeyFacts facts = key.facts();
        ObjectNode body = Json.object().put("id", facts.id()).put("name", facts.name()).put("prefix", facts.hint());
        body.set("scopes", Json.texts(core.traits().known(facts)));
        return body.put("manages_keys", core.traits().manages(facts)).put("environment", facts.environment())
                .put("enabled", facts.enabled()).put("status", facts.stateAt(core.clock().instant()).word())
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
    public Answer revoked(String id) {
        return Answer.noContent();
    }

    @Override
    public Answer usage(String bucket, ArrayNode counts) {
        ObjectNode body = Json.object().put("bucket", bucket);
        body.set("data", counts);
        return Answer.ok(body);
    }

    /// A numbered page.
    Ruling<Answer> list(Exchange exchange) {
        Request request = exchange.request();
        return number(request, "page", 1, HIGHEST_PAGE).then(page -> number(request, "per_page", USUAL_SIZE,
                LARGEST_SIZE)
                .then(size -> KeyFilter.read(request).map(query -> page(query, page, size))));
    }

    private Answer page(KeyQuery query, int page, int size) {
        List<KeyEntry> all = core.keys().list(query, Optional.empty(), Integer.MAX_VALUE).keys();
        int pages = (all.size() + size - 1) / size;
        int from = (int) Math.min(all.size(), (page - 1L) * size);
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        all.subList(from, Math.min(all.size(), from + size)).forEach(key -> data.add(facts(key)));
        return Answer.ok(body.put("page", page).put("per_page", size).put("total", all.size())
                .put("total_pages", pages));
    }

    private static Ruling<Integer> number(Request request, String name, int usual, int largest) {
        Optional<String> text = request.query(name);
        int number = text.map(digits -> digits.matches("[0-9]{1,7}") ? Integer.parseInt(digits) : 0).orElse(usual);
        return number < 1 || number > largest
                ? Ruling.denied(Denial.invalid(name,
                        "\"" + name + "\" has to be a whole number from 1 to " + largest + "."))
                : Ruling.granted(number);
    }
}
