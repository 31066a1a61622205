package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Auth;
import dev.keyrack.provider.engine.Descriptor.Condition;
import dev.keyrack.provider.engine.Descriptor.ErrorKind;
import dev.keyrack.provider.engine.Descriptor.Errors;
import dev.keyrack.provider.engine.Descriptor.Login;
import dev.keyrack.provider.engine.Descriptor.LoginStep;
import dev.keyrack.provider.engine.Descriptor.Request;
import dev.keyrack.provider.engine.Descriptor.SecondFactor;
import dev.keyrack.provider.engine.Descriptor.Send;
import dev.keyrack.provider.engine.Descriptor.Tokens;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A login in as many steps as the provider wants: with account and password, or with a ticket that a person approves in
/// the browser.
final class LoginWay implements WayIn {
    private final Auth auth;
    private final Engine engine;
    private final SessionStore store;

    LoginWay(Auth auth, Engine engine, SessionStore store) {
        this.auth = auth;
        this.engine = engine;
        this.store = store;
    }

    @Override
    public boolean needsPerson() {
        return login().then().stream().anyMatch(step -> !step.page().isEmpty());
    }

    @Override
    public boolean end(Session session) {
        return false;
    }

    @Override
    public Begun signIn(Optional<String> code) throws CallFailed {
        if (needsPerson() && !engine.attendant().isThere()) {
            throw new CallFailed(new Failure.SignInNeeded(engine.profile().name().value()));
        }
        Map<String, Secret> secrets = new LinkedHashMap<>();
        try (CookieJar jar = new CookieJar()) {
            if (!auth.credential().isEmpty()) {
                secrets.put("credential", store.credential());
            }
            for (String extra : store.extras()) {
                if (isUsed(extra)) {
                    secrets.put(extra, store.extra(extra));
                }
            }
            code.ifPresent(given -> secrets.put("code", Secret.wrap(given.getBytes(StandardCharsets.UTF_8))));
            return steps(secrets, jar);
        } finally {
            secrets.values().forEach(Secret::close);
        }
    }

    private boolean isUsed(String extra) {
        return Stream.concat(Stream.of(login().request()), login().then().stream().map(LoginStep::request))
                .anyMatch(request -> Uses.isIn(request, extra));
    }

    /// One request of a login.
    private record Step(Request request, Optional<Condition> success, Optional<SecondFactor> secondFactor,
            Tokens places, Optional<LoginStep> repeated) {
        static Step first(Login login) {
            return new Step(login.request(), login.success(), login.secondFactor(), login.session(), Optional.empty());
        }

        static Step of(LoginStep step, Login login) {
            return new Step(step.request(), step.success(), step.secondFactor(),
                    step.session().orElse(login.session()), Optional.of(step).filter(one -> !one.until().isEmpty()));
        }
    }

    /// What a step gave counts only where it was the last one: a half login's token is dead or may do nothing.
    private Begun steps(Map<String, Secret> secrets, CookieJar jar) throws CallFailed {
        Login login = login();
        Step step = Step.first(login);
        Map<String, Object> variables = new LinkedHashMap<>(engine.variables());
        boolean coded = secrets.containsKey("code");
        int done = 0;
        while (true) {
            Plan plan = plan(step.request(), secrets, variables, step.places(), jar);
            try (Reply reply = answer(step, plan)) {
                jar.note(reply.raw().headers());
                Optional<LoginStep> next = next(login, done, reply);
                requireCode(step.secondFactor(), reply, coded, next.isPresent());
                boolean told = next.filter(one -> !one.when().isEmpty()).isPresent();
                if (!told) {
                    require(plan, step, reply);
                }
                if (next.isEmpty()) {
                    return new Begun(session(reply, step.places(), Optional.empty(), jar),
                            engine.errors().said(reply, Errors.NONE, plan.slots().secrets()));
                }
                if (!coded && Uses.isIn(next.get().request(), "code")) {
                    throw new CallFailed(new Failure.SecondFactorNeeded(false));
                }
                handOn(reply, step.places(), secrets, variables);
                done = login.then().indexOf(next.get()) + 1;
                step = Step.of(next.get(), login);
            }
        }
    }

    private Reply answer(Step step, Plan plan) throws CallFailed {
        return step.repeated().isPresent()
                ? new Approval(engine, step.repeated().get()).await(plan)
                : engine.exchanger().exchange(plan);
    }

    /// Some say 200 to a wrong password as well; that is no mistake in the request.
    private void require(Plan plan, Step step, Reply reply) throws CallFailed {
        try {
            engine.exchanger().require(plan, step.success(), Optional.empty(), reply);
        } catch (CallFailed failed) {
            throw reply.status() < 300 && failed.failure() instanceof Failure.Rejected(var call)
                    ? new CallFailed(new Failure.SignInRefused(call))
                    : failed;
        }
    }

    private Optional<LoginStep> next(Login login, int done, Reply reply) {
        return login.then().stream().skip(done).filter(step -> step.when().isEmpty()
                || engine.errors().holds(new Condition(List.of(), step.when()), reply.status(), reply.tree()))
                .findFirst();
    }

