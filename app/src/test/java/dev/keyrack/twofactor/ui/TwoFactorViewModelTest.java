package dev.keyrack.twofactor.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.FakeTwoFactor;
import dev.keyrack.fake.Samples;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.ClockReading;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.twofactor.ui.TwoFactorViewModel.Phase;
import dev.keyrack.twofactor.ui.TwoFactorViewModel.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The second factor of an account")
class TwoFactorViewModelTest {
    private final TwoFactorPage page = new TwoFactorPage();
    private final TwoFactorViewModel viewModel = page.viewModel;

    private Phase phase() {
        return viewModel.phaseProperty().get();
    }

    private EnrolmentViewModel enrolling() {
        return page.open().begin();
    }

    private CodesViewModel codes() {
        enrolling();
        page.prove("123456");
        return viewModel.codes().orElseThrow();
    }

    @Test
    void isAskedForOnlyWhileSomebodyLooks() {
        viewModel.open(Samples.DEMO, page.bench.provider);
        page.bench.settle();
        assertThat(page.bench.log).isEmpty();
        assertThat(phase()).isEqualTo(Phase.LOADING);
        viewModel.visible(true);
        assertThat(viewModel.busyProperty().get()).isTrue();
        page.bench.settle();
        assertThat(phase()).isEqualTo(Phase.OFF);
        assertThat(viewModel.facts().subtitle())
                .isEqualTo("for the sign-in of admin@fakery.test at Fakery, not for the keys");
    }

    @Test
    void isNothingWithoutAProfile() {
        page.open();
        viewModel.openNone();
        assertThat(phase()).isEqualTo(Phase.NONE);
        viewModel.refresh();
        viewModel.begin();
        page.bench.settle();
        assertThat(phase()).isEqualTo(Phase.NONE);
    }

    @Test
    void saysWhyTheProviderCannot() {
        TwoFactorPage none = new TwoFactorPage(Samples.provider(Map.of(Capability.TWO_FACTOR,
                new Support.No("Fakery has no second factor.")))).open();
        assertThat(none.viewModel.phaseProperty().get()).isEqualTo(Phase.CANNOT);
        assertThat(none.viewModel.facts().reason()).isEqualTo("Fakery has no second factor.");
        assertThat(none.bench.log).isEmpty();
    }

    @Test
    void namesTheStepsWhereOnlyTheConsoleCan() {
        TwoFactorPage console = new TwoFactorPage(Samples.provider(Map.of(Capability.TWO_FACTOR,
                new Support.ConsoleOnly(List.of("Sign in.", "Open the settings."), "https://fakery.test/2fa")))).open();
        assertThat(console.viewModel.phaseProperty().get()).isEqualTo(Phase.CONSOLE);
        assertThat(console.viewModel.facts().steps()).containsExactly("Sign in.", "Open the settings.");
        assertThat(console.viewModel.facts().link()).isEqualTo("https://fakery.test/2fa");
        assertThat(console.bench.log).isEmpty();
    }

    @Test
    void tellsOfflineAndRefusedAndAWantedCodeApart() {
        page.bench.gateway.twoFactor.failure = Optional
                .of(new Failure.Unreachable(Failure.Unreachable.Cause.CONNECT, "127.0.0.1:4711"));
        page.open();
        assertThat(phase()).isEqualTo(Phase.FAILED);
        assertThat(viewModel.troubleProperty().get()).isEqualTo(Trouble.OFFLINE);
        assertThat(viewModel.problemProperty().get()).contains("Nothing answers at 127.0.0.1:4711");
        page.bench.gateway.twoFactor.failure = Optional.of(new Failure.Refused("", FakeGateway.call(403)));
        viewModel.refresh();
        page.bench.settle();
        assertThat(viewModel.troubleProperty().get()).isEqualTo(Trouble.REFUSED);
        page.bench.gateway.twoFactor.failure = Optional.of(new Failure.SecondFactorNeeded(false));
        viewModel.refresh();
        page.bench.settle();
        assertThat(viewModel.troubleProperty().get()).isEqualTo(Trouble.CODE);
        viewModel.signIn();
        assertThat(page.asked).containsExactly("code");
        page.bench.gateway.twoFactor.failure = Optional.empty();
        viewModel.refresh();
        page.bench.settle();
        assertThat(phase()).isEqualTo(Phase.OFF);
    }

