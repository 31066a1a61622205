package dev.keyrack.credential.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.PassphraseSource.Purpose;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shell.Dialogs;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

@DisplayName("The dialog for the passphrase")
class PassphraseDialogTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Shown shown = new Shown();
    private final PassphraseDialog dialog = new PassphraseDialog(shown, Platform::runLater,
            Messages.forLocale(Locale.ENGLISH));

    /// Keeps what is shown, as a window would.
    private static final class Shown implements Dialogs {
        final List<Region> open = new CopyOnWriteArrayList<>();

        @Override
        public void show(Region region, Node first, Runnable onEsc) {
            assertThat(new Scene(new StackPane(region), 800, 600).getRoot()).isNotNull(); // as skins want one
            open.add(region);
        }

        @Override
        public void close(Region region) {
            open.remove(region);
        }

        @Override
        public boolean isOpen() {
            return !open.isEmpty();
        }
    }

    @BeforeAll
    static void start() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Region shown() throws TimeoutException {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, shown::isOpen);
        return shown.open.getFirst();
    }

    private void press(Region frame, String id) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> find(frame, id, Button.class).fire());
    }

    private static <T extends Node> T find(Region frame, String id, Class<T> type) {
        frame.applyCss();
        frame.layout();
        return type.cast(frame.lookup("#" + id));
    }

    @Test
    void whatWasTypedIsGivenAndTheDialogCloses() throws TimeoutException, ExecutionException, InterruptedException {
        Future<Optional<Secret>> asked = threads.submit(() -> dialog.ask(Purpose.OPEN));
        Region frame = shown();
        WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> find(frame, "passphrase", PasswordField.class).setText("several words"));
        press(frame, "passphrase-act");
        try (Secret given = asked.get().orElseThrow()) {
            assertThat(given.reveal()).isEqualTo("several words");
        }
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> !shown.isOpen());
    }

    @Test
    void decliningGivesNothing() throws TimeoutException, ExecutionException, InterruptedException {
        Future<Optional<Secret>> asked = threads.submit(() -> dialog.ask(Purpose.OPEN));
        press(shown(), "passphrase-cancel");
        assertThat(asked.get()).isEmpty();
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> !shown.isOpen());
    }

    @Test
    void aNewPassphraseThatIsTooShortIsNotGiven() throws TimeoutException {
        Future<Optional<Secret>> asked = threads.submit(() -> dialog.ask(Purpose.CREATE));
        Region frame = shown();
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            find(frame, "passphrase", PasswordField.class).setText("short");
            find(frame, "passphrase-again", PasswordField.class).setText("short");
        });
        press(frame, "passphrase-act");
        assertThat(asked.isDone()).isFalse();
        assertThat(shown.isOpen()).isTrue();
    }

    @Test
    void itClosesWhenWhoAskedIsGivenUp() throws TimeoutException {
        Future<Optional<Secret>> asked = threads.submit(() -> dialog.ask(Purpose.OPEN));
        assertThat(shown()).isNotNull();
        asked.cancel(true);
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> !shown.isOpen());
        assertThat(shown.isOpen()).isFalse();
    }
}
