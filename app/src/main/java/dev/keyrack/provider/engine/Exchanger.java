package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.RequestLimit;
import dev.keyrack.provider.engine.Descriptor.ErrorKind;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Sends requests and reads answers: waits for rate limits, follows harmless redirects, refuses what is no JSON. Any
/// thread.
final class Exchanger implements AutoCloseable {
    private static final int MOST_TRIES = 4;
    private static final int MOST_REDIRECTS = 3;

    private final RequestWriter writer;
    private final ErrorReader errors;
    private final RateLimits rateLimits;
    private final AnswerReader reader;
    private final EngineLimits limits;
    private final InstantSource clock;
    private final Pause pause;
    private final Wire shared;

    Exchanger(RequestWriter writer, ErrorReader errors, RateLimits rateLimits, EngineLimits limits, InstantSource clock,
            Pause pause) {
        this.writer = writer;
        this.errors = errors;
        this.rateLimits = rateLimits;
        this.reader = new AnswerReader(limits.depth());
        this.limits = limits;
        this.clock = clock;
        this.pause = pause;
        this.shared = new Wire(limits, clock);
    }

    Optional<RequestLimit> limit() {
        return rateLimits.latest();
    }

    /// Sends `plan` until the provider has time for it, and gives whatever it then answers. The caller closes it.
    ///
    /// @throws CallFailed if there is no answer that can be read
    Reply exchange(Plan plan) throws CallFailed {
        for (int attempt = 1;; attempt++) {
            if (plan.metered()) {
                awaitWindow(plan);
            }
            Reply reply = once(plan);
            if (plan.metered()) {
                rateLimits.note(reply.raw().headers());
            }
            if (reply.status() == 407) {
                reply.close();
                throw new CallFailed(Wire.unreachable(Cause.PROXY, reply.raw().uri()));
            }
            boolean limited = errors.kind(plan.errors(), reply.status(), reply.tree())
                    .filter(kind -> kind == ErrorKind.RATE_LIMITED).isPresent();
            if (!limited) {
                return reply;
            }
            Duration wait = rateLimits.retryAfter(reply.raw().headers(), reply.tree());
            if (attempt == MOST_TRIES || wait.compareTo(limits.longestWait()) > 0) {
                return reply;
            }
            reply.close();
            sleep(wait, reply.raw().uri());
        }
    }

    /// An answer's failure, if it is one.
    ///
    /// @param subject the key that was asked for
    Reply require(Plan plan, Optional<Descriptor.Condition> success, Optional<String> subject, Reply reply)
            throws CallFailed {
        boolean accepted = success.isPresent()
                ? errors.holds(success.get(), reply.status(), reply.tree())
                        && (!success.get().status().isEmpty() || reply.status() < 300)
                : reply.status() < 300;
        if (accepted) {
            return reply;
        }
        try (reply) {
            throw new CallFailed(errors.failure(plan.errors(), reply, plan.slots().secrets(), subject,
                    rateLimits.retryAfter(reply.raw().headers(), reply.tree())));
        }
    }

    private void awaitWindow(Plan plan) throws CallFailed {
        Duration wait = rateLimits.pace();
        if (wait.isZero()) {
            return;
        }
        if (wait.compareTo(limits.longestWait()) > 0) {
            throw new CallFailed(new Failure.RateLimited(wait, new Call(plan.request().method(),
                    plan.request().path(), OptionalInt.empty(), "", clock.instant(), Duration.ZERO)));
        }
        sleep(wait, URI.create(writer.origin()));
    }

    private void sleep(Duration wait, URI uri) throws CallFailed {
        try {
            pause.sleep(wait);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CallFailed(Wire.unreachable(Cause.INTERRUPTED, uri));
        }
    }

    private Reply once(Plan plan) throws CallFailed {
        if (!plan.isolated()) {
            return once(plan, shared);
        }
        try (Wire own = new Wire(limits, clock)) { // its buffers would keep the secret until the next answer
            return once(plan, own);
        }
    }

    private Reply once(Plan plan, Wire wire) throws CallFailed {
        try (Outgoing outgoing = writer.write(plan)) {
            RawAnswer raw = wire.send(outgoing.http(), outgoing.shown(), plan.mostBytes());
            for (int redirects = 0; isRedirect(raw.status()); redirects++) {
                URI target = redirectTarget(raw, redirects, outgoing.shown());
                HttpRequest next = HttpRequest.newBuilder(outgoing.http(), (_, _) -> true).uri(target).build();
                raw = wire.send(next, new Wire.Shown("GET", target.getRawPath()), plan.mostBytes());
            }
            return read(plan, raw);
        }
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private URI redirectTarget(RawAnswer raw, int redirects, Wire.Shown shown) throws CallFailed {
        raw.wipe();
        URI target;
        try {
            target = raw.uri().resolve(raw.headers().firstValue("Location").orElse(""));
        } catch (IllegalArgumentException _) {
            throw new CallFailed(new Failure.BadAnswer(Flaw.UNEXPECTED, "a redirect to no address", raw.call()));
        }
        if (!isSameOrigin(target, raw.uri())) {
            throw new CallFailed(
                    new Failure.BadAnswer(Flaw.FOREIGN_REDIRECT, String.valueOf(target.getAuthority()), raw.call()));
        }
        if (!shown.method().equals("GET") || redirects >= MOST_REDIRECTS) {
            throw new CallFailed(new Failure.BadAnswer(Flaw.UNEXPECTED,
                    "redirect " + raw.status() + " of " + shown.method() + " to " + target.getRawPath(), raw.call()));
        }
        return target;
    }

    /// Whether two addresses have the same scheme, host and port.
    static boolean isSameOrigin(URI one, URI other) {
        return String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme())
                && String.valueOf(one.getRawAuthority()).equalsIgnoreCase(other.getRawAuthority());
    }

    private Reply read(Plan plan, RawAnswer raw) throws CallFailed {
        try {
            if (raw.body().length == 0) {
                return new Reply(raw, AnswerReader.Parsed.empty());
            }
            return new Reply(raw, reader.read(raw.body(), plan.keep(), plan.drop()));
        } catch (AnswerReader.Unreadable e) {
            if (raw.status() >= 300 || plan.lenient()) {
                return new Reply(raw, AnswerReader.Parsed.empty());
            }
            throw new CallFailed(e.isTooDeep()
                    ? new Failure.BadAnswer(Flaw.TOO_DEEP, "more than " + limits.depth() + " levels", raw.call())
                    : new Failure.BadAnswer(Flaw.NOT_JSON, contentType(raw), raw.call()));
        } finally {
            raw.wipe();
        }
    }

    private static String contentType(RawAnswer raw) {
        String type = raw.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        int end = type.indexOf(';');
        String bare = (end < 0 ? type : type.substring(0, end)).strip();
        return bare.matches("[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,60}") ? bare : "no content type";
    }

    @Override
    public void close() {
        shared.close();
    }
}