    @Test
    void asksToArmAReadOnlyProfileFirst() {
        page.isArmed = false;
        page.open();
        viewModel.begin();
        page.bench.settle();
        assertThat(page.asked).containsExactly("arm");
        assertThat(page.bench.log).doesNotContain("provider: 2fa setup");
    }

    @Test
    void saysThatAReadOnlyProfileIsReadOnlyIfNobodyAsked() {
        page.open(Samples.profile("acme-live", Environment.PRODUCTION));
        viewModel.begin();
        page.bench.settle();
        assertThat(phase()).isEqualTo(Phase.OFF);
        assertThat(viewModel.problemProperty().get()).contains("acme-live");
        assertThat(page.bench.log).doesNotContain("provider: 2fa setup");
    }

    @Test
    void showsTheKeyInGroupsOfFour() {
        EnrolmentViewModel enrolment = enrolling();
        assertThat(phase()).isEqualTo(Phase.ENROLLING);
        assertThat(enrolment.masked()).containsExactly("JBSW", "••••", "••••", "••XP");
        assertThat(enrolment.peek()).containsExactly("JBSW", "Y3DP", "EHPK", "3PXP");
        enrolment.copy();
        assertThat(page.copied).containsExactly(FakeTwoFactor.SEED);
        assertThat(List.of(enrolment.account(), enrolment.issuer(), enrolment.codeWords(), enrolment.method()))
                .containsExactly("ada@fake.test", "Fake", "6 digits, 30 s", "SHA-1, usual");
        assertThat(enrolment.spoken()).isEqualTo("QR code for Fake, ada@fake.test").doesNotContain("otpauth");
    }

    @Test
    void namesWhatIsNotUsual() {
        page.bench.gateway.twoFactor.uri = Optional.of("otpauth://totp/Fake:ada?secret=" + FakeTwoFactor.SEED
                + "&algorithm=SHA512&digits=8&period=60");
        EnrolmentViewModel enrolment = enrolling();
        assertThat(enrolment.codeWords()).isEqualTo("8 digits, 60 s");
        assertThat(enrolment.method()).isEqualTo("SHA-512, not known to every app");
        assertThat(enrolment.digits()).isEqualTo(8);
    }

    @Test
    void hidesThePictureByItselfAfterAMinute() throws InterruptedException {
        EnrolmentViewModel enrolment = enrolling();
        assertThat(enrolment.leftProperty().get()).isEqualTo("1:00");
        page.bench.clock.sleep(Duration.ofSeconds(51));
        viewModel.tick();
        assertThat(enrolment.leftProperty().get()).isEqualTo("0:09");
        assertThat(enrolment.endingProperty().get()).isTrue();
        enrolment.showLonger();
        assertThat(enrolment.leftProperty().get()).isEqualTo("1:00");
        page.bench.clock.sleep(Duration.ofSeconds(59));
        viewModel.tick();
        assertThat(enrolment.shownProperty().get()).isTrue();
        page.bench.clock.sleep(Duration.ofSeconds(1));
        viewModel.tick();
        assertThat(enrolment.shownProperty().get()).isFalse();
        enrolment.copy();
        assertThat(page.copied).isEmpty();
        enrolment.showLonger();
        assertThat(enrolment.shownProperty().get()).isTrue();
    }

