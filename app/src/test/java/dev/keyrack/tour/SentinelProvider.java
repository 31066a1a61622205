package dev.keyrack.tour;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A provider on loopback whose secrets the test chose, so that it can look for them.
final class SentinelProvider implements AutoCloseable {
    private final Map<Sentinel, String> known;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger issued = new AtomicInteger();
    private volatile boolean revoked;

    SentinelProvider(Map<Sentinel, String> known) {
        this.known = known;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Requests whose credential was not the right one.
    List<String> problems() {
        return List.copyOf(problems);
    }

    /// Methods and paths, oldest first.
    List<String> asked() {
        return List.copyOf(asked);
    }

    private String of(Sentinel which) {
        return known.getOrDefault(which, "");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            asked.add(what);
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            switch (what) {
                case "POST /login" -> login(exchange, body);
                case "POST /oauth/token" -> token(exchange, body);
                case "GET /whoami" -> {
                    boolean alive = !revoked && isBearer(exchange, Sentinel.NEW_KEY);
                    send(exchange, alive ? 200 : 401, "{\"message\":\"checked\"}");
                }
                default -> keys(exchange, what);
            }
        }
    }

    private void login(HttpExchange exchange, String body) throws IOException {
        if (!body.contains(of(Sentinel.PASSWORD)) && !body.contains(of(Sentinel.NEW_PASSWORD))) {
            problems.add("login without the password");
        }
        send(exchange, 200, "{\"access_token\":\"" + of(Sentinel.SESSION) + "\",\"refresh_token\":\""
                + of(Sentinel.RENEWAL) + "\",\"expires_in\":3600}");
    }

    private void token(HttpExchange exchange, String body) throws IOException {
        if (!body.contains(of(Sentinel.CLIENT))) {
            problems.add("no client secret");
        }
        send(exchange, 200, "{\"access_token\":\"" + of(Sentinel.ACCESS)
                + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
    }

    private void keys(HttpExchange exchange, String what) throws IOException {
        boolean known = isBearer(exchange, Sentinel.SESSION) || isBearer(exchange, Sentinel.ACCESS)
                || of(Sentinel.ADMIN_KEY).equals(exchange.getRequestHeaders().getFirst("X-Admin-Key"));
        if (!known) {
            problems.add(what + " without a session or key");
            send(exchange, 401, "{\"message\":\"no\"}");
            return;
        }
        switch (what) {
            case "POST /keys" -> {
                int number = issued.incrementAndGet();
                String value = of(number == 1 ? Sentinel.NEW_KEY : Sentinel.OTHER_KEY);
                send(exchange, 201, "{\"key\":" + key(number, ",\"value\":\"" + value + "\"") + "}");
            }
            case "DELETE /keys/k1" -> {
                revoked = true;
                send(exchange, 200, "{}");
            }
            default -> {
                List<String> all = new ArrayList<>();
                for (int number = revoked ? 2 : 1; number <= issued.get(); number++) {
                    all.add(key(number, ""));
                }
                send(exchange, 200, "{\"keys\":[" + String.join(",", all) + "]}");
            }
        }
    }

    private String key(int number, String more) {
        String value = of(number == 1 ? Sentinel.NEW_KEY : Sentinel.OTHER_KEY);
        return "{\"id\":\"k" + number + "\",\"name\":\"" + SentinelChild.KEY_NAME + " " + number
                + "\",\"last4\":\"" + value.substring(value.length() - 4)
                + "\",\"created_at\":\"2026-01-02T03:04:0" + number + "Z\"" + more + "}";
    }

    private boolean isBearer(HttpExchange exchange, Sentinel which) {
        return ("Bearer " + of(which)).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
