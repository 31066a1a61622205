package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.KeyEntry;
import dev.keyrack.authority.core.KeyFacts;
import dev.keyrack.authority.core.KeyIssued;
import dev.keyrack.authority.core.KeyPage;
import dev.keyrack.authority.core.KeyPatch;
import dev.keyrack.authority.core.KeyPlace;
import dev.keyrack.authority.core.KeyQuery;
import dev.keyrack.authority.core.KeyRequest;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.core.Tally;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Fields;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Router;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Keys. The document does all of this in the dashboard; the calls are beyond it. They belong to account management,
/// which is an operation like any other: an admin key may use them.
final class MigrateCloudsKeys {
    static final String MANAGE = "account:manage";
    private static final String ALL = "/v1/api-keys";
    private static final String ONE = ALL + "/{id}";
    private static final int LONGEST_NAME = 100;
    private static final KeyQuery EVERY = new KeyQuery(Optional.empty(), Optional.empty(), Optional.empty());
    private static final UsageSpan.Words INTERVAL = new UsageSpan.Words("interval", "hourly", "daily");

    private final Core core;

    MigrateCloudsKeys(Core core) {
        this.core = core;
    }

    void addTo(Router<Endpoint> router) {
        Access managers = new Access.Scoped(MANAGE);
        router.add("POST", ALL, new Endpoint(managers, this::create))
                .add("GET", ALL, new Endpoint(managers, this::list))
                .add("GET", ONE, new Endpoint(managers, this::show))
                .add("PATCH", ONE, new Endpoint(managers, this::change))
                .add("DELETE", ONE, new Endpoint(managers, this::revoke))
                .add("GET", ONE + "/usage", new Endpoint(managers, this::usage));
    }

    private Ruling<Answer> create(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> wanted(exchange, body)).map(wanted -> {
            KeyIssued issued = core.keys().create(wanted);
            try (var value = issued.value()) {
                return Answer.json(201, facts(issued.key()).put("api_key", value.reveal())).with("Location",
                        ALL + "/" + issued.key().facts().id());
            }
        });
    }

    private Ruling<KeyRequest> wanted(Exchange exchange, Fields body) {
        String name = body.text("name", LONGEST_NAME);
        Optional<List<String>> operations = MigrateCloudsPermission.read(body);
        if (operations.isEmpty()) {
            body.reject("permission", "\"permission\" is missing. " + MigrateCloudsPermission.choice());
        }
        Optional<KeyPatch.Expiry> expiry = Expiries.read(body, core.clock().instant());
        String environment = body.optionalText("environment", LONGEST_NAME)
                .orElse(core.traits().defaultEnvironment());
        if (!core.traits().prefixes().containsKey(environment)) {
            body.reject("environment", "\"environment\" has to be \"live\" or \"test\".");
        }
        return body.finish(() -> new KeyRequest(name.strip(), operations.orElse(List.of()), environment,
                expiry.flatMap(KeyPatch.Expiry::at), exchange.creator()));
    }

    private Ruling<Answer> list(Exchange exchange) {
        return Paging.limit(exchange.request())
                .then(limit -> place(exchange).map(after -> page(core.keys().list(EVERY, after, limit))));
    }

    private static Ruling<Optional<KeyPlace>> place(Exchange exchange) {
        Optional<String> after = exchange.request().query("after");
        Optional<KeyPlace> place = after.flatMap(KeyPlace::fromCursor);
        return after.isPresent() && place.isEmpty()
                ? Ruling.denied(Denial.invalid("after",
                        "\"after\" was not given out here. Take \"next_cursor\" of the page before, or leave it out."))
                : Ruling.granted(place);
    }

    private Answer page(KeyPage page) {
        ObjectNode body = Json.object();
        ArrayNode keys = body.putArray("api_keys");
        page.keys().forEach(key -> keys.add(facts(key)));
        body.putObject("pagination").put("has_more", page.next().isPresent()).put("next_cursor",
                page.next().map(KeyPlace::cursor).orElse(null));
        return Answer.ok(body);
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
        KeyPatch patch = new KeyPatch(name, MigrateCloudsPermission.read(body), body.flag("enabled"),
                Expiries.read(body, core.clock().instant()));
        return body.finish(() -> patch).then(read -> read.isEmpty()
                ? Ruling.denied(Denial.of(Reason.INVALID, "Nothing to change. Send \"name\", \"permission\", "
                        + "\"operations\", \"enabled\", \"expires_in\" or \"expires_at\"."))
                : Ruling.granted(read));
    }

    private Ruling<Answer> revoke(Exchange exchange) {
        return core.keys().revoke(exchange.path("id"))
                ? Ruling.granted(Answer.noContent())
                : Ruling.denied(noSuchKey());
    }

    /// There for revoked keys too: somebody may still be trying them.
    private Ruling<Answer> usage(Exchange exchange) {
        String id = exchange.path("id");
        if (core.keys().findEver(id).isEmpty()) {
            return Ruling.denied(noSuchKey());
        }
        return UsageSpan.read(exchange.request(), INTERVAL, core.clock().instant())
                .map(span -> Answer.ok(usage(id, core.usage().of(id, span.bucket(), span.from(), span.to()))));
    }

    private static ObjectNode usage(String id, SortedMap<Instant, Tally> buckets) {
        ObjectNode body = Json.object().put("api_key_id", id);
        ArrayNode rows = body.putArray("usage");
        buckets.forEach((start, tally) -> rows.add(Json.object().put("period_start", start.toString())
                .put("requests", tally.total()).put("succeeded", tally.ok()).put("rate_limited", tally.limited())
                .put("refused", tally.refused()).put("failed", tally.failed())));
        return body;
    }

    private ObjectNode facts(KeyEntry key) {
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

    private static Denial noSuchKey() {
        return Denial.of(Reason.NOT_FOUND, "There is no API key with this id. It may have been revoked.");
    }
}
