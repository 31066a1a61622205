package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.Samples;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Advice;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The commands about profiles")
class ProfileCommandsTest extends CliTestBase {
    private int add(String... more) {
        List<String> arguments = new ArrayList<>(List.of("profile", "add", "demo", "--provider", "fakery",
                "--environment", "development", "--url", "http://127.0.0.1:4711", "--email", "admin@fakery.test"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private String kept() {
        return new String(services.keychain.held.getOrDefault("profile/demo/credential", new byte[0]),
                StandardCharsets.UTF_8);
    }

    @Test
    void addOneWithAPasswordFromStandardInput() {
        terminal.pipe("correct horse\n");

        assertThat(add("--secret-stdin")).isZero();
        assertThat(kept()).isEqualTo("correct horse");
        assertThat(terminal.outText()).isEqualTo("""
                Profile demo (DEVELOPMENT) signs in at http://127.0.0.1:4711.
                Kept in the fake keyring.
                """);
        assertThat(terminal.errText()).isEmpty();
    }

    @Test
    void addOneAndSaySoInJson() {
        terminal.pipe("correct horse");

        assertThat(add("--secret-stdin", "--output", "json")).isZero();
        assertThat(terminal.outText()).isEqualTo("{\"name\":\"demo\",\"provider\":\"fakery\","
                + "\"environment\":\"development\",\"base_url\":\"http://127.0.0.1:4711\","
                + "\"account\":\"admin@fakery.test\",\"parameters\":{},"
                + "\"sign_in\":\"session\",\"authority\":null,"
                + "\"store\":{\"kind\":\"os_keyring\",\"label\":\"fake keyring\"}}\n");
    }

    @Test
    void askForThePasswordWhereSomebodyIs() {
        terminal.type("correct horse");

        assertThat(add()).isZero();
        assertThat(terminal.questions).containsExactly("Password for demo: ");
        assertThat(kept()).isEqualTo("correct horse");
    }

    @Test
    void sayHowToGiveThePasswordWhereNobodyIs() {
        assertThat(add()).isEqualTo(2);
        assertThat(terminal.errText()).contains("give it on standard input with --secret-stdin");
    }

    @Test
    void takeNoEmptyPassword() {
        terminal.pipe("\n");

        assertThat(add("--secret-stdin")).isEqualTo(2);
        assertThat(services.profiles.held).isEmpty();
    }

    @Test
    void checkEverythingBeforeTheyAskForThePassword() {
        terminal.type("correct horse");

        assertThat(run("profile", "add", "demo", "--provider", "fakery", "--environment", "prod", "--url",
                "https://a.test", "--email", "a@b.test")).isEqualTo(2);
        assertThat(terminal.questions).isEmpty();
    }

    @Test
    void keepNothingWhenTheSignInIsRefused() {
        terminal.pipe("wrong");
        services.gateway.failure = Optional.of(new Failure.SignInRefused(FakeGateway.call(401)));

        assertThat(add("--secret-stdin")).isEqualTo(3);
        assertThat(services.profiles.held).isEmpty();
        assertThat(services.keychain.held).isEmpty();
    }

    @Test
    void takeTheSecondFactorFromAnOption() {
        terminal.pipe("correct horse");
        services.gateway.neededCode = Optional.of("123456");

        assertThat(add("--secret-stdin", "--code", "123456")).isZero();
    }

    @Test
    void askForTheSecondFactorWhereSomebodyIs() {
        terminal.type("correct horse", "123456");
        services.gateway.neededCode = Optional.of("123456");

        assertThat(add()).isZero();
        assertThat(terminal.questions).containsExactly("Password for demo: ", "Code of the second factor: ");
    }

    @Test
    void sayThatACodeIsNeededWhereNobodyIs() {
        terminal.pipe("correct horse");
        services.gateway.neededCode = Optional.of("123456");

        assertThat(add("--secret-stdin")).isEqualTo(3);
        assertThat(terminal.errText()).contains("--code");
        assertThat(services.keychain.held).isEmpty();
    }

    @Test
    void listThemInThreeFormats() {
        haveProfile();
        Profile other = Samples.profile("zoo", Environment.PRODUCTION);
        services.profiles.held.put(other.name(), other);

        run("profile", "list");
        assertThat(terminal.outText()).isEqualTo("""
                NAME  ENVIRONMENT  PROVIDER  ADDRESS                ACCOUNT
                demo  DEVELOPMENT  fakery    http://127.0.0.1:4711  admin@fakery.test
                zoo   PRODUCTION   fakery    http://127.0.0.1:4711  admin@fakery.test
                """);
        terminal.reset();
        run("profile", "list", "--output", "csv");
        assertThat(terminal.outText()).isEqualTo("""
                name,provider,environment,base_url,account,parameters
                demo,fakery,development,http://127.0.0.1:4711,admin@fakery.test,
                zoo,fakery,production,http://127.0.0.1:4711,admin@fakery.test,
                """);
        terminal.reset();
        run("profile", "list", "--output", "json");
        assertThat(terminal.outText().lines()).hasSize(4).first().isEqualTo("[");
    }

    @Test
    void sayHowToBeginWhenThereIsNone() {
        assertThat(run("profile", "list")).isZero();
        assertThat(terminal.outText()).isEqualTo("There is no profile yet. keyrack profile add makes one.\n");
        terminal.reset();
        run("profile", "list", "--output", "json");
        assertThat(terminal.outText()).isEqualTo("[]\n");
    }

    @Test
    void showOneWithItsStore() {
        haveProfile();

        assertThat(run("profile", "show", "demo")).isZero();
        assertThat(terminal.outText()).contains("Environment    DEVELOPMENT\n",
                "Signs in with  Password (session)\n", "Certificates   the system's own\n",
                "Kept in        fake keyring\n");
    }

    @Test
    void testAConnection() {
        haveProfile();

        assertThat(run("profile", "test", "demo")).isZero();
        assertThat(terminal.outText()).isEqualTo("demo answers: GET /v1/things, 200, in 12 ms.\n");
    }

    private static Failure limited() {
        Call call = new Call("GET", "/v1/projects", OptionalInt.of(429), "Rate limit exceeded", Samples.NOW,
                Duration.ZERO, Optional.of(new Advice(List.of("Ten a minute"), List.of("Wait a minute"))));
        return new Failure.RateLimited(Duration.ofMillis(6_500), call);
    }

    @Test
    void nameTheCallThatATestMadeAndWhatHelpsWhenItFails() {
        haveProfile();
        services.gateway.failure = Optional.of(limited());
        assertThat(run("profile", "test", "demo")).isEqualTo(4);
        assertThat(terminal.errText()).isEqualTo("""
                The provider allows no more requests for now. Try again in 6 seconds.
                Request: GET /v1/projects, answer 429
                It said: “Rate limit exceeded”
                What may have led to it:
                  - Ten a minute
                What helps:
                  - Wait a minute
                """);
    }

    @Test
    void tellProgramsTheSame() {
        haveProfile();
        services.gateway.failure = Optional.of(limited());
        assertThat(run("profile", "test", "demo", "--output", "json")).isEqualTo(4);
        assertThat(terminal.errText().lines().toList().getLast()).endsWith(
                "\"status\":429,\"method\":\"GET\",\"path\":\"/v1/projects\",\"causes\":[\"Ten a minute\"],"
                        + "\"help\":[\"Wait a minute\"],\"retry_after_seconds\":7}}");
    }

    @Test
    void testAConnectionWithASecondFactor() {
        haveProfile();
        services.gateway.neededCode = Optional.of("123456");

        assertThat(run("profile", "test", "demo", "--code", "123456", "--output", "json")).isZero();
        assertThat(terminal.outText()).isEqualTo("{\"name\":\"demo\",\"method\":\"GET\",\"path\":\"/v1/things\","
                + "\"at\":\"2026-11-22T12:00:00Z\",\"status\":200,\"millis\":12}\n");
        assertThat(requests()).containsExactly("provider: test", "provider: sign in with 123456", "provider: test");
    }

    @Test
    void sayThatACodeIsWrong() {
        haveProfile();
        services.gateway.neededCode = Optional.of("123456");

        assertThat(run("profile", "test", "demo", "--code", "000000")).isEqualTo(3);
        assertThat(terminal.errText()).startsWith("The provider refused the code.");
    }

    @Test
    void removeOneThatSomebodyNamed() {
        haveProfile();
        terminal.type("demo");

        assertThat(run("profile", "remove", "demo")).isZero();
        assertThat(services.profiles.held).isEmpty();
        assertThat(terminal.errText()).contains("demo (DEVELOPMENT, 127.0.0.1:4711)");
        assertThat(terminal.questions).containsExactly("Type demo to go on: ");
    }

    @Test
    void removeNoneUponAnotherAnswer() {
        haveProfile();
        terminal.type("yes");

        assertThat(run("profile", "remove", "demo")).isEqualTo(1);
        assertThat(services.profiles.held).hasSize(1);
        assertThat(terminal.errText()).endsWith("Nothing was changed.\n");
    }

    @Test
    void removeNoneWithoutBeingAsked() {
        haveProfile();

        assertThat(run("profile", "remove", "demo")).isEqualTo(2);
        assertThat(services.profiles.held).hasSize(1);
        assertThat(run("profile", "remove", "demo", "--yes", "--output", "json")).isZero();
        assertThat(terminal.outText()).isEqualTo("{\"name\":\"demo\",\"removed\":true}\n");
    }

    private int addMany(String... more) {
        services.provider = Samples.manyWays();
        List<String> arguments = new ArrayList<>(List.of("profile", "add", "many", "--provider", "manyways",
                "--environment", "staging", "--url", "https://eu.manyways.test", "--param", "project=p"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void takeFurtherSecretsFromFiles() throws IOException {
        Path app = Files.writeString(home.resolve("app"), "app-1\nsecond line");
        terminal.pipe("mw_test_1");

        assertThat(addMany("--sign-in", "key", "--more", "app=" + app, "--secret-stdin")).isZero();
        assertThat(services.keychain.held.get("profile/many/credential/app")).asString(StandardCharsets.UTF_8)
                .isEqualTo("app-1");
        assertThat(terminal.errText()).isEmpty();
    }

    @Test
    void listWhatThereIsToPickAndKeepNothing() throws IOException {
        services.provider = Samples.manyWays();
        Path app = Files.writeString(home.resolve("app"), "app-1");
        terminal.pipe("mw_test_1");

        assertThat(run("profile", "add", "many", "--provider", "manyways", "--environment", "staging", "--url",
                "https://eu.manyways.test", "--sign-in", "key", "--more", "app=" + app, "--secret-stdin"))
                .isEqualTo(2);
        assertThat(terminal.errText())
                .contains("Manyways needs it (Project). Take one of: first (The first), second (The second)")
                .contains("--param project");
        assertThat(services.keychain.held).isEmpty();
        assertThat(services.profiles.held).isEmpty();
    }

    @Test
    void sayThatAFileCannotBeRead() {
        terminal.pipe("mw_test_1");

        assertThat(addMany("--sign-in", "key", "--more", "app=" + home.resolve("none"), "--secret-stdin"))
                .isEqualTo(2);
        assertThat(terminal.errText()).contains("this file with a secret cannot be read");
        assertThat(addMany("--sign-in", "key", "--ca", home.resolve("none").toString())).isEqualTo(2);
        assertThat(terminal.errText()).contains("this file with certificates cannot be read");
        assertThat(services.keychain.held).isEmpty();
    }

    @Test
    void askForNoSecretWhereNoneIsNeeded() {
        assertThat(addMany("--sign-in", "browser", "--param", "client=c")).isZero();
        assertThat(services.profiles.held.values()).singleElement()
                .satisfies(profile -> assertThat(profile.signIn()).isEqualTo("browser"));
        assertThat(services.keychain.held).isEmpty();
    }

    @Test
    void pointOutASecretForAnotherEnvironmentAndGoOn() throws IOException {
        Path app = Files.writeString(home.resolve("app"), "app-1");
        terminal.pipe("mw_live_1");

        assertThat(addMany("--sign-in", "key", "--more", "app=" + app, "--secret-stdin")).isZero();
        assertThat(terminal.errText()).startsWith("This begins with mw_live_").doesNotContain("mw_live_1");
    }

    @Test
    void changeAProfile() {
        terminal.pipe("correct horse");
        add("--secret-stdin");
        terminal.reset();

        assertThat(run("profile", "edit", "demo", "--name", "demo2", "--environment", "staging")).isZero();
        assertThat(terminal.outText())
                .isEqualTo("Profile demo2 (STAGING) is changed and signs in at http://127.0.0.1:4711.\n");
        assertThat(services.keychain.held).containsOnlyKeys("profile/demo2/credential");
        assertThat(requests()).containsExactly("provider: sign in");
        services.gateway.failure = Optional.of(new Failure.SignInRefused(FakeGateway.call(401)));
        assertThat(run("profile", "edit", "demo2", "--url", "http://127.0.0.1:9")).isEqualTo(3);
        assertThat(services.profiles.held.values()).extracting(Profile::host).containsExactly("127.0.0.1:4711");
    }
}
