package dev.keyrack.credential.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.fake.FakeClock;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.FakeInventory;
import dev.keyrack.fake.FakeJournal;
import dev.keyrack.fake.FakeKeychain;
import dev.keyrack.fake.FakeProfiles;
import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
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

@DisplayName("Changing a profile")
class ProfileChangeTest {
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final List<String> log = new ArrayList<>();
    private final FakeGateway gateway = new FakeGateway(log);
    private final FakeJournal journal = new FakeJournal(log);
    private final FakeKeychain keychain = new FakeKeychain();
    private final FakeInventory inventory = new FakeInventory(log);
    private final FakeProfiles repository = new FakeProfiles();
    private ProfileService service = open();

    /// The program, started anew on the same files.
    private ProfileService open() {
        return new ProfileService(new ProfileStores(repository, keychain, inventory, journal),
                new OpenGateways(_ -> Outcome.ok(gateway)), _ -> _ -> Outcome.ok(gateway),
                new ProfileCheck(Samples.catalog(Samples.provider(), Samples.manyWays()),
                        Messages.forLocale(Locale.ENGLISH)),
                new FakeClock());
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static NewProfile wish(String name, String environment, String url) {
        return new NewProfile(name, "fakery", environment, url, Map.of(), Optional.of("admin@fakery.test"));
    }

    private Profile added() {
        try (Secret password = secret("old")) {
            Outcome<Profile> outcome = service.add(wish("demo", "development", "https://old.test"), password,
                    Optional.empty());
            keychain.held.put("profile/demo/session", "session".getBytes(StandardCharsets.UTF_8));
            log.clear();
            return ((Outcome.Ok<Profile>) outcome).value();
        }
    }

    private Outcome<Profile> update(Profile base, NewProfile wish, String password) {
        try (Secret typed = secret(password)) {
            return service.update(base, wish, typed, Map.of(), Optional.empty());
        }
    }

    private String kept(String name) {
        byte[] value = keychain.held.get(name);
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    private static Failure failure(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed<?>) outcome).failure();
    }

    @Test
    void takesCredentialSessionAndHistoryAlongToAnotherName() {
        Profile base = added();

        assertThat(update(base, wish("demo2", "development", "https://old.test"), "").isOk()).isTrue();
        assertThat(repository.held.keySet()).containsExactly(new ProfileName("demo2"));
        assertThat(keychain.held).containsOnlyKeys("profile/demo2/credential", "profile/demo2/session");
        assertThat(kept("profile/demo2/credential")).isEqualTo("old");
        assertThat(log).contains("inventory: rename demo to demo2", "journal: profile.change.requested demo",
                "journal: profile.changed demo2").noneMatch(line -> line.startsWith("provider: "));
    }

    @Test
    void signsInAtAnotherAddressAndDropsTheSession() {
        Profile base = added();

        assertThat(update(base, wish("demo", "development", "https://new.test"), "").isOk()).isTrue();
        assertThat(log).contains("provider: sign in");
        assertThat(keychain.held).containsOnlyKeys("profile/demo/credential");
    }

    @Test
    void changesNothingIfTheNewSignInIsRefused() {
        Profile base = added();
        gateway.failure = Optional.of(new Failure.SignInRefused(FakeGateway.call(401)));

        assertThat(failure(update(base, wish("demo", "development", "https://new.test"), "new")))
                .isInstanceOf(Failure.SignInRefused.class);
        assertThat(repository.held).containsValue(base);
        assertThat(keychain.held).containsOnlyKeys("profile/demo/credential", "profile/demo/session");
        assertThat(kept("profile/demo/credential")).isEqualTo("old");
    }

    @Test
    void needsNeitherProviderNorKeychainForAnotherEnvironment() {
        Profile base = added();
        keychain.isBroken = true;

        assertThat(update(base, wish("demo", "staging", "https://old.test"), "").isOk()).isTrue();
        assertThat(repository.held.values()).extracting(Profile::environment).containsExactly(Environment.STAGING);
        assertThat(log).containsExactly("journal: profile.changed demo");
    }

