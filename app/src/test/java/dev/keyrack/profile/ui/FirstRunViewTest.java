package dev.keyrack.profile.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.TestWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("The first run")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class FirstRunViewTest {
    private final Bench bench = new Bench();
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final StringProperty failure = new SimpleStringProperty("");
    private final List<String> asked = new ArrayList<>();
    private TestWindow window;

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1440, 900);
        window.act(() -> window.page(new FirstRunView(new FirstRunView.Model(List.of("Fakery", "Mockery"),
                List.of(new FirstRunView.Fact("No keyring here.", "An encrypted file takes its place.", "warning")),
                "Testbed", "/srv/keyrack", () -> asked.add("start"), () -> asked.add("connect"), busy, failure),
                bench.messages)));
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    @Test
    void offersTheSampleAndARealProvider() {
        window.press("first-start");
        window.press("first-connect");
        assertThat(asked).containsExactly("start", "connect");
        assertThat(window.words()).anyMatch(words -> words.contains("Fakery, Mockery"));
    }

    @Test
    void saysWhatThisComputerCanDoAndWhereDataIs() {
        assertThat(window.words()).contains("No keyring here.", "An encrypted file takes its place.")
                .anyMatch(words -> words.contains("/srv/keyrack")).anyMatch(words -> words.contains("Testbed"));
    }

    @Test
    void startsTheSampleOnce() {
        window.act(() -> busy.set(true));
        assertThat(window.canPress("first-start")).isFalse();
        window.act(() -> busy.set(false));
        assertThat(window.canPress("first-start")).isTrue();
    }

    @Test
    void tellsInPlaceWhyTheSampleDidNotStart() {
        assertThat(window.shows("first-failure")).isFalse();
        window.act(() -> failure.set("Nothing could listen."));
        assertThat(window.words("first-failure")).isEqualTo("Nothing could listen.");
    }

    @Test
    void asksForTheSecondFactorUntilItIsRight() {
        bench.gateway.neededCode = Optional.of("123456");
        window.act(() -> CodeView.open(new CodeViewModel(Samples.DEMO, bench.keys, bench.runner, bench.messages,
                () -> asked.add("signed in")), window.dialogs(), bench.messages));
        assertThat(window.canPress("code-act")).isFalse();
        window.type("code", "654 321");
        window.press("code-act");
        assertThat(window.words("code-failure")).isNotEmpty();
        assertThat(asked).isEmpty();
        window.type("code", "123 456");
        window.key(KeyCode.ENTER);
        window.settle();
        assertThat(asked).containsExactly("signed in");
        assertThat(window.shows("code-dialog")).isFalse();
        assertThat(bench.log).contains("provider: sign in with 123456");
    }
}
