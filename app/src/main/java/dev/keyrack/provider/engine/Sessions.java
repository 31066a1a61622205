package dev.keyrack.provider.engine;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.engine.Descriptor.Auth;
import dev.keyrack.provider.engine.Descriptor.ErrorKind;
import dev.keyrack.provider.engine.Descriptor.Errors;
import dev.keyrack.provider.engine.Descriptor.Login;
import dev.keyrack.provider.engine.Descriptor.Request;
import dev.keyrack.provider.engine.Descriptor.SecondFactor;
import dev.keyrack.provider.engine.Descriptor.Tokens;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Signs a profile in with account and password, and renews what that gave: before it runs out, when it is refused,
/// and by one at a time. Any thread.
final class Sessions implements AutoCloseable {
    private final Auth auth;
    private final Profile profile;
    private final Map<String, Object> variables;
    private final SessionStore store;
    private final ProfileLock lock;
    private final Exchanger exchanger;
    private final ErrorReader errors;
    private final Mapping mapping;
    private final EngineLimits limits;
    private final InstantSource clock;
    private @Nullable Session held;

    Sessions(Auth auth, Profile profile, Engine engine, SessionStore store, ProfileLock lock) {
        this.auth = auth;
        this.profile = profile;
        this.variables = engine.variables();
        this.store = store;
        this.lock = lock;
        this.exchanger = engine.exchanger();
        this.errors = engine.errors();
        this.mapping = engine.mapping();
        this.limits = engine.limits();
        this.clock = engine.clock();
    }

    /// The way in which the profile signs in.
    Auth auth() {
        return auth;
    }

    /// A token that is good for a request; the caller closes it.
    Secret token() throws CallFailed {
        synchronized (this) {
            if (held != null && held.isFresh(clock.instant())) {
                return held.token().copy();
            }
        }
        return locked(() -> {
            Optional<Session> stored = store.load();
            return stored.isPresent() && stored.get().isFresh(clock.instant())
                    ? hold(stored.get())
                    : hold(renewed(stored));
        });
    }

    /// A token other than `refused`, which the provider did not take; the caller closes it.
    Secret tokenAfter(Secret refused) throws CallFailed {
        return locked(() -> {
            Optional<Session> stored = store.load();
            boolean othersRenewed = stored.isPresent() && stored.get().isFresh(clock.instant())
                    && !stored.get().token().sameAs(refused);
            return othersRenewed ? hold(stored.orElseThrow()) : hold(renewed(stored));
        });
    }

    /// Signs in afresh.
    Call signIn(Optional<String> code) throws CallFailed {
        SignedIn done = locked(() -> {
            SignedIn fresh = logIn(code);
            hold(fresh.session()).close();
            return fresh;
        });
        return done.call();
    }

    private record SignedIn(Session session, Call call) {
    }

    private interface Step<T> {
        T run() throws CallFailed;
    }

    private <T> T locked(Step<T> step) throws CallFailed {
        try (ProfileLock.Held _ = lock.acquire(profile.name())) {
            return step.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CallFailed(Wire.unreachable(Cause.INTERRUPTED, profile.baseUrl()));
        }
    }

    private synchronized Secret hold(Session session) {
        if (held != null) {
            held.close(); // always another one: each is read or made anew
        }
        held = session;
        return session.token().copy();
    }

    private Session renewed(Optional<Session> stored) throws CallFailed {
        try (Session old = stored.orElse(null)) {
            Optional<Secret> renewal = old == null || auth.refresh().isEmpty() ? Optional.empty() : old.renewal();
            Optional<Session> fresh = renewal.isPresent() ? refresh(renewal.get()) : Optional.empty();
            if (fresh.isPresent()) {
                return fresh.get();
            }
        }
        return logIn(Optional.empty()).session();
    }

    /// @return empty if the provider does not take the refresh token any more
    private Optional<Session> refresh(Secret renewal) throws CallFailed {
        Descriptor.Refresh way = auth.refresh().orElseThrow();
        Login login = login();
        Tokens places = way.session().orElse(login.session());
        Plan plan = plan(way.request(), new SecretSlots().with("refreshToken", renewal), places);
        try (Reply reply = exchanger.exchange(plan)) {
            Optional<ErrorKind> refusal = errors.kind(Errors.NONE, reply.status(), reply.tree());
            if (refusal.isPresent() && isRefusal(refusal.get())) {
                return Optional.empty();
            }
            exchanger.require(plan, Optional.empty(), Optional.empty(), reply);
            Session fresh = session(reply, places, Optional.of(renewal));
            keep(fresh);
            return Optional.of(fresh);
        }
    }

