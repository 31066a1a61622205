package dev.keyrack.key.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Provider;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("Presets and the tree of scopes")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class AccessViewTest {
    private final List<IssuedKey> issued = new ArrayList<>();
    private final List<Runnable> guarded = new ArrayList<>();
    private Bench bench = new Bench();
    private TestWindow window;

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1440, 900);
    }

    private void open(Provider provider, Profile profile) {
        window.close();
        bench = new Bench(provider);
        window = TestWindow.open(bench, 1440, 900);
        window.act(() -> {
            KeysPage page = new KeysPage(bench).open(profile);
            page.table.setGuard(guarded::add);
            CreateKeyView.open(new CreateKeyViewModel(page.table, bench.keys, bench.runner, bench.times,
                    bench.messages, issued::add), window.dialogs(), bench.messages);
        });
    }

    @AfterEach
    void closeWindow() {
        issued.forEach(IssuedKey::close);
        window.close();
    }

    @Test
    void showsPresetsFirstAndTheTreeUponWish() {
        open(Samples.withPresets(), Samples.DEMO);
        assertThat(window.words()).contains("Reader", "2 permissions: Sees everything, changes nothing.", "Worker",
                "2 permissions", "Admin");
        assertThat(window.shows("scope-search")).isFalse();
        window.type("create-name", "robot");
        window.press("access-worker");
        assertThat(window.words()).contains("change things", "see things");
        assertThat(window.canPress("create-act")).isTrue();
        window.press("access-custom");
        assertThat(window.shows("scope-search")).isTrue();
        assertThat(window.node(CheckBox.class, "scope-things-write").isSelected()).isTrue();
    }

    @Test
    void asksWhyBeforeALargePresetIsTaken() {
        open(Samples.withPresets(), Samples.DEMO);
        window.type("create-name", "robot");
        window.press("access-admin");
        assertThat(window.canPress("create-act")).isFalse();
        window.type("access-reason", "disaster drill");
        window.press("create-act");
        assertThat(issued).hasSize(1);
        assertThat(bench.journal.entries.getFirst().detail()).contains("(preset admin)", "reason: disaster drill");
    }

    @Test
    void canBeSteeredWithTheKeyboardAlone() {
        open(Samples.provider(), Samples.DEMO);
        window.robot.clickOn("#scope-search");
        window.key(KeyCode.DOWN);
        assertThat(window.scene().getFocusOwner().getId()).isEqualTo("scope-all-things");
        window.key(KeyCode.LEFT);
        assertThat(window.shows("scope-things-read")).isFalse();
        assertThat(window.scene().getFocusOwner().getId()).isEqualTo("scope-all-things");
        window.key(KeyCode.RIGHT);
        window.key(KeyCode.DOWN);
        assertThat(window.scene().getFocusOwner().getId()).isEqualTo("scope-things-read");
        window.key(KeyCode.SPACE);
        assertThat(window.node(CheckBox.class, "scope-things-read").isSelected()).isTrue();
        window.key(KeyCode.UP);
        window.key(KeyCode.UP);
        assertThat(window.scene().getFocusOwner().getId()).isEqualTo("scope-search");
    }

    @Test
    void choosesAllThatReads() {
        open(Samples.provider(), Samples.DEMO);
        window.press("scope-reading");
        assertThat(window.words("scope-count")).isEqualTo("2 of 3 scopes");
    }

    @Test
    void saysCalmlyThatThereAreNoScopes() {
        open(Samples.withoutCatalogue(false), Samples.DEMO);
        assertThat(window.words("no-scopes")).startsWith("This provider's tokens have no scopes");
        window.type("create-name", "robot");
        assertThat(window.canPress("create-act")).isTrue();
    }

    @Test
    void showsWhatTheProviderListsOnceItIsThere() {
        open(Samples.withoutCatalogue(true), Samples.DEMO);
        window.settle();
        assertThat(window.shows("scope-things-read")).isTrue();
        assertThat(window.shows("scope-typed")).isFalse();
    }

    @Test
    void asksForArmingWhenTheTimeIsOverAndThenGoesOn() {
        Profile live = Samples.profile("live", Environment.PRODUCTION);
        open(Samples.provider(), live);
        window.type("create-name", "robot");
        window.press("scope-things-read");
        window.press("create-act");
        assertThat(issued).isEmpty();
        assertThat(bench.count("provider: create")).isZero();
        assertThat(window.words("create-failure")).contains("live is read-only until it is armed");
        assertThat(guarded).hasSize(1);

        bench.interlock.arm(live, "live");
        window.act(guarded.getFirst());
        window.settle();
        assertThat(issued).hasSize(1);
    }
}
