package dev.keyrack.provider.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A small provider on loopback that answers as a test says and remembers what it was asked.
final class TestServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    /// A request.
    record Seen(String method, String path, String query, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /// A member of the query; empty if it is not there.
        Optional<String> member(String name) {
            return java.util.Arrays.stream(query.split("&")).filter(pair -> pair.startsWith(name + "="))
                    .map(pair -> pair.substring(name.length() + 1)).findFirst();
        }
    }

    /// An answer.
    record Answer(int status, Map<String, String> headers, Writer body) {
        /// Writes a body.
        interface Writer {
            void write(OutputStream out) throws IOException;
        }

        Answer with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Answer(status, more, body);
        }
    }

    TestServer(Function<Seen, Answer> provider) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, provider));
        server.start();
    }

    static Answer json(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "application/json"),
                out -> out.write(body.getBytes(StandardCharsets.UTF_8)));
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), _ -> {
        });
    }

    static Answer text(int status, String type, String body) {
        return new Answer(status, Map.of("Content-Type", type),
                out -> out.write(body.getBytes(StandardCharsets.UTF_8)));
    }

    private void answer(HttpExchange exchange, Function<Seen, Answer> provider) throws IOException {
        try (exchange) {
            Map<String, String> headers = new LinkedHashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            String query = exchange.getRequestURI().getRawQuery();
            Seen asked = new Seen(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(),
                    query == null ? "" : query, headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            seen.add(asked);
            Answer answer = provider.apply(asked);
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(answer.status(), answer.status() == 204 ? -1 : 0);
            if (answer.status() != 204) {
                try (OutputStream out = exchange.getResponseBody()) {
                    answer.body().write(out);
                }
            }
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What it was asked, oldest first.
    List<Seen> seen() {
        return List.copyOf(seen);
    }

    Seen last() {
        return seen.getLast();
    }

    /// How often a path was asked for.
    long count(String path) {
        return seen.stream().filter(request -> request.path().equals(path)).count();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