    @Test
    void takesNoNameThatIsTaken() {
        Profile base = added();
        repository.save(Samples.profile("other", Environment.STAGING));

        assertThat(failure(update(base, wish("other", "development", "https://old.test"), "")))
                .isEqualTo(new Failure.AlreadyThere("profile", "other"));
    }

    /// Kills the program at each step in turn; whatever comes next finds the old or the new profile, complete.
    @ParameterizedTest
    @CsvSource({"demo2,https://old.test,", "demo,https://new.test,new", "demo2,https://new.test,new"})
    void survivesAKillAtAnyStep(String name, String url, String typed) {
        String password = typed == null ? "" : typed;
        String fresh = password.isEmpty() ? "old" : password;
        int steps = 0;
        boolean killed = true;
        while (killed) {
            steps++;
            start();
            Profile base = added();
            int left = steps;
            int[] done = {0};
            Runnable bomb = () -> {
                if (++done[0] == left) {
                    throw new Killed();
                }
            };
            arm(bomb);
            try {
                update(base, wish(name, "development", url), password);
                killed = false;
            } catch (Killed _) {
                killed = true;
            }
            arm(() -> {
            });
            service = open();
            checkComplete(name, url, fresh);
        }
        assertThat(steps).isGreaterThan(8);
    }

    private void start() {
        repository.held.clear();
        repository.pending.clear();
        keychain.held.clear();
        service = open();
    }

    private void arm(Runnable bomb) {
        repository.step = bomb;
        keychain.step = bomb;
        inventory.step = bomb;
    }

    private void checkComplete(String name, String url, String fresh) {
        List<Profile> all = ((Outcome.Ok<List<Profile>>) service.all()).value();
        assertThat(all).hasSize(1);
        Profile found = all.getFirst();
        boolean isNew = found.name().value().equals(name) && found.baseUrl().toString().equals(url);
        boolean isOld = found.name().value().equals("demo") && found.baseUrl().toString().equals("https://old.test");
        assertThat(isNew || isOld).isTrue();
        assertThat(kept("profile/" + found.name() + "/credential")).isEqualTo(isNew ? fresh : "old");
        assertThat(repository.pending).isEmpty();
        if (isNew && !name.equals("demo")) {
            assertThat(log).contains("inventory: rename demo to " + name);
            assertThat(keychain.held).doesNotContainKeys("profile/demo/credential", "profile/demo/session");
        }
    }

    @Test
    void isCompletedLaterIfTheKeychainFailsHalfway() {
        Profile base = added();
        int[] stored = {0};
        keychain.step = () -> {
            if (++stored[0] == 9) {
                keychain.isBroken = true;
            }
        };
        update(base, wish("demo2", "development", "https://old.test"), "");
        keychain.step = () -> {
        };
        keychain.isBroken = false;

        service.all();
        assertThat(kept("profile/demo2/credential")).isEqualTo("old");
        assertThat(repository.pending).isEmpty();
    }

    private static NewProfile withKey(Map<String, String> parameters) {
        return new NewProfile("many", "manyways", "staging", "https://eu.manyways.test", parameters,
                Optional.empty(), Optional.of("key"), Optional.empty());
    }

    @Test
    void keepsAndForgetsFurtherSecrets() {
        try (Secret key = secret("mw_test_1"); Secret app = secret("app-1")) {
            Outcome<Profile> many = service.add(withKey(Map.of("project", "p")), key, Map.of("app", app),
                    Optional.empty());
            assertThat(keychain.held).containsOnlyKeys("profile/many/credential", "profile/many/credential/app");
            assertThat(service.remove(((Outcome.Ok<Profile>) many).value()).isOk()).isTrue();
            assertThat(keychain.held).isEmpty();
        }
    }

    @Test
    void saysWhichSecretIsMissing() {
        try (Secret key = secret("mw_test_1")) {
            assertThat(failure(service.add(withKey(Map.of("project", "p")), key, Optional.empty())))
                    .isEqualTo(new Failure.InvalidInput("Application key",
                            "Manyways needs it to sign in, and none was given"));
            assertThat(keychain.held).isEmpty();
            assertThat(log).isEmpty();
        }
    }

