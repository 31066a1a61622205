package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.core.Resource;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Request;
import dev.keyrack.authority.http.Router;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Databases and backups: small, so that scopes mean something.
final class CloudheedResources {
    private static final String DATABASE = "database";
    private static final String BACKUP = "backup";
    private static final Set<String> ENGINES = Set.of("postgres", "mysql", "redis");
    private static final String REGION = "[a-z0-9-]{2,30}";
    private static final int LONGEST_NAME = 63;

    private final Core core;

    CloudheedResources(Core core) {
        this.core = core;
    }

    void addTo(Router<Endpoint> router) {
        Access read = new Access.Scoped("databases:read");
        Access write = new Access.Scoped("databases:write");
        router.add("GET", "/v1/databases", new Endpoint(read, exchange -> list(exchange.request(), DATABASE)))
                .add("POST", "/v1/databases", new Endpoint(write, this::createDatabase))
                .add("GET", "/v1/databases/{id}", new Endpoint(read, this::showDatabase))
                .add("PATCH", "/v1/databases/{id}", new Endpoint(write, this::renameDatabase))
                .add("DELETE", "/v1/databases/{id}", new Endpoint(write, this::removeDatabase));
        Access readBackups = new Access.Scoped("backups:read");
        Access writeBackups = new Access.Scoped("backups:write");
        router.add("GET", "/v1/backups", new Endpoint(readBackups, exchange -> list(exchange.request(), BACKUP)))
                .add("POST", "/v1/backups", new Endpoint(writeBackups, this::createBackup))
                .add("POST", "/v1/backups/{id}/restore", new Endpoint(writeBackups, this::restoreBackup));
    }

    private Ruling<Answer> list(Request request, String kind) {
        return Paging.limit(request).map(limit -> {
            List<Resource> found = core.resources().list(kind, request.query("cursor").orElse(""), limit + 1);
            List<Resource> page = found.subList(0, Math.min(limit, found.size()));
            ObjectNode body = Json.object();
            ArrayNode data = body.putArray("data");
            page.forEach(resource -> data.add(json(resource)));
            return Answer.ok(body.put("next_cursor", found.size() > limit ? page.getLast().id() : null));
        });
    }

    private Ruling<Answer> createDatabase(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> {
            String name = body.text("name", LONGEST_NAME);
            String engine = body.optionalText("engine", LONGEST_NAME).orElse("postgres");
            if (!ENGINES.contains(engine)) {
                body.reject("engine", "\"engine\" has to be \"postgres\", \"mysql\" or \"redis\".");
            }
            String region = body.optionalText("region", LONGEST_NAME).orElse("eu-central");
            if (!region.matches(REGION)) {
                body.reject("region", "\"region\" has to be a word such as \"eu-central\".");
            }
            return body.finish(() -> {
                Map<String, String> details = new LinkedHashMap<>();
                details.put("engine", engine);
                details.put("region", region);
                return fresh(DATABASE, "db_", Optional.empty(), name.strip(), "running", details);
            });
        }).map(database -> saved(201, database));
    }

    private Ruling<Answer> showDatabase(Exchange exchange) {
        return find(DATABASE, exchange.path("id")).map(database -> Answer.ok(json(database)));
    }

    private Ruling<Answer> renameDatabase(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> {
            String name = body.text("name", LONGEST_NAME);
            return body.finish(name::strip);
        }).then(name -> find(DATABASE, exchange.path("id")).map(old -> saved(200, new Resource(old.id(), old.kind(),
                old.parentId(), name, old.state(), old.details(), old.createdAt(), now()))));
    }

    private Ruling<Answer> removeDatabase(Exchange exchange) {
        return core.resources().remove(DATABASE, exchange.path("id"))
                ? Ruling.granted(Answer.noContent())
                : Ruling.denied(missing(DATABASE));
    }

    private Ruling<Answer> createBackup(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> {
            String database = body.text("database_id", LONGEST_NAME);
            return body.finish(() -> database);
        }).then(id -> find(DATABASE, id)).map(database -> saved(201, fresh(BACKUP, "bak_", Optional.of(database.id()),
                database.name() + " " + now().truncatedTo(ChronoUnit.SECONDS), "completed", Map.of())));
    }

    private Ruling<Answer> restoreBackup(Exchange exchange) {
        return find(BACKUP, exchange.path("id")).map(old -> {
            Map<String, String> details = new LinkedHashMap<>(old.details());
            details.put("restored_at", now().toString());
            return saved(202, new Resource(old.id(), old.kind(), old.parentId(), old.name(), old.state(), details,
                    old.createdAt(), now()));
        });
    }

    private Resource fresh(String kind, String prefix, Optional<String> parent, String name, String state,
            Map<String, String> details) {
        return new Resource(core.newId(prefix), kind, parent, name, state, details, now(), now());
    }

    private Answer saved(int status, Resource resource) {
        core.resources().save(resource);
        return Answer.json(status, json(resource));
    }

    private Ruling<Resource> find(String kind, String id) {
        return core.resources().find(kind, id).map(Ruling::granted)
                .orElseGet(() -> Ruling.denied(missing(kind)));
    }

    private static Denial missing(String kind) {
        return Denial.of(Reason.NOT_FOUND, "There is no " + kind + " with this id.");
    }

    private static ObjectNode json(Resource resource) {
        ObjectNode body = Json.object().put("id", resource.id()).put("name", resource.name());
        resource.parentId().ifPresent(parent -> body.put("database_id", parent));
        body.put("status", resource.state());
        resource.details().forEach(body::put);
        return body.put("created_at", resource.createdAt().toString()).put("updated_at",
                resource.updatedAt().toString());
    }

    private Instant now() {
        return core.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
