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

/// Tokens of one application. The document does all of this on the profile page, at the same address without the last
/// part; the calls are beyond it. A token has a name and two dates, no scopes and no end, as the page shows it.
final class MiqeyTokens {
    /// Name of the application's id, in paths and answers.
    static final String APPLICATION = "application_id";

    private static final String ALL = "/app/{" + APPLICATION + "}/account-management/api-tokens";
    private static final String ONE = ALL + "/{id}";
    private static final int LONGEST_NAME = 100;
    private static final KeyQuery EVERY = new KeyQuery(Optional.empty(), Optional.empty(), Optional.empty());
    private static final UsageSpan.Words PER = new UsageSpan.Words("per", "hour", "day");

    private final Core core;
    private final String applicationId;

    MiqeyTokens(Core core, String applicationId) {
        this.core = core;
        this.applicationId = applicationId;
    }

    void addTo(Router<Endpoint> router) {
        router.add("POST", ALL, managed(this::create)).add("GET", ALL, managed(this::list))
                .add("GET", ONE, managed(this::show)).add("PATCH", ONE, managed(this::rename))
                .add("DELETE", ONE, managed(this::revoke)).add("GET", ONE + "/usage", managed(this::usage));
    }

    private Endpoint managed(Endpoint.Action action) {
        return new Endpoint(new Access.Managers(), exchange -> exchange.path(APPLICATION).equals(applicationId)
                ? action.on(exchange)
                : Ruling.denied(Denial.about(Reason.NOT_FOUND, APPLICATION, "There is no application with this id. "
                        + "Take the one in the address of your profile page, after /app/.")));
    }

    private Ruling<Answer> create(Exchange exchange) {
        return name(exchange).map(name -> {
            KeyIssued issued = core.keys().create(new KeyRequest(name, List.of(), core.traits().defaultEnvironment(),
                    Optional.empty(), exchange.creator()));
            try (var value = issued.value()) {
                return Answer.json(201, facts(issued.key()).put("token", value.reveal())).with("Location",
                        exchange.request().path() + "/" + issued.key().facts().id());
            }
        });
    }

    private Ruling<Answer> list(Exchange exchange) {
        return Paging.limit(exchange.request()).then(
                limit -> place(exchange).map(after -> page(exchange, limit, core.keys().list(EVERY, after, limit))));
    }

    private static Ruling<Optional<KeyPlace>> place(Exchange exchange) {
        Optional<String> after = exchange.request().query("after");
        Optional<KeyPlace> place = after.flatMap(KeyPlace::fromCursor);
        return after.isPresent() && place.isEmpty()
                ? Ruling.denied(Denial.invalid("after", "\"after\" was not given out here. Follow \"next\"."))
                : Ruling.granted(place);
    }

    private static Answer page(Exchange exchange, int limit, KeyPage page) {
        ObjectNode body = Json.object();
        ArrayNode tokens = body.putArray("tokens");
        page.keys().forEach(key -> tokens.add(facts(key)));
        return Answer.ok(body.put("next", page.next()
                .map(place -> exchange.request().path() + "?limit=" + limit + "&after=" + place.cursor())
                .orElse(null)));
    }

    private Ruling<Answer> show(Exchange exchange) {
        return core.keys().find(exchange.path("id")).map(key -> Ruling.granted(Answer.ok(facts(key))))
                .orElseGet(() -> Ruling.denied(noSuchToken()));
    }

    private Ruling<Answer> rename(Exchange exchange) {
        return name(exchange)
                .map(name -> new KeyPatch(Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty()))
                .then(patch -> core.keys().change(exchange.path("id"), patch)
                        .map(key -> Ruling.granted(Answer.ok(facts(key))))
                        .orElseGet(() -> Ruling.denied(noSuchToken())));
    }

    private static Ruling<String> name(Exchange exchange) {
        return Json.read(exchange.request()).then(MiqeyTokens::name);
    }

    private static Ruling<String> name(Fields body) {
        String name = body.text("name", LONGEST_NAME);
        return body.finish(name::strip);
    }

    private Ruling<Answer> revoke(Exchange exchange) {
        return core.keys().revoke(exchange.path("id"))
                ? Ruling.granted(Answer.noContent())
                : Ruling.denied(noSuchToken());
    }

    /// There for revoked tokens too: somebody may still be trying them.
    private Ruling<Answer> usage(Exchange exchange) {
        String id = exchange.path("id");
        if (core.keys().findEver(id).isEmpty()) {
            return Ruling.denied(noSuchToken());
        }
        return UsageSpan.read(exchange.request(), PER, core.clock().instant())
                .map(span -> Answer.ok(statistics(core.usage().of(id, span.bucket(), span.from(), span.to()))));
    }

    private static ObjectNode statistics(SortedMap<Instant, Tally> buckets) {
        ObjectNode body = Json.object();
        ArrayNode rows = body.putArray("statistics");
        buckets.forEach((start, tally) -> rows
                .add(Json.object().put("start", start.toString()).put("requests", tally.total())
                        .put("refused", tally.refused()).put("failed", tally.limited() + tally.failed())));
        return body;
    }

    private static ObjectNode facts(KeyEntry key) {
        KeyFacts facts = key.facts();
        return Json.object().put("id", facts.id()).put("name", facts.name())
                .put("created_at", facts.createdAt().toString()).put("last_used_at", Json.instant(key.lastUsed()));
    }

    private static Denial noSuchToken() {
        return Denial.of(Reason.NOT_FOUND, "There is no API token with this id. It may have been revoked.");
    }
}
