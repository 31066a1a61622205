package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Auth;
import dev.keyrack.provider.engine.Descriptor.AuthKind;
import dev.keyrack.provider.engine.Descriptor.Condition;
import dev.keyrack.provider.engine.Descriptor.ExtraCredential;
import dev.keyrack.provider.engine.Descriptor.Login;
import dev.keyrack.provider.engine.Descriptor.LoginStep;
import dev.keyrack.provider.engine.Descriptor.OAuth;
import dev.keyrack.provider.engine.Descriptor.OAuthGrant;
import dev.keyrack.provider.engine.Descriptor.SecondFactor;
import dev.keyrack.provider.engine.Descriptor.Tokens;
import dev.keyrack.provider.engine.Finding.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Checks the ways of signing in: that secrets have names of their own, that sessions can be found in answers, and
/// that nothing is sent where no credential may go.
final class SignInCheck {
    private static final Set<String> PROFILE = Set.of("param", "environment", "account");
    private static final Set<String> TAKEN = Set.of("param", "environment", "account", "credential", "code", "token",
            "refreshToken", "cookies", "before", "uuid", "now", "value", "id", "name", "scopes", "preset", "expiry",
            "never", "enabled", "cursor", "page", "offset", "bucket", "from", "to", "authorization", "form");

    private final Descriptor descriptor;
    private final ReferenceCheck references;
    private final List<Finding> findings;

    SignInCheck(Descriptor descriptor, ReferenceCheck references, List<Finding> findings) {
        this.descriptor = descriptor;
        this.references = references;
        this.findings = findings;
    }

    void run() {
        descriptor.signIn().stream().filter(name -> !descriptor.auth().containsKey(name))
                .forEach(name -> findings.add(new Finding(Severity.ERROR, "/signIn",
                        "there is no auth called " + name,
                        ReferenceCheck.oneOf("", name, descriptor.auth().keySet()), Optional.empty())));
        descriptor.auth().forEach((name, auth) -> auth("/auth/" + Finding.escape(name), auth));
    }

    private void auth(String place, Auth auth) {
        for (int i = 0; i < auth.more().size(); i++) {
            if (TAKEN.contains(auth.more().get(i).name())) {
                error(place + "/more/" + i + "/name", "another variable is called like this");
            }
        }
        for (int i = 0; i < auth.parameters().size(); i++) {
            String wanted = auth.parameters().get(i);
            if (descriptor.parameters().stream().noneMatch(parameter -> parameter.name().equals(wanted))) {
                error(place + "/parameters/" + i, "there is no parameter of this name");
            }
        }
        Set<String> sent = with(auth, "credential", "uuid");
        if (auth.hasSession()) {
            sent.add("token");
        }
        references.sends(place + "/send", auth.send(), sent);
        auth.login().ifPresent(login -> login(place + "/login", auth, login));
        auth.refresh().ifPresent(refresh -> {
            references.request(place + "/refresh/request", refresh.request(), with(auth, "refreshToken", "uuid"));
            refresh.session().ifPresent(session -> tokens(place + "/refresh/session", session));
        });
        auth.oauth().ifPresent(oauth -> oauth(place + "/oauth", oauth));
        boolean asksPerson = auth.login().stream().flatMap(login -> login.then().stream())
                .anyMatch(step -> !step.page().isEmpty());
        if (auth.kind() == AuthKind.TICKET && !asksPerson) {
            error(place + "/login", "no step has a page that a person approves the ticket at");
        }
    }

    private void login(String place, Auth auth, Login login) {
        references.request(place + "/request", login.request(), with(auth, "credential", "code", "uuid"));
        login.success().ifPresent(condition -> condition(place + "/success", condition));
        login.secondFactor().ifPresent(factor -> secondFactor(place + "/secondFactor", factor));
        tokens(place + "/session", login.session());
        if (auth.send().isEmpty() && !login.session().cookies()) {
            error(place, "the auth does not say under send how the token is sent");
        }
        for (int i = 0; i < login.then().size(); i++) {
            LoginStep step = login.then().get(i);
            String here = place + "/then/" + i;
            references.request(here + "/request", step.request(),
                    with(auth, "credential", "code", "uuid", "token", "before"));
            references.expression(here + "/when", step.when(), Set.of("status"));
            references.expression(here + "/until", step.until(), Set.of("status"));
            references.template(here + "/page", step.page(), with(auth, "before"));
            if (step.page().isEmpty() != step.until().isEmpty()) {
                error(here, "page and until go together: what a person approves, and how it shows that they did");
            }
            step.success().ifPresent(condition -> condition(here + "/success", condition));
            step.secondFactor().ifPresent(factor -> secondFactor(here + "/secondFactor", factor));
            step.session().ifPresent(session -> tokens(here + "/session", session));
        }
    }

    private void secondFactor(String place, SecondFactor factor) {
        condition(place + "/asked", factor.asked());
        factor.wrong().ifPresent(wrong -> condition(place + "/wrong", wrong));
    }

    private void condition(String place, Condition condition) {
        references.expression(place + "/when", condition.when(), Set.of("status"));
    }

    private void tokens(String place, Tokens tokens) {
        references.expression(place + "/expiresIn", tokens.expiresIn(), PROFILE);
        references.expression(place + "/expiresAt", tokens.expiresAt(), PROFILE);
        if (tokens.token().isEmpty() && tokens.tokenHeader().isEmpty() && !tokens.cookies()) {
            error(place, "a session has a token, a tokenHeader or cookies");
        }
    }

    private void oauth(String place, OAuth oauth) {
        endpoint(place + "/tokenUrl", oauth.tokenUrl());
        endpoint(place + "/revokeUrl", oauth.revokeUrl());
        endpoint(place + "/issuer", oauth.issuer());
        endpoint(place + "/authorizeUrl", oauth.authorizeUrl());
        endpoint(place + "/deviceUrl", oauth.deviceUrl());
        references.template(place + "/clientId", oauth.clientId(), PROFILE);
        oauth.extra().forEach((name, value) -> references.template(place + "/extra/" + Finding.escape(name), value,
                PROFILE));
        if (oauth.grant() == OAuthGrant.AUTHORIZATION_CODE && oauth.authorizeUrl().isEmpty()) {
            error(place, "the member authorizeUrl is missing");
        }
        if (oauth.grant() == OAuthGrant.DEVICE_CODE && oauth.deviceUrl().isEmpty()) {
            error(place, "the member deviceUrl is missing");
        }
    }

    /// A path of the profile's address, or a whole address of its own.
    private void endpoint(String place, String template) {
        if (template.isEmpty()) {
            return;
        }
        references.template(place, template, PROFILE);
        if (!template.startsWith("/") && !template.startsWith("{")) {
            Addresses.problem(template.replaceAll("\\{[^}]*}", "x")).ifPresent(problem -> error(place, problem));
        }
    }

    /// What a request of `auth` can use: the profile, its own further secrets and those of the ways to sign in.
    private Set<String> with(Auth auth, String... more) {
        Set<String> all = new HashSet<>(PROFILE);
        all.addAll(List.of(more));
        auth.more().stream().map(ExtraCredential::name).forEach(all::add);
        descriptor.signIn().stream().map(descriptor.auth()::get).filter(Objects::nonNull)
                .flatMap(way -> way.more().stream()).map(ExtraCredential::name).forEach(all::add);
        return all;
    }

    private void error(String pointer, String problem) {
        findings.add(new Finding(Severity.ERROR, pointer, problem, Optional.empty()));
    }
}
