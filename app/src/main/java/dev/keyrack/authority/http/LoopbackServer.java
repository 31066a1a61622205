package dev.keyrack.authority.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves one [Site] on 127.0.0.1 and nowhere else, with a limit for everything that a client could send too much of.
/// The one thing that the server leaves open is a client that sends slowly: it holds one of [#CONNECTIONS].
public final class LoopbackServer implements AutoCloseable {
    /// Largest body, in bytes.
    public static final int LARGEST_BODY = 64 * 1024;
    /// How much of a body that is too large is read and thrown away, in bytes.
    private static final int DRAINED_BODY = 4 * 1024 * 1024;
    /// Largest head of a request, in bytes.
    static final int LARGEST_HEAD = 16 * 1024;
    /// Connections at a time; further ones wait.
    static final int CONNECTIONS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    /// Helidon tells its version and features at INFO. Kept here, since the log manager holds loggers only weakly.
    private static final java.util.logging.Logger HELIDON = java.util.logging.Logger.getLogger("io.helidon");
    private static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    /// Words an error.
    private interface Refusal {
        Answer of(int status, String code, String message);
    }

    private final Site site;
    private final InstantSource clock;
    private final WebServer server;

    private LoopbackServer(Site site, int port, InstantSource clock) {
        this.site = site;
        this.clock = clock;
        HELIDON.setLevel(Level.WARNING);
        // without tcpNoDelay an answer in two segments waits 40 ms for the client's delayed acknowledgement
        this.server = WebServer.builder().address(loopback()).port(port).shutdownHook(false)
                .connectionOptions(options -> options.tcpNoDelay(true)).maxTcpConnections(CONNECTIONS)
                .addProtocol(Http1Config.builder().maxHeadersSize(LARGEST_HEAD).build())
                .directHandlers(directHandlers(site))
                .routing((HttpRouting.Builder routing) -> routing.any(this::handle)
                        .error(RequestException.class, (in, out, e) -> send(out, direct(refusing(in), e.status())))
                        .error(HttpException.class, (in, out, e) -> send(out, direct(refusing(in), e.status())))
                        .error(RuntimeException.class, this::fail))
                .build();
    }

    /// Starts to serve.
    ///
    /// @param port  the port, 0 for any that is free
    /// @param clock dates the answers, so that moments in them and their date are of one clock
    /// @throws IOException if the port is taken
    public static LoopbackServer start(Site site, int port, InstantSource clock) throws IOException {
        ensureFree(port);
        LoopbackServer server = new LoopbackServer(site, port, clock);
        server.server.start();
        if (!server.server.isRunning()) {
            throw new BindException("the server could not bind");
        }
        return server;
    }

    /// Helidon tells a port that is taken to its log alone, so ask before.
    private static void ensureFree(int port) throws IOException {
        new ServerSocket(port, 1, loopback()).close();
    }

    /// The port it serves on.
    public int port() {
        return server.port();
    }

    /// Stops, when the requests under way are answered.
    @Override
    public void close() {
        server.stop();
    }

    private void handle(ServerRequest request, ServerResponse response) throws IOException {
        Map<String, String> headers = headers(request);
        if (!isOurHost(headers.getOrDefault("host", ""))) {
            send(response, refusing(request).of(421, "foreign_host",
                    "This server answers to 127.0.0.1, localhost and [::1] only, with its port. Use one of them in the URL."));
            return;
        }
        Optional<byte[]> body = body(request);
        if (body.isEmpty()) {
            send(response, direct(refusing(request), Status.BAD_REQUEST_400).with("Connection", "close"));
        } else if (body.get().length > LARGEST_BODY) {
            send(response, tooLarge(refusing(request)).with("Connection", "close"));
        } else {
            send(response, site.handle(new Request(request.prologue().method().text(), request.path().path(),
                    request.query().toMap(), headers, request.remotePeer().host(), body.get())));
        }
    }

