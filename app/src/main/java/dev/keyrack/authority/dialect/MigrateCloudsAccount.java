package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Organisation;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Router;

/// The account. The document knows that an admin key may manage it; the calls are beyond it.
final class MigrateCloudsAccount {
    private static final int LONGEST_NAME = 100;

    private final Core core;
    private final Billing billing;

    MigrateCloudsAccount(Core core, Billing billing) {
        this.core = core;
        this.billing = billing;
    }

    void addTo(Router<Endpoint> router) {
        router.add("GET", "/v1/account", new Endpoint(new Access.Scoped("account:read"), _ -> Ruling.granted(show())))
                .add("PATCH", "/v1/account",
                        new Endpoint(new Access.Scoped(MigrateCloudsPermission.MANAGE), this::rename));
    }

    private Answer show() {
        Organisation account = account();
        return Answer.ok(Json.object().put("id", account.id()).put("name", account.name()).put("plan", billing.plan())
                .put("created_at", account.createdAt().toString()));
    }

    private Ruling<Answer> rename(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> {
            String name = body.text("name", LONGEST_NAME);
            return body.finish(name::strip);
        }).map(name -> {
            core.accounts().rename(account().id(), name);
            return show();
        });
    }

    private Organisation account() {
        return core.accounts().organisation().orElseThrow();
    }
}
