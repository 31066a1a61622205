package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.RequestLimit;
import dev.keyrack.provider.engine.Descriptor.ErrorKind;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.result.Failure.Unreachable.Detail;
import dev.keyrack.shared.secret.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/// Sends requests and reads answers: waits for rate limits, follows harmless redirects, refuses what is no JSON. Any
/// thread.
final class Exchanger implements AutoCloseable {
    private static final int MOST_TRIES = 4;
    private static final int MOST_REDIRECTS = 3;
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

    private final RequestWriter writer;
    private final ErrorReader errors;
    private final RateLimits rateLimits;
    private final RequestQueue queue;
    private final Waits waits;
    private final AnswerReader reader;
    private final EngineLimits limits;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Route route;
    private final Wire shared;

    /// @param writing builds requests
    /// @param pacing  knows the provider's limit
    Exchanger(RequestWriter writing, ErrorReader errors, Pacing pacing, EngineLimits limits, InstantSource clock,
            Route route) {
        this.writer = writing;
        this.errors = errors;
        this.rateLimits = pacing.rateLimits();
        this.queue = pacing.queue();
        this.waits = pacing.waits();
        this.random = pacing.random();
        this.reader = new AnswerReader(limits.depth());
        this.limits = limits;
        this.clock = clock;
        this.route = route;
        this.shared = new Wire(limits, clock, route);
    }

    /// How a profile's requests keep to the provider's limit.
    ///
    /// @param rateLimits reads it from answers
    /// @param queue      lets requests out
    /// @param waits      for what the queue does not count, such as signing in
    /// @param random     scatters attempts where the provider names no time
    record Pacing(RateLimits rateLimits, RequestQueue queue, Waits waits, RandomGenerator random) {
    }

    Optional<RequestLimit> limit() {
        return queue.latest();
    }

    /// Sends `plan` until the provider has time for it, and gives whatever it then answers. The caller closes it.
    ///
    /// @throws CallFailed if there is no answer that can be read
    Reply exchange(Plan plan) throws CallFailed {
        for (int attempt = 1;; attempt++) {
            Reply reply = plan.metered() ? queued(plan) : once(plan);
            Optional<Duration> wait = repeatedAfter(plan, reply, attempt);
            if (wait.isEmpty()) {
                return reply;
            }
            if (plan.metered()) {
                queue.refused(wait.get());
            }
            if (attempt == MOST_TRIES || wait.get().compareTo(limits.longestWait()) > 0) {
                return reply;
            }
            reply.close();
            if (!plan.metered()) {
                sleep(wait.get(), reply.raw());
            }
        }
    }

    private Reply queued(Plan plan) throws CallFailed {
        String ticket = queue.enter(new Call(plan.request().method(), writer.shownPath(plan), OptionalInt.empty(), "",
                clock.instant(), Duration.ZERO));
        boolean counted = true;
        try {
            Reply reply = once(plan);
            queue.answered(ticket, rateLimits.read(reply.raw().headers()));
            ticket = "";
            return reply;
        } catch (CallFailed failed) {
            counted = mayHaveArrived(failed.failure());
            throw failed;
        } finally {
            if (!ticket.isEmpty()) {
                queue.lost(ticket, counted);
            }
        }
    }

    private static boolean mayHaveArrived(Failure failure) {
        return !(failure instanceof Failure.Unreachable gone && switch (gone.cause()) {
            case DNS, TLS, PROXY -> true;
            case CONNECT -> gone.detail() != Detail.CLOSED;
            case TIMEOUT, INTERRUPTED -> false;
        });
    }

    /// How long to wait before the same is asked again: after a refusal for haste, which changed nothing, and where a
    /// reading request met a provider that asks for a moment's patience.
    private Optional<Duration> repeatedAfter(Plan plan, Reply reply, int attempt) {
        Optional<Duration> asked = rateLimits.asked(reply.raw().headers(), reply.tree());
        boolean limited = errors.kind(plan.errors(), reply.status(), reply.tree())
                .filter(kind -> kind == ErrorKind.RATE_LIMITED).isPresent();
        if (limited) {
            return Optional.of(asked.orElseGet(() -> backoff(attempt)));
        }
        boolean patience = reply.status() == 503 && plan.request().method().equals("GET")
                && reply.raw().headers().firstValue("Retry-After").isPresent();
        return patience && attempt < MOST_TRIES ? asked : Optional.empty();
    }

