package dev.keyrack.provider.engine;

import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.result.Failure.Unreachable.Detail;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;

/// Sends single requests over HTTP, within bounds of time and size. Follows no redirect by itself. Any thread.
final class Wire implements AutoCloseable {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final EngineLimits limits;
    private final InstantSource clock;
    private final Proxies proxies;
    private final HttpClient client;

    Wire(EngineLimits limits, InstantSource clock, Route route) {
        this.limits = limits;
        this.clock = clock;
        this.proxies = route.proxies();
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(limits.connect()).proxy(proxies)
                .sslParameters(new SSLParameters(null, PROTOCOLS));
        route.tls().ifPresent(builder::sslContext);
        client = builder.build();
    }

    /// Sends `request`.
    ///
    /// @param shown     method and path as they may be shown
    /// @param mostBytes largest answer that is read
    /// @throws CallFailed if no answer came, or one that is too large or too slow
    RawAnswer send(HttpRequest request, Shown shown, long mostBytes) throws CallFailed {
        Instant at = clock.instant();
        long start = System.nanoTime();
        Proxies.Way way = proxies.way(request.uri());
        if (way instanceof Proxies.Way.Unusable(var what)) {
            throw new CallFailed(new Failure.Unreachable(Cause.PROXY, host(request.uri()), Detail.PROXY_KIND, what,
                    Optional.of(unanswered(shown, at, start))));
        }
        AtomicInteger status = new AtomicInteger();
        CompletableFuture<HttpResponse<byte[]>> pending = client.sendAsync(complete(request, way), info -> {
            status.set(info.statusCode());
            return new BoundedBody(mostBytes);
        });
        try {
            HttpResponse<byte[]> response = pending.get(limits.request().toMillis(), TimeUnit.MILLISECONDS);
            Call call = new Call(shown.method(), shown.path(), OptionalInt.of(response.statusCode()), "", at,
                    since(start));
            if (response.statusCode() == 407) {
                throw new CallFailed(new Failure.Unreachable(Cause.PROXY, host(request.uri()), Detail.PROXY_SIGN_IN,
                        via(way), Optional.of(call)));
            }
            return new RawAnswer(response.statusCode(), response.headers(), response.body(), request.uri(), call);
        } catch (TimeoutException _) {
            pending.cancel(true);
            Call call = unanswered(shown, at, start);
            throw new CallFailed(status.get() > 0
                    ? new Failure.BadAnswer(Flaw.TOO_SLOW, limits.request().toSeconds() + " s", call)
                    : unreachable(Cause.TIMEOUT, request.uri()).with(call));
        } catch (InterruptedException _) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new CallFailed(unreachable(Cause.INTERRUPTED, request.uri()).with(unanswered(shown, at, start)));
        } catch (ExecutionException e) {
            throw new CallFailed(new WireProblem(host(request.uri()), via(way), unanswered(shown, at, start),
                    status.get() > 0, mostBytes).of(e.getCause()));
        }
    }

    /// The request with what this side of the wire adds.
    private static HttpRequest complete(HttpRequest request, Proxies.Way way) {
        HttpRequest.Builder more = HttpRequest.newBuilder(request, (_, _) -> true).setHeader("Accept-Encoding",
                "identity");
        if (way instanceof Proxies.Way.Through through) {
            through.authorization().ifPresent(value -> more.setHeader("Proxy-Authorization", value));
        }
        return more.build();
    }

    private static String via(Proxies.Way way) {
        return way instanceof Proxies.Way.Through through ? through.shown() : "";
    }

    /// Method and path, fit for showing.
    record Shown(String method, String path) {
    }

    private static Call unanswered(Shown shown, Instant at, long start) {
        return new Call(shown.method(), shown.path(), OptionalInt.empty(), "", at, since(start));
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    static Failure.Unreachable unreachable(Cause cause, URI uri) {
        return new Failure.Unreachable(cause, host(uri));
    }

    private static String host(URI uri) {
        return String.valueOf(uri.getAuthority());
    }

    /// Ends all connections; what is under way fails. Their buffers may hold the last answer and go with them.
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
