package dev.keyrack.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.real.ChildJvm;
import dev.keyrack.real.Tools;
import dev.keyrack.real.VirtualDisplay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real desktop and the real command-line clipboard on an X server of their own, looked at by `xclip`. Skipped, with
/// the reason, where Xvfb or xclip is not installed.
@DisplayName("A secret on the clipboard, for a program that knows nothing of Keyrack,")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ForeignReaderTest {
    private static final String VALUE = "fk_live_0123456789abcdef-ü€";
    private static final String OWN = "a shopping list";
    private static final int SIGTERM = 128 + 15;
    private static int held;

    private @Nullable VirtualDisplay started;
    private @Nullable ChildJvm child;

    @TempDir
    Path home;

    @BeforeEach
    void startDisplay() throws IOException {
        started = VirtualDisplay.start();
    }

    @AfterEach
    void end() {
        if (child != null) {
            child.close();
        }
        if (started != null) {
            started.close();
        }
    }

    @AfterAll
    static void count() {
        System.out.println("Clipboard, what xclip saw as promised: " + held);
    }

    private VirtualDisplay display() {
        if (started == null) {
            throw new AssertionError("no display was started");
        }
        return started;
    }

    private ChildJvm start(String mode, String detail) throws IOException {
        ChildJvm made = ChildJvm.start(ClipboardChild.class, display().environment(), true, mode, detail, VALUE);
        child = made;
        return made;
    }

    private ChildJvm startDesktopWithCopy() throws IOException {
        ChildJvm made = start("desktop", home.toString());
        copy(made);
        return made;
    }

    private void copy(ChildJvm desktop) {
        assertThat(desktop.ask("copy")).isEqualTo("done");
        holds(VALUE);
    }

    private void holds(String text) {
        assertThat(display().awaitClipboard(there -> there.equals(Optional.of(text)))).contains(text);
        held++;
    }

    private void holdsNothing() {
        assertThat(display().awaitClipboard(Optional::isEmpty)).isEmpty();
        assertThat(display().read("clipboard", "STRING")).isEmpty();
        held++;
    }

    private void endsBy(ChildJvm process, int exitCode) {
        assertThat(process.join()).isEqualTo(exitCode);
        held++;
    }

    @Test
    void isThereUntilItsDeadlineAndLockWithTheSignsForHistoriesAsBareBytes() throws IOException {
        display().copy("primary", "selected by mouse");
        ChildJvm desktop = startDesktopWithCopy();
        assertThat(display().read("clipboard", "x-kde-passwordManagerHint"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo("secret".getBytes(StandardCharsets.US_ASCII)));
        assertThat(display().read("clipboard", "CanIncludeInClipboardHistory"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(new byte[4]));
        assertThat(new String(display().read("clipboard", "TARGETS").orElseThrow(), StandardCharsets.UTF_8).lines())
                .contains("UTF8_STRING", "x-kde-passwordManagerHint", "ExcludeClipboardContentFromMonitorProcessing",
                        "CanUploadToCloudClipboard");
        assertThat(display().read("primary", "UTF8_STRING"))
                .hasValueSatisfying(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                        .isEqualTo("selected by mouse"));
        held += 4;
        desktop.ask("deadline");
        holdsNothing();
        copy(desktop);
        desktop.ask("lock");
        holdsNothing();
        copy(desktop);
        display().copy("clipboard", OWN);
        desktop.ask("deadline");
        desktop.ask("lock");
        holds(OWN);
        assertThat(display().read("primary", "UTF8_STRING")).isPresent();
        desktop.ask("close");
        endsBy(desktop, 0);
        holds(OWN);
    }

    @Test
    void isGoneAfterTheWindowWasClosed() throws IOException {
        ChildJvm desktop = startDesktopWithCopy();
        desktop.ask("close");
        endsBy(desktop, 0);
        holdsNothing();
    }

    @Test
    void isGoneAfterSigterm() throws IOException {
        ChildJvm desktop = startDesktopWithCopy();
        Tools.signal(desktop.process(), "TERM");
        endsBy(desktop, SIGTERM);
        holdsNothing();
    }

    @Test
    void isLeftAloneBySigtermOnceItIsTheUsersOwnText() throws IOException {
        ChildJvm desktop = startDesktopWithCopy();
        display().copy("clipboard", OWN);
        Tools.signal(desktop.process(), "TERM");
        endsBy(desktop, SIGTERM);
        holds(OWN);
    }

    @Test
    void isGoneAfterSigkillWithItsOwner() throws IOException {
        ChildJvm desktop = startDesktopWithCopy();
        Tools.signal(desktop.process(), "KILL");
        endsBy(desktop, 128 + 9);
        holdsNothing();
    }

    @Test
    void isThereForACommandsLeaseAndNoLonger() throws IOException {
        ChildJvm command = start("command", "1500");
        holds(VALUE);
        endsBy(command, 0);
        holdsNothing();
    }

    @Test
    void isGoneAfterACommandWasEndedBySigterm() throws IOException {
        ChildJvm command = start("command", "30000");
        holds(VALUE);
        Tools.signal(command.process(), "TERM");
        endsBy(command, SIGTERM);
        holdsNothing();
    }

    @Test
    void isLeftAloneByACommandOnceItIsTheUsersOwnText() throws IOException {
        ChildJvm command = start("command", "2500");
        holds(VALUE);
        display().copy("clipboard", OWN);
        endsBy(command, 0);
        holds(OWN);
    }
}
