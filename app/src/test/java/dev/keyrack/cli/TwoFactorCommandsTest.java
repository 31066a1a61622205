package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.fake.FakeTwoFactor;
import dev.keyrack.fake.Samples;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.domain.OtpAuthUri;
import dev.keyrack.twofactor.domain.Totp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("keyrack twofactor")
class TwoFactorCommandsTest extends CliTestBase {
    private static final String URI = "otpauth://totp/Fake:ada@fake.test?secret=" + FakeTwoFactor.SEED + "&issuer=Fake";

    @BeforeEach
    void begin() {
        haveProfile();
    }

    private List<String> actions() {
        return services.journal.entries.stream().map(JournalEntry::action).toList();
    }

    private int run(String command) {
        return run(("twofactor " + command + " --profile demo").split(" ", -1));
    }

    @Test
    void enrolHandsTheUriOver() {
        assertThat(run("enrol --secret-to stdout")).isZero();

        assertThat(terminal.outText()).isEqualTo(URI + "\n");
        assertThat(terminal.errText()).contains("keyrack twofactor verify --profile demo");
        assertThat(actions()).containsExactly("twofactor.setup.requested", "twofactor.setup.done");
    }

    @Test
    void enrolPrintsAllPartsAsJson() {
        services.gateway.twoFactor.uri = Optional.empty();

        assertThat(run("enrol --secret-to stdout --output json")).isZero();
        assertThat(terminal.outText()).isEqualTo("{\"secret\":\"JBSWY3DPEHPK3PXP\",\"uri\":\"otpauth://totp/Fakery:"
                + "admin@fakery.test?secret=JBSWY3DPEHPK3PXP&issuer=Fakery\",\"issuer\":\"Fakery\","
                + "\"account\":\"admin@fakery.test\",\"algorithm\":\"SHA1\",\"digits\":6,\"period\":30}\n");
    }