    private void requireCode(Optional<SecondFactor> factor, Reply reply, boolean coded, boolean goesOn)
            throws CallFailed {
        if (factor.isEmpty()) {
            return;
        }
        boolean wrong = factor.get().wrong().isPresent()
                && engine.errors().holds(factor.get().wrong().get(), reply.status(), reply.tree());
        boolean asked = engine.errors().holds(factor.get().asked(), reply.status(), reply.tree());
        if (wrong || (asked && !(coded && goesOn))) {
            throw new CallFailed(new Failure.SecondFactorNeeded(wrong || coded));
        }
    }

    /// What the next step may use of this one's answer.
    private static void handOn(Reply reply, Tokens places, Map<String, Secret> secrets,
            Map<String, Object> variables) {
        Object tree = reply.tree();
        if (tree != null) {
            variables.put("before", tree);
        }
        token(reply, places).ifPresent(token -> {
            Secret earlier = secrets.put("token", token);
            if (earlier != null) {
                earlier.close();
            }
        });
    }

    @Override
    public Optional<Session> renew(Session old) throws CallFailed {
        if (auth.refresh().isEmpty() || (old.renewal().isEmpty() && old.cookies().isEmpty())) {
            return Optional.empty();
        }
        Descriptor.Refresh way = auth.refresh().get();
        Tokens places = way.session().orElse(login().session());
        Map<String, Secret> secrets = new LinkedHashMap<>();
        old.renewal().ifPresent(renewal -> secrets.put("refreshToken", renewal.copy()));
        try (CookieJar jar = old.cookies().map(CookieJar::of).orElseGet(CookieJar::new)) {
            Plan plan = plan(way.request(), secrets, engine.variables(), places, jar);
            try (Reply reply = engine.exchanger().exchange(plan)) {
                Optional<ErrorKind> refusal = engine.errors().kind(Errors.NONE, reply.status(), reply.tree());
                if (refusal.filter(LoginWay::isRefusal).isPresent()) {
                    return Optional.empty();
                }
                engine.exchanger().require(plan, Optional.empty(), Optional.empty(), reply);
                jar.note(reply.raw().headers());
                return Optional.of(session(reply, places, old.renewal(), jar));
            }
        } finally {
            secrets.values().forEach(Secret::close);
        }
    }

    private static boolean isRefusal(ErrorKind kind) {
        return kind != ErrorKind.RATE_LIMITED && kind != ErrorKind.SERVER_ERROR;
    }

    private Plan plan(Request request, Map<String, Secret> secrets, Map<String, Object> variables, Tokens places,
            CookieJar jar) {
        List<String> pointers = Stream.of(places.token(), places.refreshToken()).filter(text -> !text.isEmpty())
                .toList();
        SecretSlots slots = new SecretSlots();
        secrets.forEach(slots::with);
        List<Send> send = jar.header().map(header -> {
            Secret before = secrets.put("cookies", header); // closed with the others
            if (before != null) {
                before.close();
            }
            slots.with("cookies", header);
            return List.of(Credentials.COOKIES);
        }).orElse(List.of());
        return new Plan(request, send, variables, slots, Map.of(), Optional.empty(), Errors.NONE, pointers, List.of(),
                engine.limits().answerBytes(), true, false, false);
    }

    private Session session(Reply reply, Tokens places, Optional<Secret> renewal, CookieJar jar) throws CallFailed {
        Optional<Secret> cookies = places.cookies() ? jar.header() : Optional.empty();
        Optional<Secret> token = places.isCookiesAlone() ? cookies.map(Secret::copy) : token(reply, places);
        if (token.isEmpty()) {
            throw new CallFailed(new Failure.BadAnswer(Flaw.UNEXPECTED, "no " + places.what(), reply.raw().call()));
        }
        Optional<Secret> next = reply.parsed().take(places.refreshToken()).or(() -> renewal.map(Secret::copy));
        Instant now = engine.clock().instant();
        return new Session(token.get(), next, cookies, now, end(reply, places, now));
    }

    private static Optional<Secret> token(Reply reply, Tokens places) {
        Optional<Secret> token = places.tokenHeader().isEmpty()
                ? reply.parsed().take(places.token())
                : reply.raw().headers().firstValue(places.tokenHeader())
                        .map(text -> Secret.wrap(text.getBytes(StandardCharsets.UTF_8)));
        return token.filter(found -> found.length() > 0);
    }

    private Optional<Instant> end(Reply reply, Tokens places, Instant now) throws CallFailed {
        Optional<Long> seconds = Values.number(engine.mapping().value(places.expiresIn(), reply, Map.of()));
        if (seconds.isPresent()) {
            return Optional.of(now.plusSeconds(Math.clamp(seconds.get(), 0, 3_153_600_000L)));
        }
        try {
            return Values.instant(engine.mapping().value(places.expiresAt(), reply, Map.of()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private Login login() {
        return auth.login().orElseThrow(() -> new IllegalStateException("password sign-in without a login request"));
    }
}
