package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.core.Resource;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Fields;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Router;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the permissions open: small, so that each means something. Only the list of projects is the document's. No mail
/// is sent and no webhook is called; what was asked for is kept and listed.
final class MigmaResources {
    private static final int LONGEST = 200;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern URL = Pattern.compile("https?://[^\\s]+");

    /// A kind of thing.
    ///
    /// @param name   as storage knows it
    /// @param plural as lists and paths name it
    /// @param label  the member that holds its name
    private record Kind(String name, String plural, String label) {}

    private static final Kind PROJECT = new Kind("project", "projects", "name");
    private static final Kind SUBSCRIBER = new Kind("subscriber", "subscribers", "email");
    private static final Kind TAG = new Kind("tag", "tags", "name");
    private static final Kind SEGMENT = new Kind("segment", "segments", "name");
    private static final Kind TEMPLATE = new Kind("template", "templates", "name");
    private static final Kind EMAIL_SENT = new Kind("email", "emails", "subject");
    private static final Kind WEBHOOK = new Kind("webhook", "webhooks", "url");

    private final Core core;

    MigmaResources(Core core) {
        this.core = core;
    }

    void addTo(Router<Endpoint> router) {
        router.add("GET", "/v1/projects", list(new Access.AnyKey(), PROJECT));
        Access read = new Access.Scoped("audience:read");
        Access write = new Access.Scoped("audience:write");
        for (Kind kind : List.of(SUBSCRIBER, TAG, SEGMENT)) {
            String all = "/v1/" + kind.plural();
            router.add("GET", all, list(read, kind)).add("POST", all, create(write, kind))
                    .add("PATCH", all + "/{id}", change(write, kind)).add("DELETE", all + "/{id}", remove(write, kind));
        }
        router.add("GET", "/v1/templates", list(new Access.Scoped("template:read"), TEMPLATE))
                .add("GET", "/v1/templates/{id}", show(new Access.Scoped("template:read"), TEMPLATE))
                .add("GET", "/v1/emails/templates", list(new Access.Scoped("email:read"), TEMPLATE))
                .add("GET", "/v1/emails", list(new Access.Scoped("email:read"), EMAIL_SENT))
                .add("POST", "/v1/emails", new Endpoint(new Access.Scoped("email:send"), this::send));
        Access readHooks = new Access.Scoped("webhook:read");
        Access writeHooks = new Access.Scoped("webhook:write");
        router.add("GET", "/v1/webhooks", list(readHooks, WEBHOOK))
                .add("GET", "/v1/webhooks/{id}", show(readHooks, WEBHOOK))
                .add("POST", "/v1/webhooks", create(writeHooks, WEBHOOK))
                .add("PATCH", "/v1/webhooks/{id}", change(writeHooks, WEBHOOK))
                .add("DELETE", "/v1/webhooks/{id}", remove(writeHooks, WEBHOOK));
    }

    private Endpoint list(Access access, Kind kind) {
        return new Endpoint(access, exchange -> Paging.limit(exchange.request()).map(limit -> {
            List<Resource> found = core.resources().list(kind.name(), exchange.request().query("cursor").orElse(""),
                    limit + 1);
            List<Resource> page = found.subList(0, Math.min(limit, found.size()));
            ObjectNode data = Json.object();
            ArrayNode items = data.putArray(kind.plural());
            page.forEach(resource -> items.add(json(kind, resource)));
            data.put("total", core.resources().count(kind.name()));
            if (found.size() > limit) {
                data.put("nextCursor", page.getLast().id());
            }
            return Answer.ok(MigmaAnswers.wrapped(data));
        }));
    }

    private Endpoint show(Access access, Kind kind) {
        return new Endpoint(access, exchange -> find(kind, exchange.path("id")).map(found -> answer(200, kind, found)));
    }

    private Endpoint create(Access access, Kind kind) {
        return new Endpoint(access, exchange -> Json.read(exchange.request()).then(body -> label(kind, body))
                .map(label -> saved(201, kind, fresh(kind, label, "active", Map.of()))));
    }

    private Endpoint change(Access access, Kind kind) {
        return new Endpoint(access, exchange -> Json.read(exchange.request()).then(body -> label(kind, body))
                .then(label -> find(kind, exchange.path("id")).map(old -> saved(200, kind, new Resource(old.id(),
                        old.kind(), old.parentId(), label, old.state(), old.details(), old.createdAt(), now())))));
    }

    private Endpoint remove(Access access, Kind kind) {
        return new Endpoint(access, exchange -> {
            String id = exchange.path("id");
            return core.resources().remove(kind.name(), id)
                    ? Ruling.granted(Answer.ok(MigmaAnswers.wrapped(Json.object().put("id", id))))
                    : Ruling.denied(missing(kind));
        });
    }

    /// Keeps what was asked for; the state says that nothing left the machine.
    private Ruling<Answer> send(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> {
            String template = body.text("templateId", LONGEST);
            String to = email(body, "to");
            String subject = body.optionalText("subject", LONGEST).orElse("");
            return body.finish(() -> new String[]{template, to, subject});
        }).then(wish -> find(TEMPLATE, wish[0]).map(template -> {
            Map<String, String> details = new LinkedHashMap<>();
            details.put("to", wish[1]);
            details.put("templateId", template.id());
            return saved(202, EMAIL_SENT,
                    fresh(EMAIL_SENT, wish[2].isEmpty() ? template.name() : wish[2], "recorded", details));
        }));
    }

    private static Ruling<String> label(Kind kind, Fields body) {
        String label = kind.equals(SUBSCRIBER) ? email(body, kind.label()) : body.text(kind.label(), LONGEST);
        if (kind.equals(WEBHOOK) && !URL.matcher(label).matches()) {
            body.reject(kind.label(), "\"url\" has to be a URL such as \"https://example.com/hook\".");
        }
        return body.finish(label::strip);
    }

    private static String email(Fields body, String member) {
        String address = body.text(member, LONGEST);
        if (!EMAIL.matcher(address).matches()) {
            body.reject(member, "\"" + member + "\" has to be an e-mail address.");
        }
        return address;
    }

    private Resource fresh(Kind kind, String label, String state, Map<String, String> details) {
        return new Resource(core.newId(""), kind.name(), Optional.empty(), label, state, details, now(), now());
    }

    private Answer saved(int status, Kind kind, Resource resource) {
        core.resources().save(resource);
        return answer(status, kind, resource);
    }

    private static Answer answer(int status, Kind kind, Resource resource) {
        return Answer.json(status, MigmaAnswers.wrapped(json(kind, resource)));
    }

    private Ruling<Resource> find(Kind kind, String id) {
        return core.resources().find(kind.name(), id).map(Ruling::granted)
                .orElseGet(() -> Ruling.denied(missing(kind)));
    }

    private static Denial missing(Kind kind) {
        return Denial.of(Reason.NOT_FOUND, "There is no " + kind.name() + " with this id.");
    }

    private static ObjectNode json(Kind kind, Resource resource) {
        ObjectNode body = Json.object().put("id", resource.id()).put(kind.label(), resource.name()).put("status",
                resource.state());
        resource.details().forEach(body::put);
        return body.put("createdAt", resource.createdAt().toString()).put("updatedAt", resource.updatedAt().toString());
    }

    private Instant now() {
        return core.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
