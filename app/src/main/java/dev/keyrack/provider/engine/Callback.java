package dev.keyrack.provider.engine;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.State;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.task.VirtualThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The page on this computer that the browser comes back to after a sign-in (RFC 8252 section 7.3). Takes exactly one
/// request with the right `state` and refuses all others.
final class Callback implements AutoCloseable {
    private static final String PATH = "/callback";
    private final HttpServer server;
    private final ExecutorService threads = VirtualThreads.perTask();
    private final byte[] state;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final CompletableFuture<AuthorizationResponse> answer = new CompletableFuture<>();

    private Callback(HttpServer server, State state) {
        this.server = server;
        this.state = state.getValue().getBytes(StandardCharsets.UTF_8);
    }

    /// Listens on a free port until it is closed.
    ///
    /// @throws CallFailed if there is none
    static Callback open(State state) throws CallFailed {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
            Callback callback = new Callback(HttpServer.create(new InetSocketAddress(loopback, 0), 8), state);
            callback.server.setExecutor(callback.threads);
            callback.server.createContext("/", callback::handle);
            callback.server.start();
            return callback;
        } catch (IOException _) {
            throw new CallFailed(new Failure.Unreachable(Cause.CONNECT, "127.0.0.1"));
        }
    }

    /// Where the browser is to be sent.
    URI address() {
        return URI.create("http://" + authority() + PATH);
    }

    private String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Ends the wait, unless the browser has come already.
    void cancel() {
        if (isOver.compareAndSet(false, true)) {
            answer.cancel(false);
        }
    }

    /// Waits for the browser.
    ///
    /// @return empty if it did not come in time, or the wait was cancelled
    Optional<AuthorizationResponse> await(Duration longest) throws CallFailed {
        try {
            return Optional.of(answer.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | CancellationException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CallFailed(Wire.unreachable(Cause.INTERRUPTED, address()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing fails this future", e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI asked = exchange.getRequestURI();
            boolean isOurs = exchange.getRequestMethod().equals("GET") && PATH.equals(asked.getRawPath())
                    && authority().equals(exchange.getRequestHeaders().getFirst("Host"));
            Optional<AuthorizationResponse> response = isOurs ? read(asked) : Optional.empty();
            if (response.isEmpty() || !isOver.compareAndSet(false, true)) {
                reply(exchange, 400, "This is not the answer that Keyrack waits for.");
                return;
            }
            try {
                reply(exchange, 200, "Keyrack has its answer. You can close this window.");
            } finally { // after the page is out, since the listener closes then, and also if nobody reads it
                answer.complete(response.get());
            }
        }
    }

    private Optional<AuthorizationResponse> read(URI asked) {
        try {
            URI whole = URI.create(address() + "?" + asked.getRawQuery());
            Map<String, List<String>> members = AuthorizationResponse.parseResponseParameters(whole);
            boolean isPlain = members.values().stream().allMatch(values -> values.size() == 1)
                    && members.containsKey("code") != members.containsKey("error");
            byte[] given = members.getOrDefault("state", List.of("")).getFirst().getBytes(StandardCharsets.UTF_8);
            return isPlain && MessageDigest.isEqual(given, state)
                    ? Optional.of(AuthorizationResponse.parse(address(), members))
                    : Optional.empty();
        } catch (ParseException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static void reply(HttpExchange exchange, int status, String sentence) throws IOException {
        byte[] page = """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Keyrack</title>
                <style>body{font:16px system-ui,sans-serif;margin:15vh auto;max-width:30em;text-align:center}</style>
                <p>%s</p></html>
                """.formatted(sentence).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
        exchange.getResponseBody().close();
    }

    @Override
    public void close() {
        cancel();
        server.stop(0);
        threads.shutdownNow();
    }
}