    @Test
    void isOnAfterTheRightCodeAndWipesTheKey() {
        EnrolmentViewModel enrolment = enrolling();
        enrolment.type("12345");
        assertThat(enrolment.canSend()).isFalse();
        page.prove("123456");
        assertThat(phase()).isEqualTo(Phase.CODES);
        assertThat(enrolment.acceptedProperty().get())
                .isEqualTo("Accepted by Fakery at 12:00:00. Sign-in now asks for a code.");
        assertThat(enrolment.shownProperty().get()).isFalse();
        assertThatIllegalStateException().isThrownBy(enrolment::peek);
        assertThat(page.keychain.held).isEmpty();
        assertThat(page.bench.count("provider: 2fa verify")).isEqualTo(1);
    }

    @Test
    void sendsACodeOnce() {
        EnrolmentViewModel enrolment = enrolling();
        enrolment.type("123456");
        enrolment.send();
        enrolment.send();
        page.bench.settle();
        assertThat(page.bench.count("provider: 2fa verify")).isEqualTo(1);
    }

    @Test
    void helpsWithAWrongCodeInPlace() {
        EnrolmentViewModel enrolment = enrolling();
        page.prove("000000");
        assertThat(phase()).isEqualTo(Phase.ENROLLING);
        assertThat(enrolment.failureProperty().get()).startsWith("The code does not belong to this key.");
        assertThat(enrolment.codeProperty().get()).isEmpty();
        assertThat(enrolment.shownProperty().get()).isTrue();
        page.bench.gateway.twoFactor.failure = Optional
                .of(new Failure.Unreachable(Failure.Unreachable.Cause.CONNECT, "127.0.0.1:4711"));
        page.prove("123456");
        assertThat(enrolment.failureProperty().get()).contains("Nothing answers");
    }

    @Test
    void saysHowTheClockOfThisComputerStands() {
        page.bench.gateway.twoFactor.clock = Optional
                .of(new ClockReading(Duration.ofMillis(200), Duration.ofMillis(600)));
        assertThat(enrolling().clock()).isEqualTo("The clock of this computer is right: 0.2 s off.");
        assertThat(viewModel.enrolment().orElseThrow().sentOnce()).isEqualTo("Sent to Fakery once.");
        viewModel.cancel();
        page.bench.settle();
        page.bench.gateway.twoFactor.clock = Optional
                .of(new ClockReading(Duration.ofSeconds(40), Duration.ofMillis(600)));
        assertThat(page.begin().clock()).isEqualTo("This computer's clock is 40 s ahead of the provider's.");
        viewModel.cancel();
        page.bench.settle();
        page.bench.gateway.twoFactor.clock = Optional.empty();
        assertThat(page.begin().clock()).isEmpty();
    }

    @Test
    void keepsTheKeyOnlyIfSomebodyChoseThat() {
        EnrolmentViewModel enrolment = enrolling();
        assertThat(enrolment.keepProperty().get()).isFalse();
        enrolment.keepProperty().set(true);
        page.prove("123456");
        assertThat(page.keychain.held).hasSize(1);
        viewModel.codes().orElseThrow().reachableProperty().set(true);
        viewModel.finish();
        page.bench.settle();
        assertThat(phase()).isEqualTo(Phase.ON);
        assertThat(viewModel.facts().isKept()).isTrue();
        viewModel.forgetKey();
        page.bench.settle();
        assertThat(viewModel.facts().isKept()).isFalse();
        assertThat(page.keychain.held).isEmpty();
    }

    @Test
    void isNotCutOffByLockingWhichTellsThatNobodyHasTheCodes() {
        EnrolmentViewModel enrolment = enrolling();
        List<String> told = new ArrayList<>();
        page.bench.gateway.twoFactor.meanwhile = () -> {
            page.bench.gateways.forgetAll();
            told.add(page.bench.gateway.isClosed ? "cut off" : "goes on");
        };
        enrolment.type("123456");
        enrolment.send();
        viewModel.lock(() -> told.add("nobody has the codes"));
        page.bench.settle();
        assertThat(told).containsExactly("goes on", "nobody has the codes");
        assertThat(page.bench.gateway.isClosed).isTrue();
        assertThat(page.bench.gateway.twoFactor.enabledAt).isPresent();
    }

