package dev.keyrack.authority.oauth;

import dev.keyrack.authority.core.Client;
import dev.keyrack.authority.core.CodeStore;
import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Digest;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Form;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Request;
import dev.keyrack.shared.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Sign-in for devices without a browser (RFC 8628): the device shows a code, and a person types it here.
final class DeviceEndpoint {
    static final String PATH = "/oauth/device";
    static final String CODE_PATH = PATH + "/code";
    static final String CONSENT_PATH = PATH + "/consent";
    static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";
    /// How long a device waits for a person.
    static final Duration LIFE = Duration.ofMinutes(10);
    /// How long a device waits between two questions, in seconds.
    static final int INTERVAL_SECONDS = 5;
    /// No vowels, so no words; nothing that is misread (RFC 8628 section 6.1). Eight of 20 are 34 bits.
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final int LONGEST_TYPED = 40;
    private static final String GUESSES = "device codes";

    /// What the second form is about.
    private record Asked(Digest userCode, CodeStore.Device device) {}

    private final Core core;
    private final Scopes scopes;
    private final Pages pages;
    private final ClientCheck clients;
    private final FormTickets<String> codeForms;
    private final FormTickets<Asked> consentForms;

    DeviceEndpoint(Core core, Scopes scopes, Pages pages, ClientCheck clients) {
        this.core = core;
        this.scopes = scopes;
        this.pages = pages;
        this.clients = clients;
        this.codeForms = new FormTickets<>(core.random(), core.clock());
        this.consentForms = new FormTickets<>(core.random(), core.clock());
    }

    /// A device begins.
    Answer begin(Request request) {
        Ruling<Answer> ruling = Form.read(request).then(form -> clients.of(request, form)
                .then(client -> client.grants().contains(GRANT_TYPE)
                        ? scopes.read(form.get("scope")).map(wanted -> begin(request, client, wanted))
                        : Ruling.denied(Denial.of(Reason.MEMBER_NEEDED,
                                "This application may not use the device code."))));
        return switch (ruling) {
            case Ruling.Granted<Answer>(var answer) -> answer;
            case Ruling.Denied<Answer>(var denial) -> OAuthErrors.of(denial);
        };
    }

    /// The page where a person types the code.
    Answer show(Request request) {
        String typed = request.query("user_code").filter(code -> code.length() <= LONGEST_TYPED).orElse("");
        return askCode(200, typed, Optional.empty());
    }

    /// The form with the code.
    Answer code(Request request) {
        Optional<Form> form = Forms.of(request);
        if (form.flatMap(sent -> codeForms.take(request, sent)).isEmpty()) {
            return Forms.runOut(pages);
        }
        String typed = form.flatMap(sent -> sent.get("user_code")).orElse("");
        if (core.throttle().barredFor(GUESSES).isPresent()) {
            return askCode(429, typed, Optional.of("Too many wrong codes. Wait a minute, then try again."));
        }
        Digest digest = Digest.ofText(plain(typed));
        Optional<CodeStore.Device> device = core.codes().undecided(digest, core.clock().instant());
        if (device.isEmpty()) {
            core.throttle().failed(GUESSES);
            return askCode(404, typed, Optional.of("No device waits with this code. It may have run out."));
        }
        return askConsent(new Asked(digest, device.get()), 200, Optional.empty());
    }

    /// The form with the decision.
    Answer consent(Request request) {
        Optional<Form> form = Forms.of(request);
        Optional<Asked> about = form.flatMap(sent -> consentForms.take(request, sent));
        if (form.isEmpty() || about.isEmpty()) {
            return Forms.runOut(pages);
        }
        return switch (Person.of(core, form.get())) {
            case Person.Unclear(var status, var message) -> askConsent(about.get(), status, Optional.of(message));
            case Person.Refuses() -> decide(about.get(), Optional.empty(), "Access denied",
                    "The device gets nothing. You can close this page.");
            case Person.Allows(var account) -> decide(about.get(), Optional.of(account.id()), "Device connected",
                    "The device goes on by itself. You can close this page.");
        };
    }

    private Answer begin(Request request, Client client, List<String> wanted) {
        String userCode = core.random().ints(LENGTH, 0, ALPHABET.length()).mapToObj(ALPHABET::charAt)
                .map(String::valueOf).collect(Collectors.joining());
        String shown = userCode.substring(0, LENGTH / 2) + "-" + userCode.substring(LENGTH / 2);
        String page = Addresses.base(request) + PATH;
        try (Secret deviceCode = Secrets.fresh(core)) {
            core.codes().addDevice(Digest.of(deviceCode), Digest.ofText(userCode),
                    new CodeStore.Device(client.id(), wanted), core.clock().instant().plus(LIFE), INTERVAL_SECONDS);
            return Answer.ok(Json.object().put("device_code", deviceCode.reveal()).put("user_code", shown)
                    .put("verification_uri", page).put("verification_uri_complete", page + "?user_code=" + shown)
                    .put("expires_in", LIFE.toSeconds()).put("interval", INTERVAL_SECONDS));
        }
    }

    private Answer decide(Asked asked, Optional<String> accountId, String title, String text) {
        return core.codes().decide(asked.userCode(), accountId, core.clock().instant())
                ? pages.message(200, title, text)
                : pages.message(409, "Too late", "This was decided before, or the code has run out.");
    }

    private Answer askCode(int status, String typed, Optional<String> problem) {
        FormTickets.Ticket ticket = codeForms.issue("");
        return ticket.on(pages.deviceCode(status, CODE_PATH, ticket.id(), typed, problem));
    }

    private Answer askConsent(Asked asked, int status, Optional<String> problem) {
        String name = core.grants().client(asked.device().clientId()).map(Client::name).orElse("");
        FormTickets.Ticket ticket = consentForms.issue(asked);
        return ticket.on(pages.consent(status, CONSENT_PATH,
                new Pages.Question(name, asked.device().scopes(), Optional.empty(), ticket.id(), problem)));
    }

    /// The code as it was made, however a person writes it.
    private static String plain(String typed) {
        return typed.toUpperCase(Locale.ROOT).replace("-", "").replace(" ", "");
    }
}
