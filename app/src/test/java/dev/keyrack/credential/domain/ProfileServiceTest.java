package dev.keyrack.credential.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.FakeClock;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.FakeInventory;
import dev.keyrack.fake.FakeJournal;
import dev.keyrack.fake.FakeKeychain;
import dev.keyrack.fake.FakeProfiles;
import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Parameter;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Profiles with their credential")
class ProfileServiceTest {
    private final List<String> log = new ArrayList<>();
    private final FakeGateway gateway = new FakeGateway(log);
    private final FakeJournal journal = new FakeJournal(log);
    private final FakeKeychain keychain = new FakeKeychain();
    private final FakeProfiles repository = new FakeProfiles();
    private final ProfileService service = service(Samples.provider());

    private ProfileService service(Provider provider) {
        return new ProfileService(new ProfileStores(repository, keychain, new FakeInventory(log), journal),
                new OpenGateways(_ -> Outcome.ok(gateway)), _ -> _ -> Outcome.ok(gateway),
                new ProfileCheck(Samples.catalog(provider), Messages.forLocale(Locale.ENGLISH)), new FakeClock());
    }

    private static NewProfile wish(String environment, String url) {
        return new NewProfile("demo", "fakery", environment, url, Map.of(), Optional.of("admin@fakery.test"));
    }

    private Outcome<Profile> add(NewProfile wish, Optional<String> code) {
        try (Secret password = Secret.wrap("correct horse".getBytes(StandardCharsets.UTF_8))) {
            return service.add(wish, password, code);
        }
    }

