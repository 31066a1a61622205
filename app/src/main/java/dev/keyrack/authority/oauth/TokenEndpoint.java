package dev.keyrack.authority.oauth;

import dev.keyrack.authority.core.Client;
import dev.keyrack.authority.core.CodeStore;
import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Digest;
import dev.keyrack.authority.core.Grant;
import dev.keyrack.authority.core.Grants;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Form;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Request;
import java.util.List;
import java.util.Optional;

/// `/oauth/token`: tokens for a code, a refresh token, an application of its own, or a device (RFC 6749 sections 4.1.3,
/// 4.4 and 6, RFC 8628 section 3.4).
final class TokenEndpoint {
    static final String PATH = "/oauth/token";
    static final String CODE = "authorization_code";
    static final String REFRESH = "refresh_token";
    static final String CREDENTIALS = "client_credentials";

    private final Core core;
    private final Scopes scopes;
    private final ClientCheck clients;

    TokenEndpoint(Core core, Scopes scopes, ClientCheck clients) {
        this.core = core;
        this.scopes = scopes;
        this.clients = clients;
    }

    Answer give(Request request) {
        Ruling<Answer> ruling = Form.read(request).then(form -> clients.of(request, form)
                .then(client -> mayUse(client, form).then(type -> give(type, client, form))));
        return switch (ruling) {
            case Ruling.Granted<Answer>(var answer) -> answer;
            case Ruling.Denied<Answer>(var denial) -> OAuthErrors.of(denial);
        };
    }

    private static Ruling<String> mayUse(Client client, Form form) {
        Optional<String> type = form.get("grant_type");
        if (type.isEmpty()) {
            return missing("grant_type");
        }
        if (!List.of(CODE, REFRESH, CREDENTIALS, DeviceEndpoint.GRANT_TYPE).contains(type.get())) {
            return Ruling.denied(Denial.invalid("grant_type", "This grant type is not offered here."));
        }
        return client.grants().contains(type.get())
                ? Ruling.granted(type.get())
                : Ruling.denied(Denial.of(Reason.MEMBER_NEEDED, "This application may not use this grant type."));
    }

    private Ruling<Answer> give(String type, Client client, Form form) {
        return switch (type) {
            case CODE -> redeem(client, form);
            case REFRESH -> refresh(client, form);
            case CREDENTIALS -> scopes.read(form.get("scope")).map(wanted -> handOver(core.grants().open(
                    new Grant(core.grants().newId(), client.id(), Optional.empty(), wanted), false)));
            default -> poll(client, form);
        };
    }

    private Ruling<Answer> redeem(Client client, Form form) {
        Optional<String> code = form.get("code");
        if (code.isEmpty()) {
            return missing("code");
        }
        String grantId = core.grants().newId();
        return switch (core.codes().redeem(Digest.ofText(code.get()), client.id(), grantId, core.clock().instant())) {
            case CodeStore.Redemption.Unknown() -> refused(
                    "The code was not issued to this application, or has run out. Ask for a new one.");
            case CodeStore.Redemption.Reused() -> refused(
                    "The code was used before. To be safe, the tokens that came from it were revoked.");
            case CodeStore.Redemption.Redeemed(var known) -> redeem(known, grantId, form);
        };
    }

    private Ruling<Answer> redeem(CodeStore.Code code, String grantId, Form form) {
        if (form.get("redirect_uri").filter(code.redirectUri()::equals).isEmpty()) {
            return refused("The redirect_uri is not the one that the code was sent to. The code is used up.");
        }
        if (!Pkce.fits(code.challenge(), form.get("code_verifier"))) {
            return refused("The code_verifier does not belong to the code_challenge. The code is used up.");
        }
        return open(grantId, code.clientId(), code.accountId(), code.scopes());
    }

    private Ruling<Answer> refresh(Client client, Form form) {
        Optional<String> token = form.get("refresh_token");
        if (token.isEmpty()) {
            return missing("refresh_token");
        }
        Ruling<Optional<List<String>>> wanted = form.get("scope").isEmpty()
                ? Ruling.granted(Optional.empty())
                : scopes.read(form.get("scope")).map(Optional::of);
        return wanted.then(narrowed -> core.grants().refresh(client, token.get(), narrowed))
                .map(TokenEndpoint::handOver);
    }

    private Ruling<Answer> poll(Client client, Form form) {
        Optional<String> code = form.get("device_code");
        if (code.isEmpty()) {
            return missing("device_code");
        }
        return switch (core.codes().poll(Digest.ofText(code.get()), client.id(), core.clock().instant())) {
            case CodeStore.Poll.Allowed(var device, var accountId) ->
                open(core.grants().newId(), device.clientId(), accountId, device.scopes());
            case CodeStore.Poll.Pending() -> waiting("authorization_pending", "Nobody has decided yet.");
            case CodeStore.Poll.TooFast() -> waiting("slow_down", "Wait five seconds longer between two questions.");
            case CodeStore.Poll.Refused() -> waiting("access_denied", "The person did not allow it.");
            case CodeStore.Poll.Expired() -> waiting("expired_token", "Nobody decided in time. Begin again.");
            case CodeStore.Poll.Unknown() -> refused("The device code was not issued to this application.");
        };
    }

    private Ruling<Answer> open(String grantId, String clientId, String accountId, List<String> wanted) {
        return Ruling.granted(handOver(
                core.grants().open(new Grant(grantId, clientId, Optional.of(accountId), wanted), true)));
    }

    private static Answer handOver(Grants.Issued issued) {
        try (issued) {
            var body = Json.object().put("access_token", issued.access().reveal()).put("token_type", "Bearer")
                    .put("expires_in", Grants.ACCESS_LIFE.toSeconds());
            issued.refresh().ifPresent(token -> body.put("refresh_token", token.reveal()));
            return Answer.ok(body.put("scope", String.join(" ", issued.scopes()))).with("Pragma", "no-cache");
        }
    }

    private static Ruling<Answer> waiting(String code, String description) {
        return Ruling.granted(OAuthErrors.error(400, code, description));
    }

    private static Ruling<Answer> refused(String message) {
        return Ruling.denied(Denial.of(Reason.TOKEN_INVALID, message));
    }

    private static <T> Ruling<T> missing(String name) {
        return Ruling.denied(Denial.invalid(name.equals("grant_type") ? "" : name, name + " is missing."));
    }
}
