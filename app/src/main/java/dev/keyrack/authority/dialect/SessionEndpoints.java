package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.core.Tokens;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Router;
import dev.keyrack.shared.secret.Secret;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// Login and refresh: `/login` with `email`, `password` and, where a second factor is on, `code`; `/refresh` with
/// `refresh_token`.
final class SessionEndpoints {
    /// Longest code of a second factor, with blanks and dashes.
    static final int LONGEST_CODE = 40;

    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_TEXT = 1_024;

    private record Login(String email, Secret given, Optional<String> code) {}

    private final Core core;
    private final UnaryOperator<ObjectNode> envelope;

    /// @param envelope puts an answer into the form that the system's answers have
    SessionEndpoints(Core core, UnaryOperator<ObjectNode> envelope) {
        this.core = core;
        this.envelope = envelope;
    }

    /// @param root path before `/login` and `/refresh`
    void addTo(Router<Endpoint> router, String root) {
        router.add("POST", root + "/login", new Endpoint(new Access.Open(), this::login)).add("POST",
                root + "/refresh", new Endpoint(new Access.Open(), this::refresh));
    }

    private Ruling<Answer> login(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> {
            String email = body.text("email", LONGEST_EMAIL);
            Secret given = body.secret("password", LONGEST_TEXT);
            Optional<String> code = body.optionalText("code", LONGEST_CODE);
            return body.finish(() -> new Login(email, given, code));
        }).then(this::signIn).map(this::handOver);
    }

    private Ruling<Tokens> signIn(Login login) {
        try (Secret given = login.given()) {
            return core.signIn().withPassword(login.email(), given, login.code());
        }
    }

    private Ruling<Answer> refresh(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> {
            String token = body.text("refresh_token", LONGEST_TEXT);
            return body.finish(() -> token);
        }).then(core.signIn()::withRefreshToken).map(this::handOver);
    }

    private Answer handOver(Tokens tokens) {
        try (tokens) {
            return Answer.ok(envelope.apply(Json.object().put("access_token", tokens.access().reveal())
                    .put("refresh_token", tokens.refresh().reveal()).put("token_type", "Bearer")
                    .put("expires_in", tokens.accessLife().toSeconds())));
        }
    }
}
