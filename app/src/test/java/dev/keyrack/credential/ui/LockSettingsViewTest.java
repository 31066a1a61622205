package dev.keyrack.credential.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainControl;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.LockSettings;
import dev.keyrack.credential.domain.LockSettingsStore;
import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeStore;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import dev.keyrack.shared.result.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("The settings' page about the lock")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class LockSettingsViewTest {
    private final Bench bench = new Bench();
    private final FakeStore store = new FakeStore();
    private final Kept kept = new Kept();
    private final List<LockSettings> told = new ArrayList<>();
    private final List<KeychainControl.State> states = new ArrayList<>();
    private TestWindow window;

    private static final class Kept implements LockSettingsStore {
        LockSettings settings = LockSettings.DEFAULT;
        boolean isBroken;

        @Override
        public LockSettings load() {
            return settings;
        }

        @Override
        public void save(LockSettings chosen) {
            if (isBroken) {
                throw new StorageException("writing settings", new IOException("disk full"));
            }
            settings = chosen;
        }
    }

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1440, 900);
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    private void show() {
        window.act(() -> {
            LockSettingsViewModel viewModel = new LockSettingsViewModel(
                    new LockSettingsViewModel.Parts(kept, store, bench.runner, bench.messages, told::add, states::add));
            window.page(new LockSettingsView(viewModel, window.dialogs(), bench.messages));
            bench.settle();
        });
    }

    private boolean isChosen(String id) {
        return window.node(ToggleButton.class, id).isSelected();
    }

    @Test
    void keepsWhatIsChosen() {
        show();
        assertThat(isChosen("lock-after-10")).isTrue();
        window.press("lock-after-0");
        assertThat(kept.settings.after()).isEmpty();
        window.press("lock-after-5");
        window.press("lock-with-screen");
        window.press("lock-with-sleep");
        assertThat(kept.settings)
                .isEqualTo(new LockSettings(Optional.of(Duration.ofMinutes(5)), false, false));
        assertThat(told.getLast()).isEqualTo(kept.settings);
    }

    @Test
    void showsWhatWasChosen() {
        kept.settings = new LockSettings(Optional.of(Duration.ofMinutes(30)), false, true);
        show();
        assertThat(isChosen("lock-after-30")).isTrue();
        assertThat(window.node(CheckBox.class, "lock-with-screen").isSelected()).isFalse();
        assertThat(window.node(CheckBox.class, "lock-with-sleep").isSelected()).isTrue();
    }

    @Test
    void goesBackWhereItCannotBeKept() {
        kept.isBroken = true;
        show();
        window.press("lock-after-1");
        assertThat(isChosen("lock-after-10")).isTrue();
        assertThat(window.words("store-problem")).contains("disk full");
        assertThat(told).isEmpty();
    }

    @Test
    void setsAPassphraseThatWasTypedTwice() {
        store.openings.clear();
        store.openings.add(Opening.KEYRING);
        show();
        assertThat(window.words()).contains("In the encrypted file",
                "Opened by the system keyring: who works as you can unlock it without typing anything.");
        window.press("store-passphrase");
        window.type("new-passphrase", "short");
        window.press("new-passphrase-act");
        assertThat(window.words("new-passphrase-problem")).contains("at least 8");
        window.type("new-passphrase", "long enough");
        window.press("new-passphrase-act");
        assertThat(window.words("new-passphrase-problem")).contains("different");
        window.type("new-passphrase-again", "long enough");
        window.press("new-passphrase-act");
        assertThat(window.shows("new-passphrase-dialog")).isFalse();
        assertThat(store.calls).containsExactly("set 11");
        assertThat(window.words("store-done")).isEqualTo("The passphrase is set.");
        assertThat(window.words()).contains("Opened by the system keyring, or by a passphrase.");
    }

    @Test
    void usesTheKeyringAndStopsUsingIt() {
        show();
        window.press("store-add-keyring");
        assertThat(window.words("store-done")).isEqualTo("The system keyring opens it now.");
        window.press("store-remove-keyring");
        window.press("store-rotate");
        assertThat(store.calls).containsExactly("add keyring", "remove KEYRING", "rotate");
        assertThat(states.getLast().openings()).containsExactly(KeychainControl.Opening.PASSPHRASE);
        assertThat(window.shows("store-remove-passphrase")).isFalse();
    }

    @Test
    void saysWhyAChangeDidNotHappen() {
        store.changeProblem = Optional.of(Problem.NOT_WRITTEN);
        show();
        window.press("store-rotate");
        assertThat(window.words("store-problem")).contains("Check free space");
        assertThat(window.shows("store-done")).isFalse();
    }

    @Test
    void saysBeforehandThatMemoryForgets() {
        store.kind = Keychain.Kind.MEMORY;
        store.openings.clear();
        show();
        assertThat(window.words("store-where")).isEqualTo("In memory only");
        assertThat(window.words().toString()).contains("Locking or closing Keyrack forgets them.");
        assertThat(window.shows("store-rotate")).isFalse();
    }
}
