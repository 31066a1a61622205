package dev.keyrack.provider.engine;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.fake.FakeClock;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Probe;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server that behaves like a kind of vendor, and a gateway to it by a descriptor of `shapes/`.
final class ShapeBench implements AutoCloseable {
    static final ProfileName PROFILE = new ProfileName("shape");
    /// What the server takes as the administrator's credential.
    static final String ADMIN = "admin-0123456789";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final FakeClock clock = new FakeClock();
    final TestServer server;
    final ProviderLibrary library;
    private final DescriptorGateways gateways;

    ShapeBench(Path folder, String shape, Function<Seen, Answer> vendor) {
        this(folder, shape, vendor, Attendant.NOBODY);
    }

    ShapeBench(Path folder, String shape, Function<Seen, Answer> vendor, Attendant attendant) {
        this(library(folder, shape, resource(shape)), folder, vendor, attendant);
    }

    private ShapeBench(ProviderLibrary library, Path folder, Function<Seen, Answer> vendor, Attendant attendant) {
        this.library = library;
        server = new TestServer(vendor);
        MemoryKeychain keychain = new MemoryKeychain();
        keychain.put(CredentialNames.credential(PROFILE), ADMIN);
        gateways = new DescriptorGateways(library, keychain, clock, folder.resolve("locks"), EngineLimits.DEFAULT,
                attendant, clock::sleep);
    }

    /// A gateway by a descriptor that is no resource.
    static ShapeBench of(Path folder, String id, String descriptor, Function<Seen, Answer> vendor) {
        return new ShapeBench(library(folder, id, descriptor), folder, vendor, Attendant.NOBODY);
    }

    private static String resource(String shape) {
        try (InputStream in = ShapeBench.class.getResourceAsStream("shapes/" + shape + ".json")) {
            if (in == null) {
                throw new AssertionError("no shape " + shape);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProviderLibrary library(Path folder, String id, String descriptor) {
        try {
            Path users = Files.createDirectories(folder.resolve("providers"));
            Files.writeString(users.resolve(id + ".json"), descriptor);
            ProviderLibrary library = new ProviderLibrary(users);
            if (!library.findings().isEmpty()) {
                throw new AssertionError("findings: " + library.findings());
            }
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Profile profile(String provider, Map<String, String> parameters) {
        return new Profile(PROFILE, provider, Environment.STAGING, server.address(), parameters, Optional.empty(),
                clock.instant());
    }

    DescriptorGateways gateways() {
        return gateways;
    }

    KeyGateway open(String provider, Map<String, String> parameters) {
        return Workshop.value(gateways.open(profile(provider, parameters)));
    }

    static List<ApiKey> list(KeyGateway gateway) {
        return Workshop.value(gateway.list(Progress.NONE));
    }

    static NewKey wish(String name, Optional<Duration> life, String... scopes) {
        SequencedSet<Scope> wanted = new LinkedHashSet<>();
        for (String scope : scopes) {
            wanted.add(new Scope(scope));
        }
        return new NewKey(name, wanted, life);
    }

    static Probe.Verdict verdict(KeyGateway gateway, String value) {
        try (Secret secret = Secret.wrap(value.getBytes(StandardCharsets.UTF_8))) {
            return Workshop.value(gateway.probe(secret)).verdict();
        }
    }

    static JsonNode tree(Seen request) {
        return JSON.readTree(request.body().isEmpty() ? "{}" : request.body());
    }

    static Answer json(int status, Object body) {
        return TestServer.json(status, JSON.writeValueAsString(body));
    }

    /// The members of a form or a query; those that are repeated are joined by blanks.
    static Map<String, String> form(String text) {
        Map<String, String> members = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int at = pair.indexOf('=');
            members.merge(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)), (a, b) -> a + " " + b);
        }
        return members;
    }

    static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// The path's segments, decoded.
    static List<String> segments(Seen request) {
        return java.util.Arrays.stream(request.path().substring(1).split("/", -1)).map(ShapeBench::decoded).toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
