package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Probe;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageBucket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Speaks the first built-in descriptor to a server that answers as that vendor's does.
@DisplayName("The first built-in descriptor")
class BuiltInWireTest {
    private static final String FACTS = """
            {"id":"key_1","name":"Deploy","prefix":"ch_live_7Qd2","scopes":["databases:read"],"environment":"live",
             "enabled":true,"status":"active","created_at":"2026-01-02T03:04:05Z","expires_at":null,"last_used_at":null,
             "created_by":"ann@acme.test","request_count":0}""";

    @TempDir
    Path folder;
    private final MemoryKeychain keychain = new MemoryKeychain();
    private ProviderLibrary library;
    private Provider provider;
    private Environment environment = Environment.PRODUCTION;
    private TestServer server;
    private KeyGateway gateway;
    private boolean wantsCode;

    @BeforeEach
    void start() {
        library = new ProviderLibrary(folder.resolve("none"));
        String first = ProviderLibrary.resource("built-in.txt").lines().findFirst().orElseThrow();
        provider = library.find(first.replace(".json", "")).orElseThrow();
        server = new TestServer(this::vendor);
        keychain.put(CredentialNames.credential(Workshop.PROFILE), "correct horse");
        gateway = open();
    }

    @AfterEach
    void stop() {
        gateway.close();
        server.close();
    }

    private KeyGateway open() {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");
        DescriptorGateways gateways = new DescriptorGateways(library, keychain, () -> now, folder.resolve("locks"),
                EngineLimits.DEFAULT, Attendant.NOBODY);
        return Workshop.value(gateways.open(new Profile(Workshop.PROFILE, provider.id(), environment, server.address(),
                Map.of(), Optional.of("ann@acme.test"), now)));
    }

    private Answer vendor(Seen request) {
        String call = request.method() + " " + request.path();
        return switch (call) {
            case "POST /v1/auth/login" -> wantsCode && !request.body().contains("\"code\":\"123456\"")
                    ? error(401, request.body().contains("code") ? "two_factor_invalid" : "two_factor_required", "code")
                    : TestServer.json(200, """
                            {"access_token":"jwt","refresh_token":"r","token_type":"Bearer","expires_in":3600}""");
            case "POST /v1/auth/api-keys" ->
                TestServer.json(201, FACTS.replace("{\"id\"", "{\"key\":\"ch_live_secretvalue\",\"id\""));
            case "GET /v1/auth/api-keys" -> request.member("cursor").isEmpty()
                    ? TestServer.json(200, "{\"data\":[" + FACTS + "],\"next_cursor\":\"c1\"}")
                    : TestServer.json(200, "{\"data\":[" + FACTS.replace("key_1", "key_2")
                            .replace("\"last_used_at\":null", "\"last_used_at\":\"2026-11-21T00:00:00Z\"")
                            .replace("active", "revoked") + "],\"next_cursor\":null}");
            case "GET /v1/auth/api-keys/key_1", "PATCH /v1/auth/api-keys/key_1" -> TestServer.json(200, FACTS);
            case "DELETE /v1/auth/api-keys/key_1" -> TestServer.empty(204);
            case "GET /v1/auth/api-keys/key_1/usage" -> TestServer.json(200, """
                    {"bucket":"day","data":[{"start":"2026-11-21T00:00:00Z","ok":5,"limited":1,"refused":2,"failed":3}]}
                    """);
            case "GET /v1/databases" -> request.header("Authorization").equals("Bearer good")
                    ? TestServer.json(200, "{\"data\":[]}")
                    : error(401, "invalid_token", "no such key");
            default -> error(403, "insufficient_scope", "The scope org:write is missing.");
        };
    }

