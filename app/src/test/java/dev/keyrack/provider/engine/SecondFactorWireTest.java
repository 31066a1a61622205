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
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.provider.domain.AccountTwoFactor.Setup;
import dev.keyrack.provider.domain.AccountTwoFactor.Status;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import dev.keyrack.twofactor.domain.OtpAuthUri;
import dev.keyrack.twofactor.domain.Totp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Speaks the built-in descriptors to the authority, over HTTP.
@DisplayName("The second factor, by the built-in descriptors")
class SecondFactorWireTest {
    @TempDir
    Path folder;
    private final MemoryKeychain keychain = new MemoryKeychain();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final ProviderLibrary library = new ProviderLibrary(Path.of("none"));
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private Optional<ReadyLine> started = Optional.empty();

    private void start(String system) {
        try {
            Authority authority = Authority.start(new AuthorityOptions(folder, Set.of(system), OptionalInt.empty(),
                    Optional.empty(), new Sample.None(), Plan.FREE), () -> now);
            open.add(authority);
            started = Optional.of(authority.ready().getFirst());
            try (Secret password = ready().password()) {
                keychain.put(CredentialNames.credential(Workshop.PROFILE), password.reveal());
            }
        } catch (AuthorityException e) {
            throw new AssertionError(e);
        }
    }

