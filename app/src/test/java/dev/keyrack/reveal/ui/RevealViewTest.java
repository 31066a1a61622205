package dev.keyrack.reveal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeClipboard;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.FakeKeychain;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.reveal.data.HandOvers;
import dev.keyrack.reveal.domain.ClipboardLease;
import dev.keyrack.reveal.domain.DesktopFact;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.reveal.domain.HandOverPlaces;
import dev.keyrack.reveal.domain.KeyringAnswer;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("The one-time reveal")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class RevealViewTest {
    private static final String MASKED = "fk_live_" + "•".repeat(16);
    private final Bench bench = new Bench();
    private final FakeClipboard clipboard = new FakeClipboard();
    private final ClipboardViewModel lease = new ClipboardViewModel(new ClipboardLease(clipboard, bench.clock),
            bench.status, bench.times, bench.messages);
    private final Secret secret = Secret.wrap(FakeGateway.VALUE.getBytes(StandardCharsets.UTF_8));
    private final RevealViewModel viewModel = new RevealViewModel(Samples.DEMO, bench.provider,
            new IssuedKey(Samples.key("key_new", "robot", List.of("things:read")).build(), secret),
            new RevealViewModel.Parts(bench.keys, lease, places(), bench.runner,
                    List.of(new DesktopFact(DesktopFact.Kind.HISTORY, DesktopFact.Verdict.ASKED),
                            new DesktopFact(DesktopFact.Kind.CLEARING, DesktopFact.Verdict.UNKNOWN),
                            new DesktopFact(DesktopFact.Kind.MANAGER, DesktopFact.Verdict.NO))),
            bench.times, bench.messages);
    private final List<String> ended = new ArrayList<>();
    private final FakeKeychain keyring = new FakeKeychain();
    private @Nullable Problem keyringProblem;
    private TestWindow window;

    @TempDir
    Path folder;

    @BeforeEach
    void openReveal() {
        window = TestWindow.open(bench, 1440, 900);
        window.act(() -> RevealView.open(viewModel, bench.status, window.dialogs(), bench.messages,
                new RevealView.Exit() {
                    @Override
                    public void done() {
                        ended.add("done");
                    }

                    @Override
                    public void revoke(Secret value) {
                        ended.add("revoke " + value.reveal());
                        value.close();
                    }
                }));
    }

    @AfterEach
    void closeWindow() {
        secret.close();
        window.close();
    }

    private HandOverPlaces places() {
        HandOvers all = new HandOvers(() -> keyring, new ByteArrayOutputStream(), bench.messages);
        return new HandOverPlaces() {
            @Override
            public HandOver file(String path) {
                return place("file:" + path);
            }

            @Override
            public HandOver env(String path, String name) {
                return place("env:" + path + ":" + name);
            }

            @Override
            public HandOver command(String commandLine) {
                return place("command:" + commandLine);
            }

            @Override
            public HandOver keyring(String name) {
                return place("keyring:" + name);
            }

            @Override
            public KeyringAnswer askKeyring() {
                return new KeyringAnswer("Secret Service", Duration.ofMillis(40), Optional.ofNullable(keyringProblem));
            }

            private HandOver place(String target) {
                return all.parse(target, "robot") instanceof Outcome.Ok<Optional<HandOver>>(var place)
                        ? place.orElseThrow()
                        : throwNoPlace(target);
            }

            private HandOver throwNoPlace(String target) {
                throw new AssertionError("no place " + target);
            }
        };
    }

    private String shown() {
        return window.words("secret-text");
    }

    @Test
    void staysWithEscAndWithAClickBesideIt() {
        window.key(KeyCode.ESCAPE);
        window.clickBesideDialog();
        assertThat(window.shows("reveal-dialog")).isTrue();
        assertThat(secret.isClosed()).isFalse();
        assertThat(ended).isEmpty();
    }

    @Test
    void letsGoOnlyAfterAHandOver() {
        assertThat(window.canPress("reveal-done")).isFalse();
        assertThat(viewModel.finish()).isFalse();
        window.press("reveal-copy");
        window.key(KeyCode.ESCAPE);
        assertThat(window.shows("reveal-dialog")).isTrue();
        window.press("reveal-done");
        assertThat(window.shows("reveal-dialog")).isFalse();
        assertThat(secret.isClosed()).isTrue();
        assertThat(ended).containsExactly("done");
    }

    private void lock(List<String> lost) {
        window.act(() -> {
            viewModel.abandon(() -> lost.add("lost"));
            lease.lock();
        });
    }

    @Test
    void isWipedByLockingAndToldOf() {
        List<String> lost = new ArrayList<>();
        lock(lost);
        window.settle();
        assertThat(secret.isClosed()).isTrue();
        assertThat(window.shows("reveal-dialog")).isFalse();
        assertThat(lost).containsExactly("lost");
        assertThat(bench.journal.entries).singleElement()
                .satisfies(entry -> assertThat(entry.detail()).contains("Keyrack was locked"));
    }

    @Test
    void mayBeLostWhereItWasOnTheClipboardAloneWhenItWasLocked() {
        List<String> lost = new ArrayList<>();
        window.press("reveal-copy");
        lock(lost);
        assertThat(lost).containsExactly("lost");
        assertThat(lease.isRunning()).isFalse();
    }

    @Test
    void isNotLostWhereItHadItsTimeOnTheClipboard() {
        List<String> lost = new ArrayList<>();
        window.press("reveal-copy");
        bench.clock.pass(ClipboardViewModel.LEASE);
        window.act(lease::tick);
        lock(lost);
        assertThat(lost).isEmpty();
        assertThat(secret.isClosed()).isTrue();
    }

    @Test
    void goesToItsFileAlsoWhereItIsLockedMeanwhile() {
        List<String> lost = new ArrayList<>();
        window.act(() -> viewModel.save(folder.resolve("key").toString()));
        lock(lost);
        assertThat(lost).isEmpty();
        window.settle();
        assertThat(lost).isEmpty();
        assertThat(folder.resolve("key")).hasContent(FakeGateway.VALUE);
        assertThat(bench.log).contains("journal: key.secret.handed-over key_new");
    }

    @Test
    void isLostWhereTheFileCouldNotBeWrittenMeanwhile() {
        List<String> lost = new ArrayList<>();
        window.act(() -> viewModel.save(folder.resolve("none/key").toString()));
        lock(lost);
        window.settle();
        assertThat(lost).containsExactly("lost");
        window.act(() -> viewModel.save(folder.resolve("later").toString())); // a file dialog that was still open
        window.settle();
        assertThat(folder.resolve("later")).doesNotExist();
    }

    @Test
    void showsDotsBehindThePrefix() {
        assertThat(shown()).isEqualTo(MASKED);
        assertThat(window.words()).contains("24 characters", "robot is ready",
                "Shown once. Fakery cannot show it again, and Keyrack does not keep it.");
    }

    @Test
    void showsTheSecretOnlyWhileTheButtonIsHeld() {
        window.robot.moveTo("#reveal-peek").press(MouseButton.PRIMARY);
        assertThat(shown()).isEqualTo(FakeGateway.VALUE);
        window.robot.release(MouseButton.PRIMARY);
        assertThat(shown()).isEqualTo(MASKED);
    }

    @Test
    void showsTheSecretOnlyWhileSpaceIsHeld() {
        Button peek = window.node(Button.class, "reveal-peek");
        window.act(peek::requestFocus);
        window.robot.press(KeyCode.SPACE);
        assertThat(shown()).isEqualTo(FakeGateway.VALUE);
        window.robot.release(KeyCode.SPACE);
        assertThat(shown()).isEqualTo(MASKED);
    }

    @Test
    void hidesTheSecretWhenTheKeyboardGoesElsewhere() {
        Button peek = window.node(Button.class, "reveal-peek");
        window.act(peek::requestFocus);
        window.robot.press(KeyCode.SPACE);
        assertThat(shown()).isEqualTo(FakeGateway.VALUE);
        Button copy = window.node(Button.class, "reveal-copy");
        window.act(copy::requestFocus);
        assertThat(shown()).isEqualTo(MASKED);
        window.robot.release(KeyCode.SPACE);
    }

    @Test
    void hidesTheSecretWhenTheMouseLeavesTheButton() {
        window.robot.moveTo("#reveal-peek").press(MouseButton.PRIMARY);
        assertThat(shown()).isEqualTo(FakeGateway.VALUE);
        window.robot.moveTo("#reveal-copy");
        assertThat(shown()).isEqualTo(MASKED);
        window.robot.release(MouseButton.PRIMARY);
    }

    @Test
    void hidesTheSecretOnEscUntilTheKeyIsPressedAnew() {
        Button peek = window.node(Button.class, "reveal-peek");
        window.act(peek::requestFocus);
        window.robot.press(KeyCode.SPACE);
        window.robot.press(KeyCode.ESCAPE);
        assertThat(shown()).isEqualTo(MASKED);
        window.act(() -> Event.fireEvent(peek, new KeyEvent(KeyEvent.KEY_PRESSED, " ", " ", KeyCode.SPACE, false,
                false, false, false))); // as a held key repeats itself
        assertThat(shown()).isEqualTo(MASKED);
        window.robot.release(KeyCode.ESCAPE).release(KeyCode.SPACE);
        window.robot.press(KeyCode.SPACE);
        assertThat(shown()).isEqualTo(FakeGateway.VALUE);
        window.robot.release(KeyCode.SPACE);
    }

    @Test
    void hidesTheSecretOnEscWhileTheMouseHoldsTheButton() {
        window.robot.moveTo("#reveal-peek").press(MouseButton.PRIMARY);
        assertThat(shown()).isEqualTo(FakeGateway.VALUE);
        window.robot.press(KeyCode.ESCAPE);
        assertThat(shown()).isEqualTo(MASKED);
        window.robot.release(KeyCode.ESCAPE).release(MouseButton.PRIMARY);
    }

    @Test
    void hasNothingToShowOnceTheSecretWasWiped() {
        secret.close();
        window.robot.moveTo("#reveal-peek").press(MouseButton.PRIMARY);
        assertThat(shown()).isEmpty();
        window.robot.release(MouseButton.PRIMARY);
    }

    @Test
    void tellsTheSecretToNoScreenReaderEvenWhilePeeking() {
        window.robot.moveTo("#reveal-peek").press(MouseButton.PRIMARY);
        assertThat(shown()).isEqualTo(FakeGateway.VALUE);
        assertThat(window.spoken()).contains("The secret, hidden")
                .noneMatch(words -> words.contains("0123456789abcdef"));
        window.robot.release(MouseButton.PRIMARY);
    }

    @Test
    void putsItOnTheClipboardForThirtySeconds() throws InterruptedException {
        window.press("reveal-copy");
        assertThat(clipboard.text).isEqualTo(FakeGateway.VALUE);
        assertThat(window.words()).contains("Clears in", "0:30", "Copied at 12:00:00", "handed over");
        assertThat(window.words("clipboard-left")).isEqualTo("0:30");
        assertThat(bench.journal.entries).extracting(entry -> entry.action()).contains("key.secret.handed-over");
        bench.clock.sleep(ClipboardViewModel.LEASE);
        window.act(lease::tick);
        assertThat(clipboard.text).isEmpty();
        assertThat(window.shows("status-clipboard")).isFalse();
        assertThat(window.canPress("reveal-copy")).as("it can be copied again").isTrue();
    }

    @Test
    void clearsTheClipboardAtOnceOnlyIfItIsStillOurs() {
        window.press("reveal-copy");
        clipboard.text = "something else";
        window.press("reveal-clear");
        assertThat(clipboard.text).isEqualTo("something else");
        window.press("reveal-copy");
        window.press("reveal-clear");
        assertThat(clipboard.text).isEmpty();
    }

    @Test
    void savesItIntoAFileOfItsOwner() throws IOException {
        Path file = folder.resolve("key");
        window.act(() -> {
            viewModel.save(file.toString());
            bench.settle();
        });
        assertThat(Files.readString(file).strip()).isEqualTo(FakeGateway.VALUE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(window.words()).contains(file.toString());
        assertThat(window.canPress("reveal-done")).isTrue();
    }

    @Test
    void saysWhyItCouldNotBeSavedAndStaysHeld() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "mine");
        window.act(() -> {
            viewModel.save(file.toString());
            bench.settle();
        });
        assertThat(window.words("reveal-failure")).startsWith("There is a file called " + file + " already.");
        assertThat(Files.readString(file)).isEqualTo("mine");
        assertThat(window.canPress("reveal-done")).isFalse();
    }

    @Test
    void setsItInAnEnvFile() throws IOException {
        Path file = folder.resolve(".env");
        window.act(() -> {
            viewModel.setIn(file.toString());
            bench.settle();
        });
        assertThat(Files.readString(file)).contains("FAKERY_KEY=").contains(FakeGateway.VALUE);
        assertThat(window.canPress("reveal-done")).isTrue();
    }

    @Test
    void givesItToACommandOnItsInput() throws IOException {
        Path file = folder.resolve("taken");
        window.press("reveal-command");
        window.type("reveal-command-line", "tee " + file);
        window.press("reveal-command-run");
        assertThat(Files.readString(file).strip()).isEqualTo(FakeGateway.VALUE);
        assertThat(window.canPress("reveal-done")).isTrue();
    }

    @Test
    void storesItInTheKeyringUnderANameThatCanBeChanged() {
        assertThat(window.words()).contains("Asking the system's keyring…");
        assertThat(window.canPress("reveal-keyring")).isFalse();
        window.settle();
        assertThat(window.words()).contains("Secret Service on this computer, answered in 40 ms");
        window.press("reveal-keyring");
        assertThat(window.words("reveal-keyring-name")).isEqualTo("demo/robot");
        window.type("reveal-keyring-name", "ci/robot");
        window.press("reveal-keyring-store");
        assertThat(keyring.held).containsOnlyKeys("ci/robot");
        assertThat(keyring.held.get("ci/robot")).asString(StandardCharsets.UTF_8).isEqualTo(FakeGateway.VALUE);
        assertThat(window.words()).contains("fake keyring, service dev.keyrack, account ci/robot");
        assertThat(window.canPress("reveal-done")).isTrue();
    }

    @Test
    void saysThatAnItemIsThereAlreadyAndStaysHeld() {
        keyring.held.put("demo/robot", new byte[]{1});
        window.settle();
        window.press("reveal-keyring");
        window.press("reveal-keyring-store");
        assertThat(window.words("reveal-failure")).contains("demo/robot");
        assertThat(keyring.held.get("demo/robot")).containsExactly(1);
        assertThat(window.canPress("reveal-done")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"LOCKED, The system's keyring is locked. Unlock it to store a secret there.",
            "UNAVAILABLE, No keyring answers on this computer.",
            "NOT_WRITTEN, The system's keyring does not keep what is stored in it."})
    void saysWhyTheKeyringIsNoPlace(Problem problem, String why) {
        keyringProblem = problem;
        window.settle();
        assertThat(window.words()).contains(why);
        assertThat(window.canPress("reveal-keyring")).isFalse();
    }

    @Test
    void asksBeforeTheSecretIsDiscarded() {
        window.press("reveal-discard");
        assertThat(window.words()).contains("The key will exist, but nobody will have its secret.");
        window.press("reveal-back");
        assertThat(secret.isClosed()).isFalse();
        window.press("reveal-discard");
        window.press("reveal-discard-only");
        assertThat(window.shows("reveal-dialog")).isFalse();
        assertThat(secret.isClosed()).isTrue();
        assertThat(ended).containsExactly("done");
        assertThat(bench.journal.entries).extracting(entry -> entry.action()).containsExactly("key.secret.discarded");
    }

    @Test
    void handsTheValueToTheRevocationWhenItIsDiscardedForThat() {
        window.press("reveal-discard");
        window.press("reveal-discard-revoke");
        assertThat(ended).containsExactly("revoke " + FakeGateway.VALUE);
        assertThat(secret.isClosed()).isTrue();
    }

    @Test
    void cannotBeDiscardedWhileAHandOverIsUnderWay() {
        window.press("reveal-discard");
        window.act(() -> viewModel.save(folder.resolve("key").toString()));
        assertThat(window.canPress("reveal-discard-only")).isFalse();
        assertThat(window.canPress("reveal-discard-revoke")).isFalse();
        assertThat(viewModel.finish()).isFalse();
        window.settle();
        assertThat(window.canPress("reveal-done")).isTrue();
    }

    @Test
    void saysWhatThisDesktopCannotPromise() {
        assertThat(window.words())
                .contains("asks the clipboard history to leave the copy out; not every history heeds it",
                        "clears the clipboard; whether Wayland lets it behind another window is not known",
                        "a clipboard manager runs here and may keep what is copied",
                        "Cleared after 30 seconds, on lock and on exit. A clipboard manager runs here and may keep a copy.");
    }
}
