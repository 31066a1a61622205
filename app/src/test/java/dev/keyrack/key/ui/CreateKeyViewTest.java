package dev.keyrack.key.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("The dialog for a new key")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class CreateKeyViewTest {
    private final Bench bench = new Bench();
    private final KeysPage page = new KeysPage(bench);
    private final List<IssuedKey> issued = new ArrayList<>();
    private TestWindow window;

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1440, 900);
    }

    @AfterEach
    void closeWindow() {
        issued.forEach(IssuedKey::close);
        window.close();
    }

    private CreateKeyViewModel open(Profile profile, ApiKey... keys) {
        return TestWindow.get(() -> {
            page.open(profile, keys);
            CreateKeyViewModel viewModel = new CreateKeyViewModel(page.table, bench.keys, bench.runner, bench.times,
                    bench.messages, issued::add);
            CreateKeyView.open(viewModel, window.dialogs(), bench.messages);
            return viewModel;
        });
    }

    private void fill() {
        window.type("create-name", "  robot ");
        window.press("scope-things-read");
    }

    @Test
    void sendsNothingWithoutNameAndScope() {
        open(Samples.DEMO);
        assertThat(window.canPress("create-act")).isFalse();
        window.type("create-name", "   ");
        window.press("scope-things-read");
        assertThat(window.canPress("create-act")).as("no name").isFalse();
        window.type("create-name", "robot");
        assertThat(window.canPress("create-act")).isTrue();
        window.press("scope-none");
        assertThat(window.canPress("create-act")).as("no scope").isFalse();
        window.key(KeyCode.ENTER);
        window.settle();
        assertThat(bench.count("provider: create")).isZero();
    }

    @Test
    void sendsItOnceOnADoublePress() {
        CreateKeyViewModel viewModel = open(Samples.DEMO);
        fill();
        window.act(() -> {
            viewModel.create();
            viewModel.create();
        });
        assertThat(window.canPress("create-act")).isFalse();
        window.settle();
        assertThat(bench.count("provider: create robot")).isEqualTo(1);
        assertThat(issued).singleElement().satisfies(key -> assertThat(key.key().name()).isEqualTo("robot"));
        assertThat(window.shows("create-dialog")).isFalse();
    }

    @Test
    void beginsInTheNameField() {
        open(Samples.DEMO);
        window.robot.write("typed at once");
        assertThat(window.words("create-name")).isEqualTo("typed at once");
    }

    @Test
    void isSentWithEnterFromTheNameField() {
        open(Samples.DEMO);
        fill();
        window.robot.clickOn("#create-name");
        window.key(KeyCode.ENTER);
        window.settle();
        assertThat(issued).hasSize(1);
    }

    @Test
    void tellsAFailureInPlaceAndKeepsWhatWasTyped() {
        open(Samples.DEMO);
        fill();
        bench.gateway.failure = Optional.of(new Failure.Rejected(new Call("POST", "/v1/things", OptionalInt.of(409),
                "The name is taken.", Samples.NOW, Duration.ZERO)));
        assertThat(window.shows("create-failure")).isFalse();
        window.press("create-act");
        assertThat(window.words("create-failure"))
                .isEqualTo("The provider did not take this (answer 409: The name is taken). Nothing was changed; "
                        + "correct the input and try again.");
        assertThat(window.words("create-name")).isEqualTo("  robot ");
        bench.gateway.failure = Optional.empty();
        window.press("create-act");
        assertThat(issued).hasSize(1);
    }

    @Test
    void staysWhileTheRequestIsUnderWay() {
        open(Samples.DEMO);
        fill();
        window.start("create-act");
        window.key(KeyCode.ESCAPE);
        window.clickBesideDialog();
        assertThat(window.shows("create-dialog")).isTrue();
        assertThat(window.canPress("create-cancel")).isFalse();
        window.start("create-close");
        assertThat(window.shows("create-dialog")).isTrue();
        assertThat(window.words())
                .contains("The request is under way. This stays open until the answer is here.");
        window.settle();
        assertThat(issued).hasSize(1);
    }

    @Test
    void closesWithEscBeforeAnythingIsSent() {
        open(Samples.DEMO);
        fill();
        window.key(KeyCode.ESCAPE);
        window.settle();
        assertThat(window.shows("create-dialog")).isFalse();
        assertThat(bench.count("provider: create")).isZero();
    }

    @Test
    void saysInWordsWhatTheKeyWillBeAbleToDo() {
        CreateKeyViewModel viewModel = open(Samples.DEMO);
        assertThat(window.words()).contains("nothing yet: choose at least one scope", "0 of 3 scopes");
        window.press("scope-things-write");
        assertThat(window.words()).contains("change things", "1 of 3 scopes")
                .doesNotContain("nothing yet: choose at least one scope");
        assertThat(viewModel.able()).containsExactly(new CreateKeyViewModel.Ability("change things", true));
        assertThat(viewModel.unable()).extracting(CreateKeyViewModel.Ability::words).containsExactly("see things",
                "see bills");
    }

    @Test
    void choosesAllThatOnlyReads() {
        open(Samples.DEMO);
        window.press("access-read-only");
        assertThat(window.node(CheckBox.class, "scope-bills-read").isSelected()).isTrue();
        assertThat(window.node(CheckBox.class, "scope-things-write").isSelected()).isFalse();
        assertThat(window.node(CheckBox.class, "scope-all-things").isIndeterminate()).isTrue();
    }

    @Test
    void warnsOfAKeyThatCanDoAll() {
        open(Samples.DEMO);
        window.press("access-read-write");
        assertThat(window.words()).contains("Every scope is chosen.");
        window.press("scope-bills-read");
        assertThat(window.words()).doesNotContain("Every scope is chosen.");
    }

    @Test
    void findsAScope() {
        open(Samples.DEMO);
        window.type("scope-search", "bills");
        assertThat(window.shows("scope-bills-read")).isTrue();
        assertThat(window.shows("scope-things-read")).isFalse();
    }

    @Test
    void foldsAResource() {
        open(Samples.DEMO);
        window.press("fold-things");
        assertThat(window.shows("scope-things-read")).isFalse();
        window.press("scope-all-things");
        window.press("fold-things");
        assertThat(window.node(CheckBox.class, "scope-things-write").isSelected()).isTrue();
    }

    @Test
    void copiesTheScopesOfAnotherKey() {
        CreateKeyViewModel viewModel = open(Samples.DEMO,
                Samples.key("key_1", "other", List.of("bills:read", "things:read")).build());
        window.act(() -> viewModel.access().copyFrom(viewModel.access().templates().getFirst()));
        assertThat(window.node(CheckBox.class, "scope-bills-read").isSelected()).isTrue();
        assertThat(window.words()).contains("2 of 3 scopes");
    }

    @Test
    void namesTheEnvironmentOnTheAct() {
        open(Samples.profile("prod", Environment.PRODUCTION));
        assertThat(window.words("create-act")).isEqualTo("Create in PRODUCTION");
        assertThat(window.words()).contains("prod on Fakery", "PRODUCTION");
    }
}
