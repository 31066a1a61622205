package dev.keyrack.provider.engine;

import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Sends single requests over HTTP, within bounds of time and size. Follows no redirect by itself. Any thread.
final class Wire implements AutoCloseable {
    private final EngineLimits limits;
    private final InstantSource clock;
    private final HttpClient client;

    Wire(EngineLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(limits.connect());
        ProxySelector proxies = ProxySelector.getDefault();
        client = (proxies == null ? builder : builder.proxy(proxies)).build();
    }

    /// Sends `request`.
    ///
    /// @param shown     method and path as they may be shown
    /// @param mostBytes largest answer that is read
    /// @throws CallFailed if no answer came, or one that is too large or too slow
    RawAnswer send(HttpRequest request, Shown shown, long mostBytes) throws CallFailed {
        var at = clock.instant();
        long start = System.nanoTime();
        AtomicBoolean answered = new AtomicBoolean();
        CompletableFuture<HttpResponse<byte[]>> pending = client.sendAsync(request, info -> {
            answered.set(true);
            return new BoundedBody(mostBytes);
        });
        int status = 0;
        try {
            HttpResponse<byte[]> response = pending.get(limits.request().toMillis(), TimeUnit.MILLISECONDS);
            status = response.statusCode();
            return new RawAnswer(status, response.headers(), response.body(), request.uri(),
                    new Call(shown.method(), shown.path(), OptionalInt.of(status), "", at, since(start)));
        } catch (TimeoutException _) {
            pending.cancel(true);
            throw new CallFailed(answered.get()
                    ? new Failure.BadAnswer(Flaw.TOO_SLOW, limits.request().toSeconds() + " s",
                            unanswered(shown, at, start))
                    : unreachable(Cause.TIMEOUT, request.uri()));
        } catch (InterruptedException _) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new CallFailed(unreachable(Cause.INTERRUPTED, request.uri()));
        } catch (ExecutionException e) {
            throw new CallFailed(failure(e.getCause(), request.uri(), unanswered(shown, at, start), mostBytes));
        }
    }

    /// Method and path, fit for showing.
    record Shown(String method, String path) {
    }

    private static Call unanswered(Shown shown, java.time.Instant at, long start) {
        return new Call(shown.method(), shown.path(), OptionalInt.empty(), "", at, since(start));
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private static Failure failure(@Nullable Throwable problem, URI uri, Call call, long mostBytes) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case BoundedBody.TooLarge _ -> {
                    return new Failure.BadAnswer(Flaw.TOO_LARGE, "more than " + (mostBytes >> 10) + " KiB", call);
                }
                case HttpTimeoutException _ -> {
                    return unreachable(Cause.TIMEOUT, uri);
                }
                case SSLException _ -> {
                    return unreachable(Cause.TLS, uri);
                }
                case UnresolvedAddressException _ -> {
                    return unreachable(isProxied(uri) ? Cause.PROXY : Cause.DNS, uri);
                }
                case ConnectException refused when !(refused.getCause() instanceof UnresolvedAddressException)
                        && !(refused.getCause() instanceof ConnectException) -> {
                    return unreachable(isProxied(uri) ? Cause.PROXY : Cause.CONNECT, uri);
                }
                default -> {
                    // look at what is behind it
                }
            }
        }
        if (problem instanceof IOException tunnel && String.valueOf(tunnel.getMessage()).contains("unnel")) {
            return unreachable(Cause.PROXY, uri);
        }
        return unreachable(Cause.CONNECT, uri);
    }

    private static boolean isProxied(URI uri) {
        ProxySelector proxies = ProxySelector.getDefault();
        List<Proxy> ways = proxies == null ? List.of() : proxies.select(uri);
        return ways.stream().anyMatch(way -> way.type() != Proxy.Type.DIRECT);
    }

    static Failure unreachable(Cause cause, URI uri) {
        return new Failure.Unreachable(cause, String.valueOf(uri.getAuthority()));
    }

    /// Ends all connections; what is under way fails. Their buffers may hold the last answer and go with them.
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
