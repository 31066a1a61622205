package dev.keyrack.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.TestWindow;
import dev.keyrack.reveal.ui.FxClipboard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
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

    @Test
    void staysOpenWhileItHoldsASecretAndClearsTheClipboardWhenAsked() throws TimeoutException {
        press("first-start");
        type("passphrase", "correct horse battery");
        type("passphrase-again", "correct horse battery");
        press("passphrase-act");
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS,
                () -> find("key-table").filter(node -> ((TableView<?>) node).getItems().size() > 50).isPresent());
        assertThat(stage.getTitle()).contains("Keyrack");

        press("key-new");
        type("create-name", "desktop test");
        press("scope-databases-read");
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