    @Test
    void keepsTheKeyOfAPictureThatWasSavedBefore(@TempDir Path folder) {
        Path picture = folder.resolve("code.png");
        EnrolmentViewModel enrolment = enrolling();
        enrolment.savePicture(picture.toString());
        page.bench.settle();
        page.prove("123456");
        viewModel.codes().orElseThrow().reachableProperty().set(true);
        viewModel.finish();
        page.bench.settle();
        assertThat(viewModel.facts().isKept()).isFalse();

        List<String> told = new ArrayList<>();
        KeepKeyViewModel keeping = viewModel.keepKey(() -> told.add("kept")).orElseThrow();
        keeping.keep(folder.resolve("none.png").toString());
        page.bench.settle();
        assertThat(keeping.problemProperty().get()).contains("none.png");
        assertThat(page.keychain.held).isEmpty();

        keeping.keep(picture.toString());
        page.bench.settle();
        assertThat(told).containsExactly("kept");
        assertThat(keeping.problemProperty().get()).isEmpty();
        assertThat(viewModel.facts().isKept()).isTrue();
    }

    @Test
    void isDoneOnlyWhenSomebodyCanReachTheCodes() {
        CodesViewModel codes = codes();
        assertThat(codes.masked()).containsExactly("aa•• - ••••", "cc•• - ••••", "ee•• - ••••");
        assertThat(codes.peek()).containsExactly("aaaa - bbbb", "cccc - dddd", "eeee - ffff");
        viewModel.finish();
        page.bench.settle();
        assertThat(phase()).isEqualTo(Phase.CODES);
        codes.reachableProperty().set(true);
        viewModel.finish();
        page.bench.settle();
        assertThat(phase()).isEqualTo(Phase.ON);
        assertThatIllegalStateException().isThrownBy(codes::peek);
        assertThat(viewModel.facts().codesLeft()).isEqualTo("3");
        assertThat(viewModel.facts().since()).isEqualTo("22 Nov, 12:00");
    }

