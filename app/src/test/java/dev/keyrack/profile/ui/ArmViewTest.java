package dev.keyrack.profile.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.profile.domain.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("The dialog that arms")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class ArmViewTest {
    private final Bench bench = new Bench();
    private final InterlockViewModel interlock = new InterlockViewModel(bench.interlock, bench.runner, bench.times,
            bench.messages, bench.status);
    private final List<String> done = new ArrayList<>();
    private TestWindow window;

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1440, 900);
        window.act(() -> {
            bench.status.interlock().setActions(this::open, interlock::disarm);
            interlock.show(Optional.of(Samples.profile("acme-live", Environment.PRODUCTION)));
        });
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    private void open() {
        ArmView.open(interlock, window.dialogs(), bench.messages, true, () -> done.add("went on"));
    }

    @Test
    void opensFromTheStatusBarAndGoesOnWithWhatWasWanted() {
        assertThat(window.words()).contains("PRODUCTION read-only");
        assertThat(window.shows("armed-banner")).isFalse();
        window.press("arm");
        assertThat(window.words()).contains("Arm acme-live?", "acme-live", "admin@fakery.test",
                "Type acme-live to allow changes for 10 minutes. It closes itself.");
        window.type("arm-name", "acme-liv");
        window.key(KeyCode.ENTER);
        assertThat(window.canPress("arm-act")).isFalse();
        window.robot.clickOn("#arm-name");
        window.type("arm-name", "acme-live");
        window.key(KeyCode.ENTER);
        window.settle();

        assertThat(done).containsExactly("went on");
        assertThat(window.shows("arm-dialog")).isFalse();
        assertThat(window.words()).contains("PRODUCTION IS ARMED", "PRODUCTION armed");
        assertThat(window.words("armed-left")).isEqualTo("10:00");
        assertThat(window.shows("rail")).isFalse();
    }

    @Test
    void closesAgainFromTheBand() {
        window.act(this::open);
        window.type("arm-name", "acme-live");
        window.press("arm-act");
        window.press("disarm");
        assertThat(window.shows("armed-banner")).isFalse();
        assertThat(window.shows("rail")).isTrue();
        assertThat(window.words()).contains("PRODUCTION read-only");
    }

    @Test
    void changesNothingWithEsc() {
        window.act(this::open);
        window.type("arm-name", "acme-live");
        window.key(KeyCode.ESCAPE);
        window.settle();
        assertThat(window.shows("arm-dialog")).isFalse();
        assertThat(done).isEmpty();
        assertThat(bench.log).isEmpty();
    }
}