    private static Failure failure(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed<?>) outcome).failure();
    }

    @Test
    void areKeptOnceTheSignInHeld() {
        Outcome<Profile> outcome = add(wish("development", "http://127.0.0.1:4711"), Optional.empty());

        assertThat(outcome).isEqualTo(Outcome.ok(Samples.DEMO));
        assertThat(repository.held).containsValue(Samples.DEMO);
        assertThat(keychain.held.get("profile/demo/credential")).asString(StandardCharsets.UTF_8)
                .isEqualTo("correct horse");
        assertThat(log).containsExactly("provider: sign in", "journal: profile.added demo");
    }

    @Test
    void areNotKeptByHalfWhenTheSignInIsRefused() {
        gateway.failure = Optional.of(new Failure.SignInRefused(FakeGateway.call(401)));

        assertThat(failure(add(wish("staging", "https://a.test"), Optional.empty())))
                .isInstanceOf(Failure.SignInRefused.class);
        assertThat(repository.held).isEmpty();
        assertThat(keychain.held).isEmpty();
        assertThat(gateway.isClosed).isTrue();
    }

    @Test
    void areNotKeptByHalfWhenTheProfileCannotBeSaved() {
        repository.isBroken = true;

        assertThat(failure(add(wish("staging", "https://a.test"), Optional.empty())))
                .isInstanceOf(Failure.StorageFailed.class);
        assertThat(keychain.held).isEmpty();
    }

    @Test
    void areNotSentAnywhereWhenTheCredentialCannotBeKept() {
        keychain.isBroken = true;

        assertThat(failure(add(wish("staging", "https://a.test"), Optional.empty())))
                .isInstanceOf(Failure.KeychainFailed.class);
        assertThat(log).isEmpty();
        assertThat(repository.held).isEmpty();
    }

    @Test
    void takeTheSecondFactorAlong() {
        gateway.neededCode = Optional.of("123456");

        assertThat(failure(add(wish("staging", "https://a.test"), Optional.empty())))
                .isEqualTo(new Failure.SecondFactorNeeded(false));
        assertThat(repository.held).isEmpty();
        assertThat(add(wish("staging", "https://a.test"), Optional.of("123456")).isOk()).isTrue();
        assertThat(repository.held).hasSize(1);
    }

    @Test
    void areAddedOnce() {
        add(wish("staging", "https://a.test"), Optional.empty());

        assertThat(failure(add(wish("staging", "https://a.test"), Optional.empty())))
                .isEqualTo(new Failure.AlreadyThere("profile", "demo"));
    }

    @Test
    void areRemovedWithCredentialAndSession() {
        add(wish("development", "http://127.0.0.1:4711"), Optional.empty());
        keychain.held.put("profile/demo/session", new byte[]{1});

        assertThat(service.remove(Samples.DEMO).isOk()).isTrue();
        assertThat(repository.held).isEmpty();
        assertThat(keychain.held).isEmpty();
        assertThat(log).endsWith("journal: profile.removed demo");
    }

    @Test
    void stayWhenTheirCredentialCannotBeRemoved() {
        add(wish("development", "http://127.0.0.1:4711"), Optional.empty());
        keychain.isBroken = true;

        assertThat(failure(service.remove(Samples.DEMO))).isInstanceOf(Failure.KeychainFailed.class);
        assertThat(repository.held).hasSize(1);
    }

    @Test
    void thatAreNotThereAreAnsweredWithThoseThatAre() {
        add(wish("development", "http://127.0.0.1:4711"), Optional.empty());

        assertThat(failure(service.find("dmeo")))
                .isEqualTo(new Failure.NotFound("profile", "dmeo", List.of("demo")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "live", "dev", "two words", ""})
    void needAnEnvironmentThatCannotBeMistaken(String environment) {
        assertThat(failure(service.validate(wish(environment, "https://a.test"))))
                .isInstanceOfSatisfying(Failure.InvalidInput.class,
                        input -> assertThat(input.problem()).contains("short forms such as prod are not taken"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.fakery.test", "ftp://a.test", "a.test", "https://", "https://u:p@a.test",
            "https://a.test?x=1", "https://a.test#x", "https://a b", "http://127.0.0.1.evil.test"})
    void needAnAddressThatIsSafe(String url) {
        assertThat(failure(service.validate(wish("staging", url)))).isInstanceOfSatisfying(Failure.InvalidInput.class,
                input -> assertThat(input.where()).isEqualTo(url));
    }

    @ParameterizedTest
    @CsvSource({"https://a.test/,https://a.test", "http://localhost:80/x/,http://localhost:80/x",
            "http://[::1]:1,http://[::1]:1"})
    void loseTheLastSlashOfTheirAddress(String typed, String kept) {
        Outcome<Profile> outcome = service.validate(wish("staging", typed));

        assertThat(((Outcome.Ok<Profile>) outcome).value().baseUrl()).hasToString(kept);
    }

    @Test
    void needWhatTheirProviderAsksFor() {
        Provider plain = Samples.provider();
        Provider asking = new Provider(plain.id(), plain.name(), plain.address(), plain.noun(), plain.signIn(),
                plain.capabilities(), plain.scopes(), plain.shapes(),
                List.of(new Parameter("project", "Project id", "", true)));

        assertThat(failure(service(asking).validate(wish("staging", "https://a.test"))))
                .isEqualTo(new Failure.InvalidInput("project", "Fakery needs it (Project id)"));
        NewProfile foreign = new NewProfile("demo", "fakery", "staging", "https://a.test", Map.of("team", "x"),
                Optional.of("a@b.test"));
        assertThat(failure(service.validate(foreign)))
                .isEqualTo(new Failure.InvalidInput("team", "Fakery knows no such parameter"));
        NewProfile nobody = new NewProfile("demo", "fakery", "staging", "https://a.test", Map.of(), Optional.empty());
        assertThat(failure(service.validate(nobody)))
                .isEqualTo(new Failure.InvalidInput("E-mail", "Fakery needs it to sign in"));
    }

    @Test
    void fillWhatTheyLeaveOutIntoTheirAddress() {
        Provider plain = Samples.provider();
        Provider placed = new Provider(plain.id(), plain.name(), plain.address(), plain.noun(), plain.signIn(),
                plain.capabilities(), plain.scopes(), plain.shapes(),
                List.of(new Parameter("site", "Site", "", true, "eu1", List.of(), false)));
        String address = "https://{param.site}.fakery.test";

        assertThat(((Outcome.Ok<Profile>) service(placed).validate(wish("staging", address))).value().baseUrl())
                .hasToString("https://eu1.fakery.test");
        NewProfile given = new NewProfile("demo", "fakery", "staging", address, Map.of("site", "us2"),
                Optional.of("a@b.test"));
        assertThat(((Outcome.Ok<Profile>) service(placed).validate(given)).value().baseUrl())
                .hasToString("https://us2.fakery.test");
    }

    @Test
    void needANameAndAProvider() {
        NewProfile unnamed = new NewProfile("-x", "fakery", "staging", "https://a.test", Map.of(), Optional.empty());
        assertThat(failure(service.validate(unnamed))).isInstanceOf(Failure.InvalidInput.class);
        NewProfile elsewhere = new NewProfile("x", "other", "staging", "https://a.test", Map.of(), Optional.empty());
        assertThat(failure(service.validate(elsewhere)))
                .isEqualTo(new Failure.NotFound("provider", "other", List.of("fakery")));
    }
}
