package dev.keyrack.authority.oauth;

import dev.keyrack.authority.core.Client;
import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Digest;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Basic;
import dev.keyrack.authority.http.Form;
import dev.keyrack.authority.http.Request;
import dev.keyrack.shared.secret.Secret;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;

/// Finds out which application sends a request (RFC 6749 section 2.3): by `Authorization: Basic`, or by `client_id` and
/// `client_secret` in the form; one without a secret says its id alone.
final class ClientCheck {
    private final Core core;

    ClientCheck(Core core) {
        this.core = core;
    }

    Ruling<Client> of(Request request, Form form) {
        Optional<Basic> basic = request.basic();
        if (request.header("authorization").isPresent() && basic.isEmpty()) {
            return unknown();
        }
        Optional<String> inForm = form.get("client_id");
        if (basic.isPresent()) {
            try (Secret given = basic.get().given()) {
                String id = basic.get().user();
                if (form.get("client_secret").isPresent() || inForm.filter(said -> !said.equals(id)).isPresent()) {
                    return Ruling.denied(Denial.invalid("client_secret",
                            "Send the client's id and secret either in the header or in the form, not in both."));
                }
                return check(id, given);
            }
        }
        if (inForm.isEmpty()) {
            return Ruling.denied(
                    Denial.of(Reason.LOGIN_REFUSED, "Say which application this is: \"client_id\" is missing."));
        }
        try (Secret given = form.secret("client_secret")) {
            return check(inForm.get(), given);
        }
    }

    private Ruling<Client> check(String id, Secret given) {
        Optional<Client> client = core.grants().client(id);
        String name = "client " + id;
        Optional<Duration> barred = core.throttle().barredFor(name);
        if (barred.isPresent()) {
            return Ruling.denied(Denial.wait(barred.get(), "Too many wrong client secrets. Wait a moment."));
        }
        if (client.isPresent() && isRight(client.get(), given)) {
            return Ruling.granted(client.get());
        }
        if (client.isPresent() && given.length() > 0) {
            core.throttle().failed(name);
        }
        return unknown();
    }

    private static boolean isRight(Client client, Secret given) {
        return client.digest()
                .map(expected -> MessageDigest.isEqual(expected.bytes(), Digest.of(given).bytes()))
                .orElseGet(() -> given.length() == 0);
    }

    private static Ruling<Client> unknown() {
        return Ruling.denied(Denial.of(Reason.LOGIN_REFUSED, "The application's id or secret is wrong."));
    }
}
