package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.authority.Authority;
import dev.keyrack.authority.AuthorityException;
import dev.keyrack.authority.AuthorityOptions;
import dev.keyrack.authority.Plan;
import dev.keyrack.authority.ReadyLine;
import dev.keyrack.authority.Sample;
import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.key.domain.ApiKey;
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
import dev.keyrack.provider.domain.Preset;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import dev.keyrack.usage.domain.Bucket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Speaks two built-in descriptors to the authority that answers like those vendors.
@DisplayName("The descriptors of MigrateClouds and Miqey")
class CloudsWireTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;
    private final MemoryKeychain keychain = new MemoryKeychain();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final ProviderLibrary library = new ProviderLibrary(Path.of("none"));
    private Authority authority;
    private ReadyLine clouds;
    private ReadyLine miqey;

    @BeforeEach
    void start() throws AuthorityException {
        InstantSource clock = () -> NOW;
        authority = Authority.start(new AuthorityOptions(folder, Set.of("migrateclouds", "miqey"), OptionalInt.empty(),
                Optional.empty(), new Sample.None(), Plan.FREE), clock);
        open.add(authority);
        clouds = authority.ready().getFirst();
        miqey = authority.ready().getLast();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private KeyGateway withKey(ReadyLine ready, Map<String, String> parameters) {
        try (Secret key = ready.given("api_key").orElseThrow()) {
            return withKey(ready, parameters, key.reveal());
        }
    }

    private KeyGateway withKey(ReadyLine ready, Map<String, String> parameters, String key) {
        keychain.put(CredentialNames.credential(Workshop.PROFILE), key);
        return open(ready, "key", parameters, Optional.empty());
    }

    private KeyGateway withPassword(ReadyLine ready, Map<String, String> parameters) {
        try (Secret password = ready.password()) {
            keychain.put(CredentialNames.credential(Workshop.PROFILE), password.reveal());
        }
        return open(ready, "session", parameters, Optional.of(ready.email()));
    }

    private KeyGateway open(ReadyLine ready, String way, Map<String, String> parameters, Optional<String> account) {
        DescriptorGateways gateways = new DescriptorGateways(library, keychain, () -> NOW, folder.resolve("locks"),
                EngineLimits.DEFAULT, Attendant.NOBODY);
        KeyGateway gateway = Workshop.value(gateways.open(new Profile(Workshop.PROFILE, ready.system(),
                Environment.PRODUCTION, ready.baseUrl(), parameters, account, way, Optional.empty(), NOW)));
        open.add(gateway);
        return gateway;
    }

    private Map<String, String> application() {
        try (Secret id = miqey.given("application_id").orElseThrow()) {
            return Map.of("application_id", id.reveal());
        }
    }

    private Provider provider(ReadyLine ready) {
        return library.find(ready.system()).orElseThrow();
    }

    private static NewKey preset(Preset preset) {
        return new NewKey("By preset", scopes(preset.scopes()), Optional.of(preset.id()), Optional.empty());
    }

    private static SequencedSet<Scope> scopes(List<String> values) {
        SequencedSet<Scope> scopes = new LinkedHashSet<>();
        values.forEach(value -> scopes.add(new Scope(value)));
        return scopes;
    }

    private static List<String> values(ApiKey key) {
        return key.scopes().stream().map(Scope::value).toList();
    }

    private static ApiKey find(KeyGateway gateway, KeyId id) {
        return Workshop.value(gateway.list(Progress.NONE)).stream().filter(key -> key.id().equals(id)).findFirst()
                .orElseThrow();
    }

    @Test
    void presetsGoOverTheWireAndComeBackAsScopes() {
        KeyGateway gateway = withKey(clouds, Map.of());
        assertThat(provider(clouds).presets()).extracting(Preset::id).containsExactly("read-only", "read-write",
                "admin");
        assertThat(provider(clouds).presets()).filteredOn(Preset::asksWhy).extracting(Preset::id)
                .containsExactly("admin");
        for (Preset preset : provider(clouds).presets()) {
            try (IssuedKey issued = Workshop.value(gateway.create(preset(preset)))) {
                assertThat(values(issued.key())).isEqualTo(preset.scopes());
                assertThat(provider(clouds).shapeOf(issued.secret())).isPresent();
            }
        }
    }

    @Test
    void aChoiceOfOperationsIsCustom() {
        KeyGateway gateway = withPassword(clouds, Map.of());
        try (IssuedKey issued = Workshop.value(gateway.create(
                new NewKey("Uploader", scopes(List.of("files:write")), Optional.of(Duration.ofDays(90)))))) {
            assertThat(values(issued.key())).containsExactly("files:write");
            assertThat(issued.key().expiresAt()).contains(NOW.plus(Duration.ofDays(90)));
            assertThat(issued.key().owner()).contains("admin@migrateclouds.test");
        }
    }

    @Test
    void nameScopesExpiryAndSwitchAreEdited() {
        KeyGateway gateway = withKey(clouds, Map.of());
        KeyId id;
        try (IssuedKey issued = Workshop.value(
                gateway.create(new NewKey("Old", scopes(List.of("files:read")), Optional.of(Duration.ofDays(1)))))) {
            id = issued.key().id();
        }
        Preset admin = provider(clouds).presets().getLast();
        Workshop.value(gateway.update(id, new KeyChange(Optional.of("New"), Optional.of(scopes(admin.scopes())),
                Optional.of(admin.id()), Optional.of(new KeyChange.Expiry.Never()), Optional.of(false))));
        ApiKey changed = find(gateway, id);
        assertThat(changed.name()).isEqualTo("New");
        assertThat(values(changed)).isEqualTo(admin.scopes());
        assertThat(changed.expiresAt()).isEmpty();
        assertThat(changed.status()).isEqualTo(KeyStatus.DISABLED);
        Workshop.value(gateway.update(id, new KeyChange(Optional.empty(), Optional.of(scopes(List.of("files:write"))),
                Optional.empty(), Optional.of(true))));
        assertThat(values(find(gateway, id))).containsExactly("files:write");
        assertThat(find(gateway, id).status()).isEqualTo(KeyStatus.ACTIVE);
    }

    @Test
    void aKeyIsProbedAndFoundDeadAfterRevoking() {
        KeyGateway gateway = withKey(clouds, Map.of());
        try (IssuedKey issued = Workshop.value(gateway.create(preset(provider(clouds).presets().getFirst())))) {
            KeyId id = issued.key().id();
            assertThat(find(gateway, id).lastUsed()).isEqualTo(new LastUsed.Never());
            assertThat(Workshop.value(gateway.probe(issued.secret())).verdict()).isEqualTo(Probe.Verdict.ACCEPTED);
            assertThat(find(gateway, id).lastUsed()).isEqualTo(new LastUsed.At(NOW, LastUsed.Precision.EXACT));
            assertThat(Workshop.value(gateway.usage(id, NOW.minus(Duration.ofDays(2)), NOW.plusSeconds(1), Bucket.DAY))
                    .buckets().getLast().ok()).isEqualTo(1);
            Workshop.value(gateway.revoke(id));
            assertThat(Workshop.value(gateway.probe(issued.secret())).verdict()).isEqualTo(Probe.Verdict.REFUSED);
        }
    }

    @Test
    void aReadWriteKeyIsToldWhatItLacks() {
        KeyGateway gateway = withKey(clouds, Map.of());
        try (IssuedKey issued = Workshop.value(gateway.create(preset(provider(clouds).presets().get(1))))) {
            KeyGateway weak = withKey(clouds, Map.of(), issued.secret().reveal());
            assertThat(Workshop.failure(weak.list(Progress.NONE))).isInstanceOfSatisfying(Failure.Refused.class,
                    refused -> assertThat(refused.missingScope()).isEqualTo("account:manage"));
        }
    }

    @Test
    void theLimitIsReadInSecondsToGo() {
        KeyGateway gateway = withKey(clouds, Map.of());
        Workshop.value(gateway.list(Progress.NONE));
        assertThat(gateway.limit()).hasValueSatisfying(limit -> {
            assertThat(limit.limit()).contains(60L);
            assertThat(limit.remaining()).isEqualTo(59);
            assertThat(limit.resetAt()).contains(NOW.plusSeconds(61)); // the last second has to be over
        });
    }

    @Test
    void tokensOfOneApplicationLiveAndDie() {
        KeyGateway gateway = withKey(miqey, application());
        for (int i = 0; i < 120; i++) {
            Workshop.value(gateway.create(new NewKey("Token " + i, scopes(List.of()), Optional.empty()))).close();
        }
        assertThat(Workshop.value(gateway.list(Progress.NONE))).as("more than a page").hasSize(121)
                .allMatch(key -> key.scopes().isEmpty() && key.expiresAt().isEmpty());
        try (IssuedKey issued = Workshop
                .value(gateway.create(new NewKey("API Testing", scopes(List.of()), Optional.empty())))) {
            KeyId id = issued.key().id();
            assertThat(find(gateway, id).lastUsed()).isEqualTo(new LastUsed.Never());
            assertThat(Workshop.value(gateway.probe(issued.secret())).verdict()).isEqualTo(Probe.Verdict.ACCEPTED);
            assertThat(find(gateway, id).lastUsed()).isEqualTo(new LastUsed.At(NOW, LastUsed.Precision.EXACT));
            Workshop.value(gateway.update(id, new KeyChange(Optional.of("Renamed"), Optional.empty(), Optional.empty(),
                    Optional.empty())));
            assertThat(Workshop.value(gateway.usage(id, NOW.minus(Duration.ofDays(2)), NOW.plusSeconds(1), Bucket.HOUR))
                    .buckets().getLast().ok()).isEqualTo(1);
            Workshop.value(gateway.revoke(id));
            assertThat(Workshop.value(gateway.probe(issued.secret())).verdict()).isEqualTo(Probe.Verdict.REFUSED);
        }
    }

    @Test
    void anAccountSignsInToTheApplicationAndAnotherApplicationIsNotFound() {
        assertThat(Workshop.value(withPassword(miqey, application()).list(Progress.NONE))).hasSize(1);
        KeyGateway elsewhere = withPassword(miqey, Map.of("application_id", "app_other"));
        assertThat(Workshop.failure(elsewhere.list(Progress.NONE))).isInstanceOf(Failure.Rejected.class);
        assertThat(Workshop.failure(elsewhere.revoke(new KeyId("tok_x")))).as("no proof that a token is gone")
                .isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void whatTokensCannotDoHasAReason() {
        Provider provider = provider(miqey);
        assertThat(provider.noun()).isEqualTo("token");
        assertThat(provider.scopes()).isEmpty();
        assertThat(provider.parameters()).singleElement()
                .satisfies(one -> assertThat(one.required() && one.help().contains("/app/")).isTrue());
        for (Capability missing : List.of(Capability.EDIT_SCOPES, Capability.EDIT_EXPIRY, Capability.DISABLE,
                Capability.TWO_FACTOR)) {
            assertThat(provider.support(missing)).isInstanceOfSatisfying(Support.No.class,
                    no -> assertThat(no.reason()).endsWith("."));
        }
        assertThat(provider.support(Capability.ROTATE)).isInstanceOfSatisfying(Support.ConsoleOnly.class,
                console -> assertThat(console.link()).contains("{param.application_id}"));
        assertThat(provider.support(Capability.PROBE)).isEqualTo(new Support.Yes(true));
        assertThat(provider.support(Capability.CREATE)).isEqualTo(new Support.Yes(false));
        assertThat(provider(clouds).support(Capability.EDIT_SCOPES)).isEqualTo(new Support.Yes(false));
        assertThat(provider(clouds).signIns()).extracting(SignIn::id).containsExactly("session", "key");
    }

    @Test
    void plainHttpIsRefusedBeyondThisComputer() {
        for (ReadyLine ready : List.of(clouds, miqey)) {
            assertThat(URI.create(provider(ready).address())).hasScheme("https");
            DescriptorGateways gateways = new DescriptorGateways(library, keychain, () -> NOW, folder.resolve("locks"),
                    EngineLimits.DEFAULT, Attendant.NOBODY);
            assertThat(Workshop.failure(gateways.open(new Profile(Workshop.PROFILE, ready.system(),
                    Environment.PRODUCTION, URI.create(provider(ready).address().replace("https", "http")),
                    application(), Optional.of("ann@acme.test"), NOW)))).isInstanceOf(Failure.InvalidInput.class);
        }
    }
}