    private ReadyLine ready() {
        return started.orElseThrow();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private KeyGateway gateway() {
        return gateway("session");
    }

    private KeyGateway gateway(String way) {
        DescriptorGateways gateways = new DescriptorGateways(library, keychain, () -> now, folder.resolve("locks"),
                EngineLimits.DEFAULT, Attendant.NOBODY, wait -> now = now.plus(wait));
        KeyGateway gateway = Workshop.value(gateways.open(new Profile(Workshop.PROFILE, ready().system(),
                Environment.PRODUCTION, ready().baseUrl(), Map.of(), Optional.of(ready().email()), way,
                Optional.empty(),
                now)));
        open.add(gateway);
        return gateway;
    }

    private static OtpAuthUri key(Setup setup) {
        return Workshop.value(OtpAuthUri.parse(setup.uri().orElseThrow()));
    }

    private String code(OtpAuthUri key) {
        try (Secret code = Totp.at(key, now)) {
            return code.reveal();
        }
    }

    private static List<String> backupCodes(Outcome<AccountTwoFactor.Enabled> outcome) {
        try (AccountTwoFactor.Enabled enabled = Workshop.value(outcome)) {
            return enabled.backupCodes().stream().map(Secret::reveal).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudheed", "generic", "migrateclouds"})
    void theWholeRoundWorksWhereTheSystemHasIt(String system) {
        start(system);
        AccountTwoFactor factor = gateway().twoFactor();
        assertThat(Workshop.value(factor.status()))
                .isEqualTo(new Status(false, Optional.of(false), Optional.empty(), OptionalInt.of(0)));

        OtpAuthUri key;
        try (Setup setup = Workshop.value(factor.setUp())) {
            key = key(setup);
            assertThat(key.account()).isEqualTo(ready().email());
            try (Secret base32 = key.base32()) {
                assertThat(setup.seed().orElseThrow().sameAs(base32)).isTrue();
            }
        }
        assertThat(Workshop.value(factor.status()).pending()).contains(true);
        assertThat(Workshop.failure(factor.verify("000000"))).isEqualTo(new Failure.SecondFactorNeeded(true));
        List<String> backupCodes = backupCodes(factor.verify(code(key)));
        assertThat(backupCodes).hasSize(10).allMatch(code -> code.matches("[0-9a-z]{4}(-[0-9a-z]{4}){3}"));
        assertThat(Workshop.value(factor.status()))
                .isEqualTo(new Status(true, Optional.of(false), Optional.of(now), OptionalInt.of(10)));

        KeyGateway later = gateway();
        assertThat(Workshop.failure(later.signIn(Optional.empty()))).isEqualTo(new Failure.SecondFactorNeeded(false));
        assertThat(later.signIn(Optional.of(code(key))).isOk()).isTrue();
        assertThat(later.signIn(Optional.of(backupCodes.getFirst())).isOk()).isTrue();
        assertThat(Workshop.failure(later.signIn(Optional.of(backupCodes.getFirst()))))
                .isEqualTo(new Failure.SecondFactorNeeded(true));
        assertThat(Workshop.value(later.twoFactor().status()).backupCodesLeft()).hasValue(9);

        assertThat(Workshop.failure(later.twoFactor().disable("000000")))
                .isEqualTo(new Failure.SecondFactorNeeded(true));
        assertThat(Workshop.value(later.twoFactor().disable(backupCodes.getLast())).enabled()).isFalse();
        assertThat(gateway().signIn(Optional.empty()).isOk()).isTrue();
        key.close();
    }

    @Test
    void aSessionGoesOnWithoutACode() {
        start("cloudheed");
        KeyGateway gateway = gateway();
        try (OtpAuthUri key = enabled(gateway)) {
            assertThat(gateway.signIn(Optional.of(code(key))).isOk()).isTrue();
        }
        now = now.plus(Duration.ofHours(5));

        assertThat(gateway.list(Progress.NONE).isOk()).isTrue();
        assertThat(gateway().list(Progress.NONE).isOk()).isTrue();
    }

    private OtpAuthUri enabled(KeyGateway gateway) {
        try (Setup setup = Workshop.value(gateway.twoFactor().setUp())) {
            OtpAuthUri key = key(setup);
            assertThat(backupCodes(gateway.twoFactor().verify(code(key)))).isNotEmpty();
            return key;
        }
    }

    @Test
    void aKeyThatIsKeptFillsCodesInByItself() {
        start("cloudheed");
        try (OtpAuthUri key = enabled(gateway()); Secret text = key.text()) {
            keychain.put(CredentialNames.totp(Workshop.PROFILE), text.reveal());
        }
        keychain.delete(CredentialNames.session(Workshop.PROFILE));
        Instant before = now;

        assertThat(gateway().list(Progress.NONE).isOk()).isTrue();
        assertThat(gateway().signIn(Optional.empty()).isOk()).as("the code of this moment is used up").isTrue();
        assertThat(now).isAfter(before).isBefore(before.plusSeconds(31));
    }

    @Test
    void aSecondSetupOfAnAccountThatHasOneIsRefusedWithTheProvidersWords() {
        start("cloudheed");
        KeyGateway gateway = gateway();
        enabled(gateway).close();

        assertThat(Workshop.failure(gateway.twoFactor().setUp())).isInstanceOfSatisfying(Failure.Rejected.class,
                rejected -> assertThat(rejected.call().said()).contains("on already"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic", "migrateclouds"})
    void aProfileThatSignsInByKeyHasNoAccountToProtect(String system) {
        start(system);
        try (Secret key = ready().given("api_key").orElseThrow()) {
            keychain.put(CredentialNames.credential(Workshop.PROFILE), key.reveal());
        }

        assertThat(Workshop.failure(gateway("key").twoFactor().status()))
                .isInstanceOfSatisfying(Failure.Unsupported.class,
                        unsupported -> assertThat(unsupported.reason()).startsWith("Only a profile that signs in by"));
    }

    @Test
    void whatTheSystemsDoNotHaveIsSaidWithAReason() {
        for (String system : List.of("migma", "miqey")) {
            assertThat(library.find(system).orElseThrow().support(Capability.TWO_FACTOR))
                    .isInstanceOf(Support.No.class);
        }
        assertThat(library.find("cloudheed").orElseThrow().support(Capability.TWO_FACTOR))
                .isEqualTo(new Support.Yes(true));
        for (String system : List.of("generic", "migrateclouds")) {
            assertThat(library.find(system).orElseThrow().support(Capability.TWO_FACTOR))
                    .isEqualTo(new Support.Yes(false));
        }
    }
}
