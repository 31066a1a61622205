package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Organisation;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Router;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/// The organisation and its bill.
final class CloudheedOrganisation {
    private static final int LONGEST_NAME = 100;

    private final Core core;
    private final Billing billing;

    CloudheedOrganisation(Core core, Billing billing) {
        this.core = core;
        this.billing = billing;
    }

    void addTo(Router<Endpoint> router) {
        router.add("GET", "/v1/org", new Endpoint(new Access.Scoped("org:read"), _ -> Ruling.granted(show())))
                .add("PATCH", "/v1/org", new Endpoint(new Access.Scoped("org:write"), this::rename))
                .add("GET", "/v1/billing",
                        new Endpoint(new Access.Scoped("billing:read"), _ -> Ruling.granted(bill())));
    }

    private Answer show() {
        Organisation organisation = organisation();
        return Answer.ok(Json.object().put("id", organisation.id()).put("name", organisation.name())
                .put("plan", billing.plan()).put("created_at", organisation.createdAt().toString()));
    }

    private Ruling<Answer> rename(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> {
            String name = body.text("name", LONGEST_NAME);
            return body.finish(name::strip);
        }).map(name -> {
            core.accounts().rename(organisation().id(), name);
            return show();
        });
    }

    private Answer bill() {
        Instant start = ZonedDateTime.ofInstant(core.clock().instant(), ZoneOffset.UTC).withDayOfMonth(1)
                .truncatedTo(ChronoUnit.DAYS).toInstant();
        Instant end = ZonedDateTime.ofInstant(start, ZoneOffset.UTC).plusMonths(1).toInstant();
        ObjectNode period = Json.object().put("start", start.toString()).put("end", end.toString());
        ObjectNode body = Json.object().put("plan", billing.plan()).put("currency", "EUR").put("amount_cents",
                billing.monthlyCents());
        body.set("period", period);
        return Answer.ok(body.put("requests", core.usage().total(start, end)));
    }

    private Organisation organisation() {
        return core.accounts().organisation().orElseThrow();
    }
}