    @Test
    void savesTheCodesForTheirOwnerAndSaysSoInTheJournal(@TempDir Path folder) throws IOException {
        CodesViewModel codes = codes();
        Path file = folder.resolve("codes.txt");
        codes.save(file.toString());
        page.bench.settle();
        assertThat(Files.readString(file)).isEqualTo(
                "Backup codes of admin@fakery.test at Fakery\naaaa-bbbb\ncccc-dddd\neeee-ffff\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(codes.noteProperty().get()).isEqualTo("Kept: " + file);
        assertThat(page.bench.journal.entries.getLast().detail()).isEqualTo(file.toString());
        assertThat(page.bench.journal.entries).noneMatch(entry -> entry.toString().contains("aaaa-bbbb"));
        codes.save(file.toString());
        page.bench.settle();
        assertThat(codes.failureProperty().get()).startsWith("There is a file called");
    }

    @Test
    void putsTheCodesIntoTheKeyring() {
        CodesViewModel codes = codes();
        codes.toKeyring();
        page.bench.settle();
        assertThat(codes.inKeyringProperty().get()).isTrue();
        assertThat(page.keyring.held).hasSize(1);
        assertThat(new String(page.keyring.held.values().iterator().next(), StandardCharsets.UTF_8))
                .contains("aaaa-bbbb");
    }

    @Test
    void savesThePictureForItsOwner(@TempDir Path folder) {
        EnrolmentViewModel enrolment = enrolling();
        Path file = folder.resolve("code.png");
        enrolment.savePicture(file.toString());
        page.bench.settle();
        assertThat(file).isNotEmptyFile();
        assertThat(enrolment.noteProperty().get()).isEqualTo("The picture is in " + file + ".");
    }

    @Test
    void wipesTheKeyWhenSomebodyLeaves() {
        List<String> went = new ArrayList<>();
        EnrolmentViewModel enrolment = enrolling();
        viewModel.leave(() -> went.add("on"));
        assertThat(went).containsExactly("on");
        assertThatIllegalStateException().isThrownBy(enrolment::peek);
        page.bench.settle();
        assertThat(phase()).isEqualTo(Phase.OFF);
        EnrolmentViewModel second = page.begin();
        Profile other = Samples.profile("other", Environment.STAGING);
        viewModel.open(other, page.bench.provider);
        assertThatIllegalStateException().isThrownBy(second::peek);
        page.bench.settle();
        EnrolmentViewModel third = page.begin();
        viewModel.forget();
        assertThatIllegalStateException().isThrownBy(third::peek);
        assertThat(third.shownProperty().get()).isFalse();
    }

    @Test
    void asksBeforeCodesGetLostThatNobodyHas() {
        List<String> went = new ArrayList<>();
        List<Runnable> questions = new ArrayList<>();
        viewModel.setOnAsk(questions::add);
        CodesViewModel codes = codes();
        viewModel.leave(() -> went.add("on"));
        assertThat(went).isEmpty();
        assertThat(questions).hasSize(1);
        assertThat(codes.isClosed()).isFalse();
        codes.toKeyring();
        page.bench.settle();
        viewModel.leave(() -> went.add("on"));
        assertThat(went).containsExactly("on");
        assertThat(questions).hasSize(1);
    }

    @Test
    void losesTheCodesIfSomebodyInsists() {
        List<String> went = new ArrayList<>();
        viewModel.setOnAsk(Runnable::run);
        CodesViewModel codes = codes();
        viewModel.leave(() -> went.add("on"));
        assertThat(went).containsExactly("on");
        assertThat(codes.isClosed()).isTrue();
    }

    @Test
    void isNotLeftWhileACodeIsUnderWay() {
        List<String> went = new ArrayList<>();
        EnrolmentViewModel enrolment = enrolling();
        enrolment.type("123456");
        enrolment.send();
        assertThat(viewModel.isProving()).isTrue();
        viewModel.leave(() -> went.add("on"));
        viewModel.cancel();
        viewModel.visible(false);
        assertThat(went).isEmpty();
        page.bench.settle();
        assertThat(phase()).isEqualTo(Phase.CODES);
    }

    @Test
    void bringsNothingUpAfterItWasLocked() {
        EnrolmentViewModel enrolment = enrolling();
        enrolment.type("123456");
        enrolment.send();
        viewModel.forget();
        page.bench.settle();
        assertThat(viewModel.codes()).isEmpty();
        viewModel.refresh();
        page.bench.settle();
        assertThat(phase()).isEqualTo(Phase.ON);
    }

    @Test
    void closesAKeyThatComesTooLate() {
        page.open();
        viewModel.begin();
        viewModel.forget();
        page.bench.settle();
        assertThat(viewModel.enrolment()).isEmpty();
    }

    @Test
    void isSwitchedOffWithACodeAlone() {
        page.bench.gateway.twoFactor.enabledAt = Optional.of(Samples.NOW);
        page.open();
        assertThat(phase()).isEqualTo(Phase.ON);
        List<String> answers = new ArrayList<>();
        viewModel.turnOff("000000", answers::add);
        page.bench.settle();
        assertThat(answers.getFirst()).startsWith("The provider refused the code. Nothing was changed.");
        assertThat(phase()).isEqualTo(Phase.ON);
        viewModel.turnOff(" aaaa-bbbb ", answers::add);
        page.bench.settle();
        assertThat(answers.getLast()).isEmpty();
        assertThat(phase()).isEqualTo(Phase.OFF);
    }
}
