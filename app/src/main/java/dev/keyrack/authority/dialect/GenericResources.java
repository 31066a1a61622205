package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Account;
import dev.keyrack.authority.core.Caller;
import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.core.Resource;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Router;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the scopes open: `GET /v1/users` of the document, and projects beyond it, so that `write` means something. Each
/// environment has its own: nothing that a sandbox key does reaches production.
final class GenericResources {
    /// Where a program says which environment it means; without it a key's own environment counts.
    static final String ENVIRONMENT = "x-environment";

    private static final int LONGEST_NAME = 100;
    private static final int MOST = 1_000;

    private final Core core;

    GenericResources(Core core) {
        this.core = core;
    }

    void addTo(Router<Endpoint> router) {
        Access read = new Access.Scoped("read");
        Access write = new Access.Scoped("write");
        router.add("GET", "/v1/users", new Endpoint(read, exchange -> Ruling.granted(users(exchange))))
                .add("GET", "/v1/projects", new Endpoint(read, exchange -> Ruling.granted(projects(exchange))))
                .add("POST", "/v1/projects", new Endpoint(write, this::create))
                .add("DELETE", "/v1/projects/{id}", new Endpoint(write, this::remove));
    }

    /// What resources of an environment are called in storage.
    static String kind(String environment) {
        return "project " + environment;
    }

    private Answer users(Exchange exchange) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        if (GenericDialect.SANDBOX.equals(environment(exchange))) {
            for (String name : List.of("ada", "grace")) {
                data.add(Json.object().put("id", "user_test_" + name).put("email", name + "@sandbox.test"));
            }
        } else {
            core.accounts().byEmail(core.traits().adminEmail()).ifPresent(account -> data.add(user(account)));
        }
        return Answer.ok(body.put("environment", environment(exchange)));
    }

    private static ObjectNode user(Account account) {
        return Json.object().put("id", account.id()).put("email", account.email()).put("created_at",
                account.createdAt().toString());
    }

    private Answer projects(Exchange exchange) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        core.resources().list(kind(environment(exchange)), "", MOST).forEach(project -> data.add(json(project)));
        return Answer.ok(body.put("environment", environment(exchange)));
    }

    private Ruling<Answer> create(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> {
            String name = body.text("name", LONGEST_NAME);
            return body.finish(name::strip);
        }).map(name -> {
            Instant now = core.clock().instant().truncatedTo(ChronoUnit.MILLIS);
            Resource project = new Resource(core.newId("prj_"), kind(environment(exchange)), Optional.empty(), name,
                    "active", Map.of(), now, now);
            core.resources().save(project);
            return Answer.json(201, json(project));
        });
    }

    private Ruling<Answer> remove(Exchange exchange) {
        return core.resources().remove(kind(environment(exchange)), exchange.path("id"))
                ? Ruling.granted(Answer.noContent())
                : Ruling.denied(Denial.of(Reason.NOT_FOUND, "There is no project with this id."));
    }

    private static String environment(Exchange exchange) {
        return exchange.caller() instanceof Caller.KeyHolder(var key)
                ? key.facts().environment()
                : exchange.request().header(ENVIRONMENT).filter(GenericDialect.SANDBOX::equals)
                        .orElse(GenericDialect.PRODUCTION);
    }

    private static ObjectNode json(Resource project) {
        return Json.object().put("id", project.id()).put("name", project.name()).put("status", project.state())
                .put("created_at", project.createdAt().toString());
    }
}