    private static Answer error(int status, String code, String message) {
        return TestServer.json(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
    }

    private static SequencedSet<Scope> scopes(String... values) {
        SequencedSet<Scope> scopes = new LinkedHashSet<>();
        for (String value : values) {
            scopes.add(new Scope(value));
        }
        return scopes;
    }

    @Test
    void listsOverPages() {
        List<ApiKey> keys = Workshop.value(gateway.list(Progress.NONE));
        assertThat(keys).extracting(key -> key.id().value()).containsExactly("key_1", "key_2");
        assertThat(keys.getFirst().hint()).isEqualTo(new Hint(Hint.Kind.PREFIX, "ch_live_7Qd2"));
        assertThat(keys.getFirst().lastUsed()).isEqualTo(new LastUsed.Never());
        assertThat(keys.getLast().lastUsed()).isEqualTo(
                new LastUsed.At(Instant.parse("2026-11-21T00:00:00Z"), LastUsed.Precision.EXACT));
        assertThat(keys.getLast().status()).isEqualTo(KeyStatus.REVOKED);
        assertThat(server.last().header("Authorization")).isEqualTo("Bearer jwt");
        assertThat(server.last().member("limit")).contains("100");
    }

    @Test
    void createsInTheProfilesEnvironment() {
        try (IssuedKey issued = Workshop.value(gateway.create(
                new NewKey("Deploy", scopes("databases:read"), Optional.of(Duration.ofDays(365)))))) {
            assertThat(issued.secret().reveal()).isEqualTo("ch_live_secretvalue");
        }
        assertThat(server.last().body()).isEqualTo("{\"name\":\"Deploy\",\"scopes\":[\"databases:read\"],"
                + "\"expires_in\":\"365d\",\"environment\":\"live\"}");
        gateway.close();
        environment = Environment.STAGING;
        gateway = open();
        Workshop.value(gateway.create(new NewKey("Deploy", scopes(), Optional.empty()))).close();
        assertThat(server.last().body())
                .isEqualTo("{\"name\":\"Deploy\",\"scopes\":[],\"environment\":\"test\"}");
    }

    @Test
    void changes() {
        Workshop.value(gateway.update(new KeyId("key_1"), new KeyChange(Optional.of("New"), Optional.empty(),
                Optional.of(new KeyChange.Expiry.Never()), Optional.empty())));
        assertThat(server.last().body()).isEqualTo("{\"name\":\"New\",\"expires_in\":null}");
        Workshop.value(gateway.update(new KeyId("key_1"), new KeyChange(Optional.empty(),
                Optional.of(scopes("org:read")), Optional.of(new KeyChange.Expiry.In(Duration.ofHours(36))),
                Optional.of(false))));
        assertThat(server.last().body())
                .isEqualTo("{\"scopes\":[\"org:read\"],\"expires_in\":\"36h\",\"enabled\":false}");
    }

    @Test
    void revokesAndReadsUsage() {
        assertThat(Workshop.value(gateway.revoke(new KeyId("key_1"))).status()).hasValue(204);
        var usage = Workshop.value(gateway.usage(new KeyId("key_1"), Instant.parse("2026-11-20T00:00:00Z"),
                Instant.parse("2026-11-22T00:00:00Z"), Bucket.DAY));
        assertThat(usage.buckets())
                .containsExactly(new UsageBucket(Instant.parse("2026-11-21T00:00:00Z"), 5, 1, 2, 3));
        assertThat(server.last().query())
                .isEqualTo("bucket=day&from=2026-11-20T00%3A00%3A00Z&to=2026-11-22T00%3A00%3A00Z");
    }

    @Test
    void probes() {
        try (Secret good = Secret.wrap("good".getBytes(StandardCharsets.UTF_8));
                Secret dead = Secret.wrap("dead".getBytes(StandardCharsets.UTF_8))) {
            assertThat(Workshop.value(gateway.probe(good)).verdict()).isEqualTo(Probe.Verdict.ACCEPTED);
            assertThat(Workshop.value(gateway.probe(dead)).verdict()).isEqualTo(Probe.Verdict.REFUSED);
        }
    }

    @Test
    void asksForTheCodeAndNamesTheMissingScope() {
        wantsCode = true;
        assertThat(Workshop.failure(gateway.signIn(Optional.empty()))).isEqualTo(new Failure.SecondFactorNeeded(false));
        assertThat(Workshop.failure(gateway.signIn(Optional.of("999999"))))
                .isEqualTo(new Failure.SecondFactorNeeded(true));
        assertThat(gateway.signIn(Optional.of("123456")).isOk()).isTrue();
        assertThat(Workshop.failure(gateway.revoke(new KeyId("other")))).isInstanceOfSatisfying(Failure.Refused.class,
                refused -> assertThat(refused.missingScope()).isEqualTo("org:write"));
    }

    @Test
    void saysWhatIsDocumentedAndWhatIsNot() {
        assertThat(provider.support(Capability.CREATE)).isEqualTo(new Support.Yes(true));
        assertThat(provider.support(Capability.PROBE)).isEqualTo(new Support.Yes(true));
        for (Capability capability : List.of(Capability.LIST, Capability.GET, Capability.EDIT_NAME,
                Capability.EDIT_SCOPES, Capability.EDIT_EXPIRY, Capability.DISABLE, Capability.REVOKE,
                Capability.USAGE)) {
            assertThat(provider.support(capability)).as(capability.name()).isEqualTo(new Support.Yes(false));
        }
        assertThat(provider.support(Capability.ROTATE)).isInstanceOf(Support.No.class);
        assertThat(provider.scopes()).hasSize(7);
    }
}