    private Duration backoff(int attempt) {
        long most = FIRST_BACKOFF.toMillis() << attempt;
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2));
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

    private void sleep(Duration wait, RawAnswer answer) throws CallFailed {
        try {
            waits.until(clock.instant().plus(wait), answer.uri(), answer.call(), () -> {
            });
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Waits.givenUp(answer.uri(), answer.call());
        }
    }

    private Reply once(Plan plan) throws CallFailed {
        if (!plan.isolated()) {
            return once(plan, shared);
        }
        try (Wire own = new Wire(limits, clock, route)) { // its buffers would keep the secret until the next answer
            return once(plan, own);
        }
    }

    private Reply once(Plan plan, Wire wire) throws CallFailed {
        try (Outgoing outgoing = writer.write(plan)) {
            RawAnswer raw = wire.send(outgoing.http(), outgoing.shown(), plan.mostBytes());
            for (int redirects = 0; isRedirect(raw.status()); redirects++) {
                URI target = redirectTarget(raw, redirects, outgoing.shown(), plan);
                HttpRequest next = HttpRequest.newBuilder(outgoing.http(), (_, _) -> true).uri(target).build();
                raw = wire.send(next, new Wire.Shown("GET", shown(target, plan)), plan.mostBytes());
            }
            return read(plan, raw);
        }
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private URI redirectTarget(RawAnswer raw, int redirects, Wire.Shown shown, Plan plan) throws CallFailed {
        raw.wipe();
        URI target;
        try {
            target = raw.uri().resolve(raw.headers().firstValue("Location").orElse(""));
        } catch (IllegalArgumentException _) {
            throw new CallFailed(new Failure.BadAnswer(Flaw.UNEXPECTED, "a redirect to no address", raw.call()));
        }
        if (!isSameOrigin(target, raw.uri())) {
            throw new CallFailed(
                    new Failure.BadAnswer(Flaw.FOREIGN_REDIRECT, host(target), raw.call()));
        }
        if (!shown.method().equals("GET") || redirects >= MOST_REDIRECTS) {
            throw new CallFailed(new Failure.BadAnswer(Flaw.UNEXPECTED,
                    "redirect " + raw.status() + " of " + shown.method() + " to " + shown(target, plan), raw.call()));
        }
        return target;
    }

    /// The path, with what was sent as a secret masked, however it is encoded. Where a secret was in the path before and
    /// is not found in the new one, nobody knows what is.
    private String shown(URI target, Plan plan) {
        String path = String.valueOf(target.getRawPath());
        String masked = path;
        String open = String.valueOf(target.getPath());
        for (Secret secret : plan.slots().secrets()) {
            String value = secret.reveal();
            masked = value.isEmpty() ? masked : masked.replace(Template.encode(value), "***").replace(value, "***");
            open = value.isEmpty() ? open : open.replace(value, "***");
        }
        boolean isHeld = writer.shownPath(plan).contains("***") && masked.equals(path);
        return isHeld || (open.contains("***") && masked.equals(path)) ? "/***" : masked;
    }

    /// Host and port, without what may stand before them.
    private static String host(URI target) {
        String authority = String.valueOf(target.getRawAuthority());
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    /// Whether two addresses have the same scheme, host and port.
    static boolean isSameOrigin(URI one, URI other) {
        return String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme())
                && String.valueOf(one.getRawAuthority()).equalsIgnoreCase(other.getRawAuthority());
    }

    private Reply read(Plan plan, RawAnswer raw) throws CallFailed {
        boolean bodyMatters = raw.status() < 300 && !plan.lenient();
        try {
            if (raw.body().length == 0) {
                return new Reply(raw, AnswerReader.Parsed.empty());
            }
            Optional<String> encoding = raw.headers().firstValue("Content-Encoding")
                    .filter(word -> !word.isBlank() && !word.strip().equalsIgnoreCase("identity"));
            if (encoding.isEmpty()) {
                return new Reply(raw, reader.read(raw.body(), plan.keep(), plan.drop()));
            }
            if (bodyMatters) { // what it would unpack to is nobody's promise
                throw new CallFailed(new Failure.BadAnswer(Flaw.ENCODED, word(encoding.get()), raw.call()));
            }
            return new Reply(raw, AnswerReader.Parsed.empty());
        } catch (AnswerReader.Unreadable e) {
            if (!bodyMatters) {
                return new Reply(raw, AnswerReader.Parsed.empty());
            }
            throw new CallFailed(switch (e.flaw()) {
                case DEEP -> new Failure.BadAnswer(Flaw.TOO_DEEP, "more than " + limits.depth() + " levels",
                        raw.call());
                case TWICE -> new Failure.BadAnswer(Flaw.UNEXPECTED, "a member comes twice in one object",
                        raw.call());
                case BROKEN -> new Failure.BadAnswer(Flaw.NOT_JSON, whatItIs(raw), raw.call());
            });
        } finally {
            raw.wipe();
        }
    }

    private static String word(String encoding) {
        String bare = encoding.strip().toLowerCase(Locale.ROOT);
        return bare.matches("[a-z0-9-]{1,20}") ? bare : "unknown";
    }

    /// Some send a page and call it JSON.
    private static String whatItIs(RawAnswer raw) {
        String type = contentType(raw);
        for (byte each : raw.body()) {
            if (each > ' ' || each < 0) {
                return each == '<' && !type.contains("html") ? "a web page, called " + type : type;
            }
        }
        return type;
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