    /// The body; empty if it is not framed as HTTP says, which Helidon reports as a number that cannot be read.
    private static Optional<byte[]> body(ServerRequest request) throws IOException {
        try {
            InputStream content = request.content().inputStream();
            byte[] body = content.readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                drain(content);
            }
            return Optional.of(body);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// A connection that is closed with unread bytes is reset, and a client that is still sending never sees the answer.
    private static void drain(InputStream content) throws IOException {
        byte[] waste = new byte[8192];
        int left = DRAINED_BODY;
        int read = 0;
        while (left > 0 && read >= 0) {
            read = content.read(waste);
            left -= read;
        }
    }

    /// A page on the web can point a name of its own at 127.0.0.1 and so reach this server from a browser; the name
    /// gives it away.
    private boolean isOurHost(String host) {
        int colon = host.lastIndexOf(':');
        return colon > 0 && LOOPBACK_NAMES.contains(host.substring(0, colon).toLowerCase(Locale.ROOT))
                && host.substring(colon + 1).equals(Integer.toString(port()));
    }

    private void fail(ServerRequest request, ServerResponse response, Throwable bug) {
        LOG.error("{} {} could not be answered", request.prologue().method().text(), request.path().path(), bug);
        send(response, refusing(request).of(500, "internal_error",
                "The authority could not do this. Its log says more; try again in a moment."));
    }

    private String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    }

    private void send(ServerResponse response, Answer answer) {
        response.status(answer.status());
        response.header(HeaderNames.DATE, date());
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        answer.headers().forEach((name, value) -> response.header(name, value));
        if (answer.body().isPresent()) {
            response.header(HeaderNames.CONTENT_TYPE, type(answer.body().get()));
            response.header("X-Content-Type-Options", "nosniff");
            response.send(bytes(answer.body().get()));
        } else {
            response.send();
        }
    }

    private static String type(Answer.Body body) {
        return switch (body) {
            case Answer.Body.Data _ -> "application/json";
            case Answer.Body.Page _ -> "text/html; charset=utf-8";
        };
    }

    private static byte[] bytes(Answer.Body body) {
        return switch (body) {
            case Answer.Body.Data(var value) -> Json.write(value);
            case Answer.Body.Page(var html) -> html.getBytes(StandardCharsets.UTF_8);
        };
    }

    /// Refuses a request, of which no more than who sent it is looked at: its path or query may be what is wrong.
    private Refusal refusing(ServerRequest request) {
        return (status, code, message) -> site.refuse(new Request(request.prologue().method().text(), "", Map.of(),
                headers(request), request.remotePeer().host(), new byte[0]), status, code, message);
    }

    private static Map<String, String> headers(ServerRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach(header -> headers.put(header.name().toLowerCase(Locale.ROOT), header.get()));
        headers.putIfAbsent("host", request.authority());
        return headers;
    }

    private static Answer tooLarge(Refusal site) {
        return site.of(413, "payload_too_large", "The body is larger than " + LARGEST_BODY + " bytes.");
    }

    /// What the server refuses before any handler sees it: no JSON by itself.
    private static DirectHandlers directHandlers(Site site) {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, (_, _, status, headers, _) -> {
                Answer answer = direct(site::error, status);
                byte[] body = answer.body().map(LoopbackServer::bytes).orElseGet(() -> new byte[0]);
                headers.set(HeaderNames.CACHE_CONTROL, "no-store");
                headers.set(HeaderNames.CONTENT_TYPE, "application/json");
                answer.headers().forEach((name, value) -> headers.set(HeaderNames.create(name), value));
                return DirectHandler.TransportResponse.builder().status(Status.create(answer.status())).headers(headers)
                        .keepAlive(type.keepAlive()).entity(body).build();
            });
        }
        return handlers.build();
    }

    private static Answer direct(Refusal site, Status status) {
        return switch (status.code()) {
            case 413 -> tooLarge(site);
            case 414 -> site.of(414, "uri_too_long", "The URL is too long.");
            case 500 -> site.of(500, "internal_error", "The authority could not do this. Its log says more.");
            case 505 -> site.of(505, "http_version", "Use HTTP/1.1.");
            default -> site.of(status.code(), "bad_request",
                    "The request cannot be read: its line, a header or the framing of its body is not valid HTTP.");
        };
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("127.0.0.1", new byte[]{127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
