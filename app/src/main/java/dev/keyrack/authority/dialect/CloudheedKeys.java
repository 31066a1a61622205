package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.KeyEntry;
import dev.keyrack.authority.core.KeyFacts;
import dev.keyrack.authority.core.KeyIssued;
import dev.keyrack.authority.core.KeyPage;
import dev.keyrack.authority.core.KeyPatch;
import dev.keyrack.authority.core.KeyPlace;
import dev.keyrack.authority.core.KeyRequest;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Fields;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Router;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Keys: creating them is the document's, the rest is beyond it.
final class CloudheedKeys {
    private static final String ALL = "/v1/auth/api-keys";
    private static final String ONE = ALL + "/{id}";
    private static final int LONGEST_NAME = 100;

    private final Core core;
    private final ScopeList scopes;

    CloudheedKeys(Core core) {
        this.core = core;
        this.scopes = new ScopeList(core.traits().scopes());
    }

    void addTo(Router<Endpoint> router) {
        Access members = new Access.Members();
        CloudheedUsage usage = new CloudheedUsage(core);
        router.add("POST", ALL, new Endpoint(members, this::create)).add("GET", ALL, new Endpoint(members, this::list))
                .add("GET", ONE, new Endpoint(members, this::show))
                .add("PATCH", ONE, new Endpoint(members, this::change))
                .add("DELETE", ONE, new Endpoint(members, this::revoke))
                .add("GET", ONE + "/usage", new Endpoint(members, usage::show));
    }

    private Ruling<Answer> create(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> wanted(exchange, body)).map(wanted -> {
            KeyIssued issued = core.keys().create(wanted);
            try (var value = issued.value()) {
                return Answer.json(201, facts(issued.key()).put("key", value.reveal())).with("Location",
                        ALL + "/" + issued.key().facts().id());
            }
        });
    }

    private Ruling<KeyRequest> wanted(Exchange exchange, Fields body) {
        String name = body.text("name", LONGEST_NAME);
        Optional<List<String>> wanted = scopes.read(body, "scopes");
        if (wanted.isEmpty()) {
            body.reject("scopes", "\"scopes\" is missing. " + scopes.available());
        }
        Optional<KeyPatch.Expiry> expiry = Expiries.read(body, core.clock().instant());
        String environment = body.optionalText("environment", LONGEST_NAME)
                .orElse(core.traits().defaultEnvironment());
        if (!core.traits().prefixes().containsKey(environment)) {
            body.reject("environment", "\"environment\" has to be \"live\" or \"test\".");
        }
        return body.finish(() -> new KeyRequest(name.strip(), wanted.orElse(List.of()), environment,
                expiry.flatMap(KeyPatch.Expiry::at), exchange.creator()));
    }

    private Ruling<Answer> list(Exchange exchange) {
        return Paging.limit(exchange.request()).then(limit -> CloudheedKeyFilter.read(exchange.request())
                .then(query -> place(exchange).map(after -> page(core.keys().list(query, after, limit)))));
    }

    private static Ruling<Optional<KeyPlace>> place(Exchange exchange) {
        Optional<String> cursor = exchange.request().query("cursor");
        Optional<KeyPlace> place = cursor.flatMap(KeyPlace::fromCursor);
        return cursor.isPresent() && place.isEmpty() ? Ruling.denied(Paging.badCursor()) : Ruling.granted(place);
    }

    private Answer page(KeyPage page) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        page.keys().forEach(key -> data.add(facts(key)));
        return Answer.ok(body.put("next_cursor", page.next().map(KeyPlace::cursor).orElse(null)));
    }

    private Ruling<Answer> show(Exchange exchange) {
        return core.keys().find(exchange.path("id")).map(key -> Ruling.granted(Answer.ok(facts(key))))
                .orElseGet(() -> Ruling.denied(noSuchKey()));
    }

    private Ruling<Answer> change(Exchange exchange) {
        return Json.read(exchange.request()).then(this::patch)
                .then(patch -> core.keys().change(exchange.path("id"), patch)
                        .map(key -> Ruling.granted(Answer.ok(facts(key))))
                        .orElseGet(() -> Ruling.denied(noSuchKey())));
    }

    private Ruling<KeyPatch> patch(Fields body) {
        Optional<String> name = body.has("name")
                ? Optional.of(body.text("name", LONGEST_NAME).strip())
                : Optional.empty();
        KeyPatch patch = new KeyPatch(name, scopes.read(body, "scopes"), body.flag("enabled"),
                Expiries.read(body, core.clock().instant()));
        return body.finish(() -> patch).then(read -> read.isEmpty()
                ? Ruling.denied(Denial.of(Reason.INVALID,
                        "Nothing to change. Send \"name\", \"scopes\", \"enabled\", \"expires_in\" or \"expires_at\"."))
                : Ruling.granted(read));
    }

    private Ruling<Answer> revoke(Exchange exchange) {
        return core.keys().revoke(exchange.path("id"))
                ? Ruling.granted(Answer.noContent())
                : Ruling.denied(noSuchKey());
    }

    static Denial noSuchKey() {
        return Denial.of(Reason.NOT_FOUND, "There is no API key with this id. It may have been deleted.");
    }

    private ObjectNode facts(KeyEntry key) {
        KeyFacts facts = key.facts();
        ObjectNode body = Json.object().put("id", facts.id()).put("name", facts.name()).put("prefix", facts.hint());
        body.set("scopes", Json.texts(facts.scopes()));
        return body.put("environment", facts.environment()).put("enabled", facts.enabled())
                .put("status", facts.stateAt(core.clock().instant()).word())
                .put("created_at", facts.createdAt().toString()).put("expires_at", Json.instant(facts.expiresAt()))
                .put("last_used_at", Json.instant(key.lastUsed())).put("created_by", facts.createdBy())
                .put("request_count", key.requests());
    }
}
