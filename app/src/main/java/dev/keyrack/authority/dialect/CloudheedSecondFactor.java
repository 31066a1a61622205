package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.core.SecondFactor;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Router;
import dev.keyrack.shared.secret.Secret;
import tools.jackson.databind.node.ObjectNode;

/// Two-factor authentication.
final class CloudheedSecondFactor {
    private final Core core;

    CloudheedSecondFactor(Core core) {
        this.core = core;
    }

    void addTo(Router<Endpoint> router) {
        router.add("POST", "/v1/auth/2fa/setup", new Endpoint(new Access.Members(), this::setUp))
                .add("POST", "/v1/auth/2fa/verify", new Endpoint(new Access.Members(), this::verify))
                .add("GET", "/v1/auth/2fa", new Endpoint(new Access.Members(), this::status))
                .add("DELETE", "/v1/auth/2fa", new Endpoint(new Access.Members(), this::disable));
    }

    /// The document's request has no body; whatever comes is not looked at.
    private Ruling<Answer> setUp(Exchange exchange) {
        return core.secondFactor().setUp(exchange.account()).map(setup -> {
            try (setup) {
                return Answer.ok(Json.object().put("secret", setup.base32().reveal()).put("qr_code_url",
                        setup.uri().reveal()));
            }
        });
    }

    private Ruling<Answer> verify(Exchange exchange) {
        return code(exchange).then(code -> core.secondFactor().verify(exchange.account(), code)).map(codes -> {
            ObjectNode body = Json.object().put("enabled", true);
            body.set("backup_codes", Json.texts(codes.stream().map(Secret::reveal).toList()));
            codes.forEach(Secret::close);
            return Answer.ok(body);
        });
    }

    private Ruling<Answer> status(Exchange exchange) {
        return Ruling.granted(Answer.ok(status(core.secondFactor().status(exchange.account()))));
    }

    private Ruling<Answer> disable(Exchange exchange) {
        return code(exchange).then(code -> core.secondFactor().disable(exchange.account(), code))
                .map(status -> Answer.ok(status(status)));
    }

    private static ObjectNode status(SecondFactor.Status status) {
        return Json.object().put("enabled", status.enabledAt().isPresent()).put("pending", status.staged())
                .put("backup_codes_left", status.backupCodesLeft())
                .put("enabled_at", Json.instant(status.enabledAt()));
    }

    private static Ruling<String> code(Exchange exchange) {
        return Json.read(exchange.request()).then(body -> {
            String code = body.text("code", SessionEndpoints.LONGEST_CODE);
            return body.finish(() -> code);
        });
    }
}