    @Test
    void enrolChecksThePlaceBeforeTheProviderIsAsked() {
        services.placeProblem = Optional.of(new Failure.AlreadyThere("file", "x"));

        assertThat(run("enrol --secret-to file:x")).isEqualTo(2);
        assertThat(requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enrol", "verify --code 123456", "disable --yes"})
    void whatNobodyCanBeAskedForIsWrongUsage(String command) {
        assertThat(run(command)).isEqualTo(2);
        assertThat(requests()).isEmpty();
    }

    @Test
    void enrolAtATerminalGoesAllTheWay() {
        terminal.type("y", "000000", "123456");

        assertThat(run("enrol")).isZero();
        assertThat(terminal.outText()).isEqualTo("aaaa-bbbb\ncccc-dddd\neeee-ffff\n");
        assertThat(terminal.errText()).contains("JBSW Y3DP EHPK 3PXP", "does not belong to this key");
        assertThat(actions()).containsExactly("twofactor.setup.requested", "twofactor.setup.done",
                "twofactor.verify.requested", "twofactor.refused", "twofactor.verify.requested", "twofactor.enabled",
                "twofactor.codes.handed-over");
    }

    @Test
    void theKeyIsShownOnlyAfterAQuestion() {
        terminal.type("n");

        assertThat(run("enrol")).isEqualTo(1);
        assertThat(requests()).isEmpty();
    }

    @Test
    void verifyHandsTheCodesOverOnePerLine() {
        assertThat(run("verify --code 123456 --secret-to file:codes.txt")).isZero();

        assertThat(services.log).contains("place: aaaa-bbbb\ncccc-dddd\neeee-ffff");
        assertThat(terminal.outText()).doesNotContain("aaaa-bbbb");
        assertThat(services.journal.entries).extracting(JournalEntry::detail).contains("the file codes.txt")
                .noneMatch(detail -> detail.contains("aaaa"));
    }

    @Test
    void verifyPrintsTheCodesAsJson() {
        assertThat(run("verify --code 123456 --secret-to stdout --output json")).isZero();

        assertThat(terminal.outText())
                .isEqualTo("{\"enabled\":true,\"backup_codes\":[\"aaaa-bbbb\",\"cccc-dddd\",\"eeee-ffff\"]}\n");
    }

    @Test
    void aWrongCodeIsRefusedAndExplainedWhereTheKeyIsKept() {
        assertThat(run("verify --code 000000 --secret-to stdout")).isEqualTo(3);
        assertThat(terminal.errText()).contains("The provider refused the code.").doesNotContain("belong");
        services.keychain.held.put(CredentialNames.totp(Samples.DEMO.name()), URI.getBytes(StandardCharsets.UTF_8));

        assertThat(run("verify --code 000000 --secret-to stdout")).isEqualTo(3);
        assertThat(terminal.errText()).contains("The code does not belong to this key.");
        assertThat(actions()).contains("twofactor.refused");
    }

    @Test
    void codesThatCouldNotBeHandedOverAreSaid() {
        services.deliveryProblem = Optional.of(new Failure.StorageFailed("writing x", "full"));

        assertThat(run("verify --code 123456 --secret-to file:x")).isEqualTo(6);
        assertThat(terminal.errText()).contains("is on, but its backup codes were not handed over");
    }

    @Test
    void statusTellsWhatIsKnown() {
        assertThat(run("status --output json")).isZero();
        assertThat(terminal.outText()).isEqualTo("{\"enabled\":false,\"pending\":false,\"enabled_at\":null,"
                + "\"backup_codes_left\":0,\"kept\":false}\n");
        terminal.reset();
        services.gateway.twoFactor.enabledAt = Optional.of(Samples.NOW);

        assertThat(run("status")).isZero();
        assertThat(terminal.outText()).contains("is on since 2026-11-22", "Backup codes left: 3", "not kept");
    }

    @Test
    void disableAsksAndForgetsTheKey() {
        services.gateway.twoFactor.enabledAt = Optional.of(Samples.NOW);
        services.keychain.held.put(CredentialNames.totp(Samples.DEMO.name()), URI.getBytes(StandardCharsets.UTF_8));
        terminal.type("other");
        assertThat(run("disable --code aaaa-bbbb")).isEqualTo(1);
        assertThat(requests()).isEmpty();

        assertThat(run("disable --code aaaa-bbbb --yes")).isZero();
        assertThat(services.keychain.held).isEmpty();
        assertThat(actions()).containsExactly("twofactor.disable.requested", "twofactor.disabled",
                "twofactor.seed.forgotten");
    }

    @Test
    void aProductionProfileNeedsItsName() {
        Profile live = Samples.profile("live", Environment.PRODUCTION);
        services.profiles.held.put(live.name(), live);

        assertThat(run("twofactor", "disable", "--profile", "live", "--code", "123456", "--yes")).isEqualTo(2);
        assertThat(run("twofactor", "enrol", "--profile", "live", "--secret-to", "stdout", "--yes")).isEqualTo(2);
        assertThat(requests()).isEmpty();
        assertThat(
                run("twofactor", "enrol", "--profile", "live", "--secret-to", "stdout", "--yes", "--confirm", "live"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {URI, FakeTwoFactor.SEED, "jbsw y3dp ehpk 3pxp"})
    void aKeyThatIsKeptGivesCodesUntilItIsForgotten(String given) {
        terminal.pipe(given + "\n");
        assertThat(run("keep")).isZero();
        assertThat(terminal.outText()).contains("both factors");
        terminal.reset();

        assertThat(run("code")).isZero();
        assertThat(terminal.outText().strip()).isEqualTo(code());
        assertThat(run("forget")).isZero();
        assertThat(run("code")).isEqualTo(5);
        assertThat(actions()).containsExactly("twofactor.seed.kept", "twofactor.seed.forgotten");
    }

    private String code() {
        try (Secret text = Secret.wrap(URI.getBytes(StandardCharsets.UTF_8))) {
            if (!(OtpAuthUri.parse(text) instanceof Outcome.Ok<OtpAuthUri>(var key))) {
                throw new AssertionError("not read");
            }
            try (key; Secret code = Totp.at(key, services.clock.instant())) {
                return code.reveal();
            }
        }
    }

    @Test
    void aKeyCanComeFromAPictureOfItsCode(@TempDir Path folder) {
        String picture = folder.resolve("code.png").toString();
        terminal.pipe(URI + "\n");
        assertThat(run("twofactor", "qr", "--out", picture)).isZero();

        assertThat(run("keep --from-picture " + picture)).isZero();
        terminal.reset();
        assertThat(run("code")).isZero();
        assertThat(terminal.outText().strip()).isEqualTo(code());
    }

    @Test
    void whatIsNoKeyIsNotKept() {
        terminal.pipe("otpauth://steam/a?secret=" + FakeTwoFactor.SEED);

        assertThat(run("keep")).isEqualTo(2);
        assertThat(terminal.errText()).contains("another type than totp and hotp").doesNotContain(FakeTwoFactor.SEED);
        assertThat(services.keychain.held).isEmpty();
    }
}