    @Test
    void triesADraftWithoutKeepingAnything() {
        try (Secret password = secret("draft");
                Draft draft = Draft.of(wish("demo", "development", "https://old.test"), password)) {
            Outcome<Trial> outcome = service.test(draft, Optional.empty(), false);
            try (Trial trial = ((Outcome.Ok<Trial>) outcome).value()) {
                assertThat(trial.keys()).hasValue(0);
                assertThat(trial.call().path()).isEqualTo("/v1/things");
            }
        }
        assertThat(keychain.held).isEmpty();
        assertThat(repository.held).isEmpty();
        assertThat(log).containsExactly("provider: sign in", "provider: test", "provider: list");
    }

    @Test
    void keepsWhatWasTriedWithoutSigningInAgain() {
        NewProfile wish = wish("demo", "development", "https://old.test");
        try (Secret password = secret("draft"); Draft draft = Draft.of(wish, password)) {
            try (Trial trial = ((Outcome.Ok<Trial>) service.test(draft, Optional.empty(), false)).value()) {
                log.clear();
                NewProfile renamed = wish("demo2", "production", "https://old.test");
                assertThat(service.holds(trial, renamed)).isTrue();
                assertThat(service.add(renamed, trial).isOk()).isTrue();
                NewProfile elsewhere = wish("demo3", "production", "https://new.test");
                assertThat(service.holds(trial, elsewhere)).isFalse();
                assertThatThrownBy(() -> service.add(elsewhere, trial))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
        assertThat(kept("profile/demo2/credential")).isEqualTo("draft");
        assertThat(log).containsExactly("journal: profile.added demo2");
    }

    @Test
    void asksForChoicesBeforeTheParameterIsThere() {
        try (Secret key = secret("mw_test_1");
                Secret app = secret("app-1");
                Draft draft = new Draft(withKey(Map.of()), Optional.empty(), key, Map.of("app", app))) {
            assertThat(service.choices(draft, "project", Optional.empty()).isOk()).isTrue();
        }
        assertThat(keychain.held).isEmpty();
    }

    @Test
    void checksOptionsAddressesAndCertificates() {
        assertThat(failure(service.validate(withKey(Map.of("project", "p", "tier", "gold")))))
                .isEqualTo(new Failure.InvalidInput("tier", "Manyways takes one of free, paid here"));
        NewProfile american = new NewProfile("many", "manyways", "staging",
                "https://{param.project}.us.manyways.test", Map.of("project", "acme"), Optional.empty(),
                Optional.of("key"), Optional.of("certs/company.pem"));
        assertThat(failure(service.validate(american))).isEqualTo(new Failure.InvalidInput("certs/company.pem",
                "the path of a certificate file begins at the root of the disk"));
        NewProfile whole = new NewProfile("many", "manyways", "staging", american.url(), american.parameters(),
                Optional.empty(), Optional.of("key"), Optional.of("/etc/company.pem"));
        assertThat(service.validate(whole)).isInstanceOfSatisfying(Outcome.Ok.class, found -> assertThat(
                ((Profile) found.value()).baseUrl()).hasToString("https://acme.us.manyways.test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"production,mw_test_1,likely to refuse it", "staging,mw_live_1,happens in production"})
    void warnsOfASecretForAnotherEnvironment(String line) {
        String[] given = line.split(",", -1);
        NewProfile wish = new NewProfile("many", "manyways", given[0], "https://eu.manyways.test", Map.of(),
                Optional.empty());
        try (Secret key = secret(given[1])) {
            assertThat(service.check().oddity(wish, key)).hasValueSatisfying(
                    words -> assertThat(words).contains(given[2]).contains("mw_").doesNotContain(given[1]));
        }
    }

    @ParameterizedTest
    @CsvSource({"production,mw_live_1", "staging,mw_test_1", "sandbox,mw_test_1", "production,other"})
    void saysNothingOfASecretThatFits(String environment, String value) {
        NewProfile wish = new NewProfile("many", "manyways", environment, "https://eu.manyways.test", Map.of(),
                Optional.empty());
        try (Secret key = secret(value)) {
            assertThat(service.check().oddity(wish, key)).isEmpty();
        }
    }
}
