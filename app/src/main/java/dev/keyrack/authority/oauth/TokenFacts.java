package dev.keyrack.authority.oauth;

import dev.keyrack.authority.core.Account;
import dev.keyrack.authority.core.Client;
import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Grants;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Form;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Request;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `/oauth/revoke` (RFC 7009) and `/oauth/introspect` (RFC 7662). An application gets to know and to end what is its own.
final class TokenFacts {
    static final String REVOKE_PATH = "/oauth/revoke";
    static final String INTROSPECT_PATH = "/oauth/introspect";

    private record Asked(Client client, Optional<Grants.Known> known) {}

    private final Core core;
    private final ClientCheck clients;

    TokenFacts(Core core, ClientCheck clients) {
        this.core = core;
        this.clients = clients;
    }

    /// Ends the grant of a token. A token that does not work anyway is fine too.
    Answer revoke(Request request) {
        return answer(asked(request).then(asked -> {
            if (asked.known().isPresent() && !isOwn(asked)) {
                return Ruling.denied(Denial.of(Reason.TOKEN_INVALID, "The token was issued to another application."));
            }
            asked.known().ifPresent(known -> core.grants().end(known.grant().id()));
            return Ruling.granted(Answer.empty(200));
        }));
    }

    /// Says what a token is good for.
    Answer introspect(Request request) {
        return answer(asked(request).then(asked -> asked.client().isPublic()
                ? Ruling.denied(Denial.of(Reason.LOGIN_REFUSED, "Only an application with a secret can ask this."))
                : Ruling.granted(Answer.ok(asked.known().filter(_ -> isOwn(asked)).map(this::facts)
                        .orElseGet(() -> Json.object().put("active", false))))));
    }

    private Ruling<Asked> asked(Request request) {
        return Form.read(request).then(form -> clients.of(request, form)
                .then(client -> form.get("token")
                        .map(token -> Ruling.granted(new Asked(client, core.grants().know(token))))
                        .orElseGet(() -> Ruling.denied(Denial.invalid("token", "token is missing.")))));
    }

    private ObjectNode facts(Grants.Known known) {
        ObjectNode body = Json.object().put("active", true)
                .put("scope", String.join(" ", known.access().map(access -> access.scopes())
                        .orElse(known.grant().scopes())))
                .put("client_id", known.grant().clientId()).put("sub", known.grant().subject());
        known.grant().accountId().flatMap(core.accounts()::byId).map(Account::email)
                .ifPresent(email -> body.put("username", email));
        body.put("token_type", known.access().isPresent() ? "Bearer" : "refresh_token").put("exp",
                known.expiresAt().getEpochSecond());
        known.access().ifPresent(access -> body.put("iat", access.issuedAt().getEpochSecond()).put("jti",
                access.tokenId()));
        return body;
    }

    private static boolean isOwn(Asked asked) {
        return asked.known().filter(known -> known.grant().clientId().equals(asked.client().id())).isPresent();
    }

    private static Answer answer(Ruling<Answer> ruling) {
        return switch (ruling) {
            case Ruling.Granted<Answer>(var answer) -> answer;
            case Ruling.Denied<Answer>(var denial) -> OAuthErrors.of(denial);
        };
    }
}
