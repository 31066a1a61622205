package dev.keyrack.authority.dialect;

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
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Files, connections and migrations: small, so that operations mean something. `GET /v1/files` is the document's, the
/// rest is beyond it. Nothing is moved anywhere: a migration runs until somebody cancels it.
final class MigrateCloudsResources {
    private static final String FILE = "file";
    private static final String CONNECTION = "connection";
    private static final String MIGRATION = "migration";
    private static final Set<String> SERVICES = Set.of("s3", "azure_blob", "google_drive", "dropbox", "sharepoint");
    private static final int LONGEST_NAME = 255;

    private final Core core;

    MigrateCloudsResources(Core core) {
        this.core = core;
    }

    void addTo(Router<Endpoint> router) {
        router.add("GET", "/v1/files", needs("files:read", exchange -> list(exchange, FILE)))
                .add("POST", "/v1/files", needs("files:write", this::addFile))
                .add("PATCH", "/v1/files/{id}", needs("files:write", this::renameFile))
                .add("DELETE", "/v1/files/{id}", needs("files:delete", exchange -> remove(exchange, FILE)))
                .add("GET", "/v1/connections", needs("connections:read", exchange -> list(exchange, CONNECTION)))
                .add("POST", "/v1/connections", needs("connections:write", this::connect))
                .add("DELETE", "/v1/connections/{id}",
                        needs("connections:write", exchange -> remove(exchange, CONNECTION)))
                .add("GET", "/v1/migrations", needs("migrations:read", exchange -> list(exchange, MIGRATION)))
                .add("POST", "/v1/migrations", needs("migrations:run", this::start))
                .add("POST", "/v1/migrations/{id}/cancel", needs("migrations:run", this::cancel));
    }

    private static Endpoint needs(String operation, Endpoint.Action action) {
        return new Endpoint(new Access.Scoped(operation), action);
    }

    private Ruling<Answer> list(Exchange exchange, String kind) {
        return Paging.limit(exchange.request()).map(limit -> {
            String cursor = exchange.request().query("cursor").orElse("");
            List<Resource> found = core.resources().list(kind, cursor, limit + 1);
            List<Resource> page = found.subList(0, Math.min(limit, found.size()));
            ObjectNode body = Json.object();
            ArrayNode rows = body.putArray(kind + "s");
            page.forEach(resource -> rows.add(json(resource)));
            boolean more = found.size() > limit;
            body.putObject("pagination").put("has_more", more).put("next_cursor", more ? page.getLast().id() : null);
            return Answer.ok(body);
        });
    }

    private Ruling<Answer> addFile(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> {
            String name = body.text("name", LONGEST_NAME);
            return body.finish(() -> fresh(FILE, "fil_", Optional.empty(), name.strip(), "stored", Map.of()));
        }).map(file -> saved(201, file));
    }

    private Ruling<Answer> renameFile(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> {
            String name = body.text("name", LONGEST_NAME);
            return body.finish(name::strip);
        }).then(name -> find(FILE, exchange.path("id")).map(old -> saved(200, new Resource(old.id(), old.kind(),
                old.parentId(), name, old.state(), old.details(), old.createdAt(), now()))));
    }

    private Ruling<Answer> connect(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> {
            String name = body.text("name", LONGEST_NAME);
            String service = body.text("service", LONGEST_NAME);
            if (!SERVICES.contains(service)) {
                body.reject("service", "\"service\" has to be one of "
                        + String.join(", ", SERVICES.stream().sorted().toList()) + ".");
            }
            return body.finish(() -> fresh(CONNECTION, "con_", Optional.empty(), name.strip(), "connected",
                    Map.of("service", service)));
        }).map(connection -> saved(201, connection));
    }

    private Ruling<Answer> start(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> {
            String name = body.text("name", LONGEST_NAME);
            String source = body.text("source_id", LONGEST_NAME);
            String target = body.text("target_id", LONGEST_NAME);
            return body.finish(() -> fresh(MIGRATION, "mig_", Optional.empty(), name.strip(), "running",
                    Map.of("source_id", source, "target_id", target)));
        }).then(wanted -> find(CONNECTION, wanted.details().getOrDefault("source_id", ""))
                .then(_ -> find(CONNECTION, wanted.details().getOrDefault("target_id", "")))
                .map(_ -> saved(201, wanted)));
    }

    private Ruling<Answer> cancel(Exchange exchange) {
        return find(MIGRATION, exchange.path("id")).map(old -> saved(200, new Resource(old.id(), old.kind(),
                old.parentId(), old.name(), "cancelled", old.details(), old.createdAt(), now())));
    }

    private Ruling<Answer> remove(Exchange exchange, String kind) {
        return core.resources().remove(kind, exchange.path("id"))
                ? Ruling.granted(Answer.noContent())
                : Ruling.denied(missing(kind));
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
        return core.resources().find(kind, id).map(Ruling::granted).orElseGet(() -> Ruling.denied(missing(kind)));
    }

    private static Denial missing(String kind) {
        return Denial.of(Reason.NOT_FOUND, "There is no " + kind + " with this id.");
    }

    private static ObjectNode json(Resource resource) {
        ObjectNode body = Json.object().put("id", resource.id()).put("name", resource.name()).put("status",
                resource.state());
        resource.details().forEach(body::put);
        return body.put("created_at", resource.createdAt().toString()).put("updated_at",
                resource.updatedAt().toString());
    }

    private Instant now() {
        return core.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
