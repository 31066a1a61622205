package dev.keyrack.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.data.FileLockMarker;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.reveal.ui.FxClipboard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// The one test of the whole desktop with a real authority behind it; the tour takes the long way.
@DisplayName("The desktop")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class DesktopTest {
    private static final String PASSPHRASE = "correct horse battery";
    private final FxRobot robot = new FxRobot();
    private Desktop desktop;
    private Stage stage;

    @TempDir
    Path home;

    @BeforeEach
    void show() {
        stage = TestWindow.get(Stage::new);
        desktop = TestWindow.get(() -> {
            Platform.setImplicitExit(false);
            Desktop made = new Desktop(stage, new Desktop.Options(AppPaths.below(home),
                    Clock.tickMillis(ZoneOffset.UTC), Map.of(), "Linux", true, _ -> {
                    }));
            made.show();
            return made;
        });
    }

    @AfterEach
    void close() {
        TestWindow.get(() -> {
            desktop.close();
            stage.hide();
            return true;
        });
    }

    private Optional<Node> find(String id) {
        return TestWindow.get(() -> Optional.ofNullable(stage.getScene().lookup("#" + id)));
    }

    private void await(String id) throws TimeoutException {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS,
                () -> find(id).filter(node -> !node.isDisabled()).isPresent());
    }

    private void press(String id) throws TimeoutException {
        await(id);
        ButtonBase button = (ButtonBase) find(id).orElseThrow();
        robot.interact(button::fire);
    }

    private void type(String id, String text) throws TimeoutException {
        await(id);
        TextInputControl field = (TextInputControl) find(id).orElseThrow();
        robot.interact(() -> field.setText(text));
    }

    private void start() throws TimeoutException {
        press("first-start");
        type("passphrase", PASSPHRASE);
        type("passphrase-again", PASSPHRASE);
        press("passphrase-act");
        awaitKeys();
    }

    private void awaitKeys() throws TimeoutException {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS,
                () -> find("key-table").filter(node -> ((TableView<?>) node).getItems().size() > 50).isPresent());
    }

    private void unlock() throws TimeoutException {
        type("unlock-passphrase", PASSPHRASE);
        press("unlock");
    }

    private void fillCreate(String name) throws TimeoutException {
        press("key-new");
        type("create-name", name);
        press("scope-databases-read");
        await("create-act");
    }

    private void act(Runnable work) {
        TestWindow.get(() -> {
            work.run();
            return true;
        });
    }

    private List<String> journal() {
        return desktop.graph().journal().latest(20).stream()
                .map(entry -> (entry.action() + " " + entry.detail()).strip()).toList();
    }

    /// All that any node says, aloud or not.
    private String allWords() {
        return TestWindow.get(() -> {
            StringBuilder all = new StringBuilder(stage.getTitle());
            collect(stage.getScene().getRoot(), all);
            return all.toString();
        });
    }

    private static void collect(Node node, StringBuilder all) {
        if (node instanceof Labeled labeled) {
            all.append('\n').append(labeled.getText());
        } else if (node instanceof Text text) {
            all.append('\n').append(text.getText());
        } else if (node instanceof TextInputControl field) {
            all.append('\n').append(field.getText());
        }
        all.append('\n').append(node.getAccessibleText());
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, all));
        }
    }

    @Test
    void saysNothingWhileItIsLockedAndGoesOnWhereItWas() throws TimeoutException {
        start();
        String profile = desktop.graph().repository().findAll().getFirst().name().value();
        press("nav-audit");
        for (int round = 0; round < 2; round++) {
            press("lock-now");
            await("unlock-passphrase");
            assertThat(allWords()).doesNotContain(profile, "ch_live", "backup", "Cloudheed");
            assertThat(stage.getTitle()).isEqualTo("Keyrack");
            await("unlock");
            assertThat(desktop.graph().keychainControl())
                    .satisfies(store -> assertThat(store.state().isOpen()).isFalse());
            type("unlock-passphrase", "wrong passphrase");
            press("unlock");
            await("unlock-failure");
            unlock();
            await("switcher");
            await("journal-table");
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> stage.getTitle().contains(profile));
        }
        assertThat(journal().toString()).contains("lock.locked somebody asked for it",
                "lock.unlocked with a passphrase");
        press("nav-keys");
        awaitKeys();
    }

    @Test
    void tellsOfASecretThatNobodyHasAfterItWasLocked() throws TimeoutException {
        start();
        fillCreate("shown in vain");
        press("create-act");
        await("reveal-copy");
        act(desktop::lockNow);
        await("unlock-passphrase");
        assertThat(find("reveal-dialog")).isEmpty();
        assertThat(allWords()).contains("1 new secret was closed").doesNotContain("shown in vain");
        unlock();
        await("after-act-0");
        assertThat(allWords()).contains("The secret of shown in vain on ");
        assertThat(journal()).contains("key.secret.discarded Keyrack was locked before it was handed over");
        press("after-close");
        assertThat(find("after-unlock-dialog")).isEmpty();
    }

    @Test
    void wipesTheSecretOfAKeyThatComesWhileItIsLocked() throws TimeoutException {
        start();
        fillCreate("came too late");
        ButtonBase create = (ButtonBase) find("create-act").orElseThrow();
        act(() -> {
            create.fire();
            desktop.lockNow();
        });
        await("unlock-passphrase");
        assertThat(allWords()).contains("1 key is still being created").doesNotContain("came too late");
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> journal().toString().contains("key.secret.discarded"));
        assertThat(journal()).contains("key.create.done came too late");
        assertThat(find("reveal-dialog")).isEmpty();
        unlock();
        await("after-unlock-dialog");
        assertThat(allWords()).contains("The secret of came too late on ");
    }

    @Test
    void clearsTheClipboardAndLocksWhenACommandAsksForIt() throws TimeoutException {
        start();
        fillCreate("copied");
        press("create-act");
        press("reveal-copy");
        press("reveal-done");
        FileLockMarker mark = new FileLockMarker(AppPaths.below(home).lockMarker());
        mark.leave(Instant.now());
        await("unlock-passphrase");
        assertThat(allWords()).contains("Locked from the command line", "Clipboard cleared at ");
        assertThat(TestWindow.get(() -> new FxClipboard().text()).orElse("")).doesNotContain("ch_");
        unlock();
        await("switcher");
        assertThat(mark.since()).isEmpty();
    }

    @Test
    void staysOpenWhileItHoldsASecretAndClearsTheClipboardWhenAsked() throws TimeoutException {
        start();
        assertThat(stage.getTitle()).contains("Keyrack");

        fillCreate("desktop test");
        press("create-act");
        await("reveal-copy");
        robot.interact(() -> Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        robot.push(KeyCode.ESCAPE);
        assertThat(stage.isShowing()).isTrue();
        assertThat(find("reveal-dialog")).isPresent();

        press("reveal-copy");
        assertThat(TestWindow.get(() -> new FxClipboard().text())).hasValueSatisfying(
                text -> assertThat(text).startsWith("ch_"));
        press("reveal-done");
        assertThat(find("reveal-dialog")).isEmpty();
        TestWindow.get(() -> {
            desktop.clearClipboard();
            return true;
        });
        assertThat(TestWindow.get(() -> new FxClipboard().text()).orElse("")).doesNotContain("ch_");
        assertThat(home).isDirectoryRecursivelyContaining(file -> Files.isRegularFile(file));
    }
}
