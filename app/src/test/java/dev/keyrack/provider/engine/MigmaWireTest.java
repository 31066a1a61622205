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
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Probe;
import dev.keyrack.key.domain.RequestLimit;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import dev.keyrack.usage.domain.Bucket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

/// The client's descriptor on the authority, over HTTP.
@DisplayName("Migma's descriptor on the authority")
class MigmaWireTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;
    /// Goes on while somebody waits.
    private volatile Instant now = NOW;
    private final MemoryKeychain keychain = new MemoryKeychain();
    private final List<KeyGateway> opened = new ArrayList<>();
    private Provider provider;
    private ProviderLibrary library;
    private Authority authority;

    @BeforeEach
    void start() throws AuthorityException {
        library = new ProviderLibrary(folder.resolve("none"));
        provider = library.find("migma").orElseThrow();
        launch(Plan.PRO);
    }

    private void launch(Plan plan) throws AuthorityException {
        authority = Authority.start(new AuthorityOptions(folder.resolve("server"), Set.of("migma"),
                OptionalInt.empty(), Optional.empty(), new Sample.None(), plan), () -> now);
    }

    @AfterEach
    void stop() {
        opened.forEach(KeyGateway::close);
        authority.close();
    }

    private KeyGateway withPassword(Environment environment) {
        try (Secret password = ready().password()) {
            return open("session", environment, password.reveal());
        }
    }

    private KeyGateway withKey(Environment environment) {
        try (Secret key = ready().given("api_key").orElseThrow()) {
            return open("key", environment, key.reveal());
        }
    }

    private ReadyLine ready() {
        return authority.ready().getFirst();
    }

    private KeyGateway open(String way, Environment environment, String credential) {
        keychain.put(CredentialNames.credential(Workshop.PROFILE), credential);
        Optional<String> account = way.equals("key") ? Optional.empty() : Optional.of(ready().email());
        KeyGateway gateway = Workshop.value(new DescriptorGateways(library, keychain, () -> now,
                folder.resolve("locks" + opened.size()), EngineLimits.DEFAULT, Attendant.NOBODY,
                wait -> now = now.plus(wait))
                .open(new Profile(Workshop.PROFILE, provider.id(), environment, ready().baseUrl(), Map.of(), account,
                        way, Optional.empty(), NOW)));
        opened.add(gateway);
        return gateway;
    }

    private static SequencedSet<Scope> scopes(String... values) {
        SequencedSet<Scope> scopes = new LinkedHashSet<>();
        for (String value : values) {
            scopes.add(new Scope(value));
        }
        return scopes;
    }

    @Test
    void signsInWithPasswordOrWithAKeyThatManagesKeys() {
        assertThat(provider.signIns()).extracting(SignIn::id).containsExactly("session", "key");
        List<ApiKey> bySession = Workshop.value(withPassword(Environment.PRODUCTION).list(Progress.NONE));
        List<ApiKey> byKey = Workshop.value(withKey(Environment.PRODUCTION).list(Progress.NONE));
        assertThat(bySession).extracting(ApiKey::name).containsExactly("Administrator");
        assertThat(byKey).extracting(ApiKey::id).containsExactly(bySession.getFirst().id());
        assertThat(byKey.getFirst().scopes()).hasSize(7);
    }

    @Test
    void testsTheConnectionAsTheDocumentDoes() {
        Call call = Workshop.value(withKey(Environment.PRODUCTION).test());
        assertThat(call.path()).isEqualTo("/v1/projects");
        assertThat(call.status()).hasValue(200);
        assertThat(Workshop.value(withPassword(Environment.STAGING).test()).status()).hasValue(200);
    }

    @Test
    void aTestKeyDoesNotSignInToProduction() {
        KeyGateway staging = withPassword(Environment.STAGING);
        try (IssuedKey issued = Workshop.value(
                staging.create(new NewKey("Try", scopes("email:read"), Optional.empty())))) {
            String value = issued.secret().reveal();
            assertThat(open("key", Environment.STAGING, value).test().isOk()).isTrue();
            assertThat(Workshop.failure(open("key", Environment.PRODUCTION, value).test()))
                    .isInstanceOfSatisfying(Failure.SignInRefused.class, refused -> {
                        assertThat(refused.call().status()).hasValue(401);
                        assertThat(refused.call().said()).isEqualTo("Invalid or missing API key");
                    });
        }
        assertThat(withKey(Environment.DEVELOPMENT).test().isOk()).isTrue();
    }

    @Test
    void followsAKeyFromItsCreationToItsDeath() {
        KeyGateway gateway = withPassword(Environment.PRODUCTION);
        try (IssuedKey issued = Workshop.value(
                gateway.create(new NewKey("Deploy", scopes("email:read"), Optional.of(Duration.ofDays(90)))))) {
            KeyId id = issued.key().id();
            assertThat(issued.secret().reveal()).startsWith("mgma_sk_live_");
            assertThat(issued.key().hint()).isEqualTo(new Hint(Hint.Kind.ID, id.value().substring(0, 8)));
            assertThat(issued.key().lastUsed()).isEqualTo(new LastUsed.Never());
            assertThat(issued.key().expiresAt()).contains(NOW.plus(Duration.ofDays(90)));
            assertThat(Workshop.value(gateway.probe(issued.secret())).verdict()).isEqualTo(Probe.Verdict.ACCEPTED);
            assertThat(Workshop.value(gateway.get(id)).lastUsed())
                    .isEqualTo(new LastUsed.At(NOW, LastUsed.Precision.EXACT));
            ApiKey changed = Workshop.value(gateway.update(id, new KeyChange(Optional.of("Deploy 2"),
                    Optional.of(scopes("email:read", "audience:read")), Optional.of(new KeyChange.Expiry.Never()),
                    Optional.empty())));
            assertThat(changed.name()).isEqualTo("Deploy 2");
            assertThat(changed.scopes()).containsExactlyInAnyOrder(new Scope("email:read"),
                    new Scope("audience:read"));
            assertThat(changed.expiresAt()).isEmpty();
            assertThat(Workshop.value(gateway.update(id, KeyChange.enabled(false))).status())
                    .isEqualTo(KeyStatus.DISABLED);
            assertThat(Workshop.value(gateway.probe(issued.secret())).verdict()).isEqualTo(Probe.Verdict.REFUSED);
            assertThat(Workshop.value(gateway.usage(id, NOW.minus(Duration.ofDays(1)), NOW.plusSeconds(60), Bucket.DAY))
                    .buckets()).last().satisfies(today -> {
                        assertThat(today.ok()).isEqualTo(1);
                        assertThat(today.refused()).isEqualTo(1);
                    });
            Workshop.value(gateway.update(id, KeyChange.enabled(true)));
            assertThat(Workshop.value(gateway.revoke(id)).status()).hasValue(200);
            assertThat(Workshop.value(gateway.probe(issued.secret())).verdict()).isEqualTo(Probe.Verdict.REFUSED);
            assertThat(Workshop.failure(gateway.get(id))).isInstanceOf(Failure.NotFound.class);
        }
    }

    @Test
    void outsideProductionKeysAreTestKeysAndProvedWhereverTheyBelong() {
        KeyGateway staging = withPassword(Environment.STAGING);
        try (IssuedKey issued = Workshop.value(
                staging.create(new NewKey("Try", scopes("email:read"), Optional.empty())))) {
            assertThat(issued.secret().reveal()).startsWith("mgma_sk_test_");
            // a proof in the wrong environment must not take a living key for a dead one
            assertThat(Workshop.value(withPassword(Environment.PRODUCTION).probe(issued.secret())).verdict())
                    .isEqualTo(Probe.Verdict.ACCEPTED);
        }
    }

    @Test
    void aKeyThatMayNotManageKeysIsToldSo() {
        KeyGateway gateway = withPassword(Environment.PRODUCTION);
        try (IssuedKey issued = Workshop.value(
                gateway.create(new NewKey("Plain", scopes("email:read"), Optional.empty())))) {
            KeyGateway plain = open("key", Environment.PRODUCTION, issued.secret().reveal());
            assertThat(plain.test().isOk()).isTrue();
            assertThat(Workshop.failure(plain.list(Progress.NONE))).isInstanceOfSatisfying(Failure.Refused.class,
                    refused -> assertThat(refused.call().said()).isEqualTo("Insufficient permissions"));
        }
    }

    @Test
    void readsTheLimitFromEveryAnswer() {
        KeyGateway gateway = withKey(Environment.PRODUCTION);
        Workshop.value(gateway.test());
        assertThat(gateway.limit()).contains(new RequestLimit(Optional.of(100L), 99, Optional.of(NOW.plusSeconds(61))));
        // the reset is told in whole seconds, and the last one has to be over
    }

    @Test
    void twentyFiveRequestsOfTheFreePlanTakeTwoWindowsAndSeeNoRefusal() throws AuthorityException {
        authority.close();
        launch(Plan.FREE);
        KeyGateway gateway = withKey(Environment.PRODUCTION);
        for (int i = 0; i < 25; i++) {
            Workshop.value(gateway.test());
        }
        assertThat(Duration.between(NOW, now)).isBetween(Duration.ofSeconds(120), Duration.ofSeconds(126));

        KeyGateway session = withPassword(Environment.PRODUCTION);
        ApiKey used = Workshop.value(session.list(Progress.NONE)).getFirst();
        assertThat(Workshop.value(session.usage(used.id(), NOW.minus(Duration.ofDays(1)), now.plusSeconds(60),
                Bucket.DAY)).buckets()).allSatisfy(bucket -> assertThat(bucket.limited()).isZero());
    }

    @Test
    void aRefusalThatNobodyCouldForeseeIsWaitedOut() throws AuthorityException {
        authority.close();
        launch(Plan.FREE);
        KeyGateway first = withKey(Environment.PRODUCTION);
        for (int i = 0; i < 10; i++) {
            Workshop.value(first.test());
        }
        Workshop.value(withKey(Environment.PRODUCTION).test()); // elsewhere, with the same key

        assertThat(Duration.between(NOW, now)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(63));
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThat(Workshop.failure(open("session", Environment.PRODUCTION, "wrong").signIn(Optional.empty())))
                .isInstanceOf(Failure.SignInRefused.class);
        try (Secret nonsense = Secret.wrap("mgma_sk_live_nonsense".getBytes(StandardCharsets.UTF_8))) {
            assertThat(Workshop.value(withKey(Environment.PRODUCTION).probe(nonsense)).verdict())
                    .isEqualTo(Probe.Verdict.REFUSED);
        }
    }

    @Test
    void saysWhatIsDocumentedAndWhatIsNot() {
        assertThat(provider.support(Capability.PROBE)).isEqualTo(new Support.Yes(true));
        for (Capability capability : List.of(Capability.LIST, Capability.GET, Capability.CREATE, Capability.EDIT_NAME,
                Capability.EDIT_SCOPES, Capability.EDIT_EXPIRY, Capability.DISABLE, Capability.REVOKE,
                Capability.USAGE)) {
            assertThat(provider.support(capability)).as(capability.name()).isEqualTo(new Support.Yes(false));
        }
        assertThat(provider.support(Capability.ROTATE)).isInstanceOf(Support.No.class);
        assertThat(provider.scopes()).hasSize(7);
        assertThat(provider.variable()).contains("MIGMA_API_KEY");
        assertThat(provider.presets()).singleElement().satisfies(preset -> assertThat(preset.scopes())
                .containsExactly("audience:read", "email:read", "template:read", "webhook:read"));
    }
}
