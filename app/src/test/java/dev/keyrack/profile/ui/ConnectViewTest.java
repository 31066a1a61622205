package dev.keyrack.profile.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.FakeKeychain;
import dev.keyrack.fake.FakeProfiles;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.shared.result.Failure;
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

@DisplayName("The dialog for a profile")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class ConnectViewTest {
    private final Bench bench = new Bench();
    private final FakeProfiles repository = new FakeProfiles();
    private final FakeKeychain keychain = new FakeKeychain();
    private final ProfileService service = bench.profiles(repository, keychain);
    private final List<String> done = new ArrayList<>();
    private TestWindow window;

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1440, 900);
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    private void connect() {
        window.act(() -> ConnectView.open(
                new ProfileEditorViewModel(Optional.empty(), bench.editing(service, keychain)), window.dialogs(),
                done::add));
        window.type("connect-name", "acme");
        window.press("connect-place-staging");
        window.type("connect-account", "ada@fakery.test");
        window.type("connect-credential", "correct horse");
    }

    @Test
    void keepsAProfileThatCouldSignIn() {
        connect();
        window.press("connect-act");
        assertThat(done).containsExactly("acme");
        assertThat(window.shows("connect-dialog")).isFalse();
        assertThat(repository.held.values()).singleElement()
                .satisfies(profile -> assertThat(profile.environment()).isEqualTo(Environment.STAGING));
        assertThat(keychain.held).hasSize(1);
    }

    @Test
    void keepsNothingOfARefusedSignInAndSaysWhy() {
        bench.gateway.failure = Optional.of(new Failure.SignInRefused(FakeGateway.call(401)));
        connect();
        window.press("connect-act");
        assertThat(window.words("connect-failure")).startsWith("The provider refused the sign-in (answer 401).");
        assertThat(window.words("connect-name")).isEqualTo("acme");
        assertThat(repository.held).isEmpty();
        assertThat(keychain.held).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithTheInput() {
        connect();
        window.type("connect-name", "not a name");
        window.press("connect-act");
        assertThat(window.words("connect-failure")).contains("a profile's name has 1 to 64 letters");
        assertThat(bench.count("provider: sign in")).isZero();
    }

    @Test
    void asksForACodeWhenTheProviderDoes() {
        bench.gateway.neededCode = Optional.of("123456");
        connect();
        assertThat(window.shows("connect-code")).isFalse();
        window.press("connect-act");
        assertThat(window.shows("connect-code")).isTrue();
        assertThat(window.words("connect-credential")).isEqualTo("correct horse");
        window.type("connect-code", "123456");
        window.press("connect-act");
        assertThat(done).containsExactly("acme");
    }

    @Test
    void staysWhileTheSignInIsUnderWay() {
        connect();
        window.start("connect-act");
        window.key(KeyCode.ESCAPE);
        assertThat(window.shows("connect-dialog")).isTrue();
        assertThat(window.canPress("connect-act")).isFalse();
        window.settle();
        assertThat(bench.count("provider: sign in")).isEqualTo(1);
    }
}