    private static boolean isRefusal(ErrorKind kind) {
        return switch (kind) {
            case UNAUTHORIZED, FORBIDDEN, REJECTED, NOT_FOUND, SECOND_FACTOR, WRONG_CODE, UNSUPPORTED -> true;
            case RATE_LIMITED, SERVER_ERROR -> false;
        };
    }

    private SignedIn logIn(Optional<String> code) throws CallFailed {
        Login login = login();
        try (Secret credential = store.credential();
                Secret given = Secret.wrap(code.orElse("").getBytes(StandardCharsets.UTF_8))) {
            SecretSlots slots = new SecretSlots().with("credential", credential);
            if (code.isPresent()) {
                slots.with("code", given);
            }
            Plan plan = plan(login.request(), slots, login.session());
            try (Reply reply = exchanger.exchange(plan)) {
                requireNoCode(login.secondFactor(), reply, code.isPresent());
                exchanger.require(plan, login.success(), Optional.empty(), reply);
                Session fresh = session(reply, login.session(), Optional.empty());
                keep(fresh);
                return new SignedIn(fresh, errors.said(reply, Errors.NONE, plan.slots().secrets()));
            }
        }
    }

    private void requireNoCode(Optional<SecondFactor> factor, Reply reply, boolean codeGiven) throws CallFailed {
        if (factor.isEmpty()) {
            return;
        }
        boolean wrong = factor.get().wrong().isPresent()
                && errors.holds(factor.get().wrong().get(), reply.status(), reply.tree());
        if (wrong || errors.holds(factor.get().asked(), reply.status(), reply.tree())) {
            throw new CallFailed(new Failure.SecondFactorNeeded(wrong || codeGiven));
        }
    }

    private Plan plan(Request request, SecretSlots slots, Tokens places) {
        List<String> pointers = Stream.of(places.token(), places.refreshToken()).filter(text -> !text.isEmpty())
                .toList();
        return new Plan(request, List.of(), variables, slots, Map.of(), Optional.empty(), Errors.NONE, pointers,
                List.of(), limits.answerBytes(), true, false, false);
    }

    private Session session(Reply reply, Tokens places, Optional<Secret> renewal) throws CallFailed {
        Secret token = places.tokenHeader().isEmpty()
                ? reply.parsed().take(places.token()).orElse(null)
                : reply.raw().headers().firstValue(places.tokenHeader())
                        .map(text -> Secret.wrap(text.getBytes(StandardCharsets.UTF_8))).orElse(null);
        if (token == null || token.length() == 0) {
            throw new CallFailed(new Failure.BadAnswer(Flaw.UNEXPECTED, "no token at "
                    + (places.token().isEmpty() ? places.tokenHeader() : places.token()), reply.raw().call()));
        }
        Optional<Secret> next = reply.parsed().take(places.refreshToken()).or(() -> renewal.map(Secret::copy));
        Instant now = clock.instant();
        return new Session(token, next, now, end(reply, places, now));
    }

    private Optional<Instant> end(Reply reply, Tokens places, Instant now) throws CallFailed {
        Optional<Long> seconds = Values.number(mapping.value(places.expiresIn(), reply, Map.of()));
        if (seconds.isPresent()) {
            return Optional.of(now.plusSeconds(Math.clamp(seconds.get(), 0, 3_153_600_000L)));
        }
        try {
            return Values.instant(mapping.value(places.expiresAt(), reply, Map.of()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The old refresh token is dead now, so the new one must be there before anything else happens.
    private void keep(Session fresh) throws CallFailed {
        try {
            store.store(fresh);
        } catch (CallFailed failed) {
            fresh.close();
            throw failed;
        }
    }

    private Login login() {
        return auth.login().orElseThrow(() -> new IllegalStateException("password sign-in without a login request"));
    }

    /// Wipes the session that is held in memory; the keychain's stays.
    @Override
    public synchronized void close() {
        if (held != null) {
            held.close();
            held = null;
        }
    }
}
