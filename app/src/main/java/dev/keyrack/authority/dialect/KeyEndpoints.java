package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
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
import java.util.stream.Collectors;

/// Creating, listing, reading, changing and revoking keys, and their usage, in the words of any system.
final class KeyEndpoints {
    private static final int LONGEST_NAME = 100;

    private final Core core;
    private final KeyWords words;
    private final ScopeList scopes;
    private final Expiries expiries;

    KeyEndpoints(Core core, KeyWords words) {
        this.core = core;
        this.words = words;
        this.scopes = new ScopeList(core.traits().scopes());
        this.expiries = new Expiries(words.names().expiresIn(), words.names().expiresAt());
    }

    /// @param access who may manage keys
    void addTo(Router<Endpoint> router, Access access) {
        String all = words.path();
        String one = all + "/{id}";
        router.add("POST", all, new Endpoint(access, this::create)).add("GET", all, new Endpoint(access, this::list))
                .add("GET", one, new Endpoint(access, this::show)).add("PATCH", one, new Endpoint(access, this::change))
                .add("DELETE", one, new Endpoint(access, this::revoke))
                .add("GET", one + "/usage", new Endpoint(access, new KeyUsage(core, words)::show));
    }

    private Ruling<Answer> create(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> wanted(exchange, body)).map(wanted -> {
            KeyIssued issued = core.keys().create(wanted);
            try (var value = issued.value()) {
                return words.one(201, words.facts(issued.key()).put(words.valueMember(), value.reveal()))
                        .with("Location", words.path() + "/" + issued.key().facts().id());
            }
        });
    }

    private Ruling<KeyRequest> wanted(Exchange exchange, Fields body) {
        String name = body.text("name", LONGEST_NAME);
        String member = words.names().scopes();
        Optional<List<String>> wanted = scopes.read(body, member);
        if (wanted.isEmpty()) {
            body.reject(member, "\"" + member + "\" is missing. " + scopes.available());
        }
        Optional<KeyPatch.Expiry> expiry = expiries.read(body, core.clock().instant());
        String environment = body.optionalText("environment", LONGEST_NAME)
                .orElse(core.traits().defaultEnvironment());
        if (!core.traits().prefixes().containsKey(environment)) {
            body.reject("environment", "\"environment\" has to be " + core.traits().prefixes().keySet().stream()
                    .map(word -> "\"" + word + "\"").collect(Collectors.joining(" or ")) + ".");
        }
        return body.finish(() -> new KeyRequest(name.strip(), wanted.orElse(List.of()), environment,
                expiry.flatMap(KeyPatch.Expiry::at), exchange.creator()));
    }

    private Ruling<Answer> list(Exchange exchange) {
        return Paging.limit(exchange.request()).then(limit -> KeyFilter.read(exchange.request())
                .then(query -> place(exchange).map(after -> page(core.keys().list(query, after, limit)))));
    }

    private static Ruling<Optional<KeyPlace>> place(Exchange exchange) {
        Optional<String> cursor = exchange.request().query("cursor");
        Optional<KeyPlace> place = cursor.flatMap(KeyPlace::fromCursor);
        return cursor.isPresent() && place.isEmpty() ? Ruling.denied(Paging.badCursor()) : Ruling.granted(place);
    }

    private Answer page(KeyPage page) {
        return words.page(page.keys().stream().map(words::facts).toList(), page.next().map(KeyPlace::cursor));
    }

    private Ruling<Answer> show(Exchange exchange) {
        return core.keys().find(exchange.path("id")).map(key -> Ruling.granted(words.one(200, words.facts(key))))
                .orElseGet(() -> Ruling.denied(noSuchKey()));
    }

    private Ruling<Answer> change(Exchange exchange) {
        return Json.read(exchange.request()).then(this::patch)
                .then(patch -> core.keys().change(exchange.path("id"), patch)
                        .map(key -> Ruling.granted(words.one(200, words.facts(key))))
                        .orElseGet(() -> Ruling.denied(noSuchKey())));
    }

    private Ruling<KeyPatch> patch(Fields body) {
        Optional<String> name = body.has("name")
                ? Optional.of(body.text("name", LONGEST_NAME).strip())
                : Optional.empty();
        KeyPatch patch = new KeyPatch(name, scopes.read(body, words.names().scopes()), body.flag("enabled"),
                expiries.read(body, core.clock().instant()));
        return body.finish(() -> patch).then(read -> read.isEmpty()
                ? Ruling.denied(Denial.of(Reason.INVALID,
                        "Nothing to change. Send \"name\", \"" + words.names().scopes() + "\", \"enabled\", \""
                                + words.names().expiresIn() + "\" or \"" + words.names().expiresAt() + "\"."))
                : Ruling.granted(read));
    }

    private Ruling<Answer> revoke(Exchange exchange) {
        String id = exchange.path("id");
        return core.keys().revoke(id) ? Ruling.granted(words.revoked(id)) : Ruling.denied(noSuchKey());
    }

    static Denial noSuchKey() {
        return Denial.of(Reason.NOT_FOUND, "There is no API key with this id. It may have been deleted.");
    }
}
