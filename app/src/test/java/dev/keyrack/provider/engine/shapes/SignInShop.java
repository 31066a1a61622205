package dev.keyrack.provider.engine.shapes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.fake.FakeKeychain;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.provider.engine.DescriptorGateways;
import dev.keyrack.provider.engine.EngineLimits;
import dev.keyrack.provider.engine.ProviderLibrary;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A made-up system on loopback that keeps keys, and a gateway to it by a descriptor of `shapes`. How one signs in is
/// the test's.
final class SignInShop implements AutoCloseable {
    static final ProfileName PROFILE = new ProfileName("shop");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final FakeKeychain keychain = new FakeKeychain();
    final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    /// Values of keys that work, by id.
    final Map<String, String> keys = Collections.synchronizedMap(new LinkedHashMap<>());
    Attendant attendant = Attendant.NOBODY;
    private final Path folder;
    private final HttpServer server;

    /// A request.
    record Asked(String method, String path, String query, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        JsonNode json() {
            return JSON.readTree(body);
        }

        /// A member of a form.
        String field(String name) {
            return Arrays.stream(body.split("&", -1)).filter(pair -> pair.startsWith(name + "=")).findFirst()
                    .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                    .orElse("");
        }
    }

    /// An answer.
    record Told(int status, String body, List<String> headers) {
        static Told of(int status, String body) {
            return new Told(status, body, List.of());
        }

        /// The same with a header, `Name: value`.
        Told with(String header) {
            List<String> more = new ArrayList<>(headers);
            more.add(header);
            return new Told(status, body, more);
        }
    }

    SignInShop(Path folder, Function<Asked, Told> system) {
        this.folder = folder;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> answer(exchange, system));
        server.start();
    }

    private void answer(HttpExchange exchange, Function<Asked, Told> system) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            Asked request = new Asked(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(),
                    query == null ? "" : query, Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(request);
            Told told = system.apply(request);
            told.headers().forEach(header -> exchange.getResponseHeaders()
                    .add(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 2)));
            byte[] body = told.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(told.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /// Lists, makes, revokes and checks keys under `/keys`, for whoever is let in.
    Told keys(Asked request) {
        return switch (request.method()) {
            case "POST" -> {
                String id = "k" + (keys.size() + 1);
                keys.put(id, "value-of-" + id);
                yield Told.of(200, "{\"id\":\"" + id + "\",\"name\":\"made\",\"value\":\"value-of-" + id + "\"}");
            }
            case "DELETE" -> {
                keys.remove(request.path().substring("/keys/".length()));
                yield Told.of(204, "");
            }
            default -> Told.of(200, "[" + String.join(",", keys.keySet().stream()
                    .map(id -> "{\"id\":\"" + id + "\",\"name\":\"made\"}").toList()) + "]");
        };
    }

    void give(String name, String secret) {
        keychain.held.put(name, secret.getBytes(StandardCharsets.UTF_8));
    }

    void giveCredential(String secret) {
        give(CredentialNames.credential(PROFILE), secret);
    }

    void giveExtra(String name, String secret) {
        give(CredentialNames.extra(PROFILE, name), secret);
    }

    String session() {
        return new String(keychain.held.getOrDefault(CredentialNames.session(PROFILE), new byte[0]),
                StandardCharsets.UTF_8);
    }

    /// A gateway by the descriptor of that name.
    ///
    /// @param signIn the way; empty for the usual one
    KeyGateway open(String shape, String account, String signIn) {
        try (InputStream text = SignInShop.class.getResourceAsStream(shape + ".json")) {
            Path users = Files.createDirectories(folder.resolve("providers"));
            Files.write(users.resolve(shape + ".json"), Objects.requireNonNull(text, shape).readAllBytes());
            ProviderLibrary library = new ProviderLibrary(users);
            if (library.find(shape).isEmpty() || !library.findings().isEmpty()) {
                throw new AssertionError("descriptor refused: " + library.findings());
            }
            DescriptorGateways gateways = new DescriptorGateways(library, keychain,
                    () -> Instant.parse("2026-11-22T10:00:00Z"), folder.resolve("locks"), EngineLimits.DEFAULT,
                    attendant);
            Profile profile = new Profile(PROFILE, shape, Environment.PRODUCTION,
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Map.of(),
                    Optional.of(account).filter(given -> !given.isEmpty()), signIn, Optional.empty(),
                    Instant.parse("2026-11-22T10:00:00Z"));
            return value(gateways.open(profile));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Ok<T>(var value) -> value;
            case Outcome.Failed<T>(var failure) -> throw new AssertionError("failed: " + failure);
        };
    }

    static Failure failure(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Ok<?>(var value) -> throw new AssertionError("worked: " + value);
            case Outcome.Failed<?>(var failure) -> failure;
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
