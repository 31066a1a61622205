package dev.keyrack.authority.oauth;

import dev.keyrack.authority.core.Account;
import dev.keyrack.authority.core.Client;
import dev.keyrack.authority.core.CodeStore;
import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Digest;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Form;
import dev.keyrack.authority.http.Request;
import dev.keyrack.shared.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `/oauth/authorize`: a person signs in and decides, and the application gets a code (RFC 6749 section 4.1).
final class AuthorizeEndpoint {
    static final String PATH = "/oauth/authorize";
    /// How long a code waits to be redeemed.
    static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final int LONGEST_STATE = 2_000;

    private final Core core;
    private final Scopes scopes;
    private final Pages pages;
    private final FormTickets<AuthorizationRequest> tickets;

    AuthorizeEndpoint(Core core, Scopes scopes, Pages pages) {
        this.core = core;
        this.scopes = scopes;
        this.pages = pages;
        this.tickets = new FormTickets<>(core.random(), core.clock());
    }

    /// The page.
    Answer show(Request request) {
        return switch (Form.ofQuery(request)) {
            case Ruling.Denied<Form>(var denial) -> stranger(denial.message());
            case Ruling.Granted<Form>(var query) -> switch (read(query)) {
                case AuthorizationRequest.Reading.Good(var good) -> ask(good, 200, Optional.empty());
                case AuthorizationRequest.Reading.Refused(var location) -> Answer.redirect(location);
                case AuthorizationRequest.Reading.Stranger(var message) -> stranger(message);
            };
        };
    }

    /// The form that the page sends.
    Answer decide(Request request) {
        Optional<Form> form = Forms.of(request);
        Optional<AuthorizationRequest> about = form.flatMap(sent -> tickets.take(request, sent));
        if (form.isEmpty() || about.isEmpty()) {
            return Forms.runOut(pages);
        }
        AuthorizationRequest asked = about.get();
        return switch (Person.of(core, form.get())) {
            case Person.Refuses() -> Answer.redirect(AuthorizationRequest.withError(asked.redirectUri(),
                    asked.state(), "access_denied", "The person did not allow it."));
            case Person.Unclear(var status, var message) -> ask(asked, status, Optional.of(message));
            case Person.Allows(var account) -> sendCode(asked, account);
        };
    }

    private Answer sendCode(AuthorizationRequest asked, Account account) {
        try (Secret code = Secrets.fresh(core)) {
            core.codes().addCode(Digest.of(code),
                    new CodeStore.Code(asked.client().id(), account.id(), asked.redirectUri(), asked.scopes(),
                            asked.challenge()),
                    core.clock().instant().plus(CODE_LIFE));
            return Answer.redirect(asked.withCode(code.reveal()));
        }
    }

    private Answer ask(AuthorizationRequest asked, int status, Optional<String> problem) {
        FormTickets.Ticket ticket = tickets.issue(asked);
        return ticket.on(pages.consent(status, PATH, new Pages.Question(asked.client().name(), asked.scopes(),
                Optional.of(asked.redirectUri()), ticket.id(), problem)));
    }

    private Answer stranger(String message) {
        return pages.message(400, "This request cannot be trusted", message);
    }

    private AuthorizationRequest.Reading read(Form query) {
        Optional<Client> client = query.get("client_id").flatMap(core.grants()::client);
        if (client.isEmpty()) {
            return new AuthorizationRequest.Reading.Stranger("No application with this client_id is registered here.");
        }
        Optional<String> uri = query.get("redirect_uri")
                .filter(asked -> RedirectUris.allows(client.get().redirects(), asked));
        if (uri.isEmpty()) {
            return new AuthorizationRequest.Reading.Stranger(
                    "The redirect_uri is missing, or it is none that this application registered.");
        }
        Optional<String> state = query.get("state").filter(text -> text.length() <= LONGEST_STATE);
        return switch (demands(query, client.get()).then(_ -> scopes.read(query.get("scope")))) {
            case Ruling.Granted<List<String>>(var wanted) -> new AuthorizationRequest.Reading.Good(
                    new AuthorizationRequest(client.get(), uri.get(), state, wanted, query.get("code_challenge")));
            case Ruling.Denied<List<String>>(var denial) -> new AuthorizationRequest.Reading.Refused(
                    AuthorizationRequest.withError(uri.get(), state, OAuthErrors.code(denial), denial.message()));
        };
    }

    private static Ruling<Client> demands(Form query, Client client) {
        Optional<String> challenge = query.get("code_challenge");
        boolean isS256 = query.get("code_challenge_method").filter(Pkce.METHOD::equals).isPresent();
        if (!"code".equals(query.get("response_type").orElse(""))) {
            return Ruling.denied(Denial.invalid("response_type", "The response_type has to be code."));
        }
        if (query.get("state").filter(text -> text.length() > LONGEST_STATE).isPresent()) {
            return Ruling.denied(Denial.invalid("state", "The state is longer than 2000 characters."));
        }
        if (challenge.isEmpty() && (client.isPublic() || query.get("code_challenge_method").isPresent())) {
            return Ruling.denied(Denial.invalid("code_challenge",
                    "This application has no secret, so it has to send a code_challenge."));
        }
        return challenge.isPresent() && !(isS256 && Pkce.isChallenge(challenge.get()))
                ? Ruling.denied(Denial.invalid("code_challenge_method",
                        "The code_challenge has to be made with S256."))
                : Ruling.granted(client);
    }
}
