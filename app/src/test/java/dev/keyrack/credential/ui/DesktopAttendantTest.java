package dev.keyrack.credential.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.fake.Bench;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.shared.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@DisplayName("The person at the desktop")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class DesktopAttendantTest {
    private static final URI PAGE = URI.create("https://login.fakery.test/authorize?state=x");
    private final Bench bench = new Bench();
    private final List<String> done = new ArrayList<>();
    private TestWindow window;
    private DesktopAttendant attendant;

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1440, 900);
        attendant = new DesktopAttendant(new DesktopAttendant.Parts(window.dialogs(), bench.status,
                Platform::runLater, page -> done.add("browse " + page), text -> done.add("copy " + text), bench.clock,
                bench.messages));
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    @Test
    void isShownTheBrowserAndMayCancel() {
        try (Attendant.Waiting _ = attendant.browse(Samples.DEMO, PAGE, () -> done.add("cancelled"))) {
            assertThat(window.words("browser-address")).isEqualTo(PAGE.toString());
            window.press("browser-copy");
            window.press("browser-cancel");
        }
        window.settle();
        assertThat(window.shows("browser-dialog")).isFalse();
        assertThat(done).containsExactly("browse " + PAGE, "copy " + PAGE, "cancelled");
    }

    @Test
    void seesNothingOfWhatWasOverAtOnce() {
        attendant.enterCode(Samples.DEMO, "WDJB-MJHT", PAGE, () -> done.add("cancelled")).close();
        window.settle();
        assertThat(window.shows("device-dialog")).isFalse();
    }

    @Test
    void isShownACodeToTypeElsewhere() {
        try (Attendant.Waiting _ = attendant.enterCode(Samples.DEMO, "WDJB-MJHT", PAGE,
                () -> done.add("cancelled"))) {
            assertThat(window.words("device-code")).isEqualTo("WDJB-MJHT");
            window.press("device-code-copy");
            window.press("device-open");
            window.key(KeyCode.ESCAPE);
            window.settle();
        }
        assertThat(done).containsExactly("copy WDJB-MJHT", "browse " + PAGE, "cancelled");
    }

    @Test
    void isAskedForASecretThatIsNotKept() throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Optional<Secret>> answer = CompletableFuture
                .supplyAsync(() -> attendant.secret(Samples.DEMO, "Password"));
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> window.shows("asked-secret"));
        assertThat(window.words()).anyMatch(words -> words.contains("not kept"));
        assertThat(window.canPress("asked-secret-act")).isFalse();
        window.type("asked-secret", "correct horse");
        window.press("asked-secret-act");
        try (Secret given = answer.get(20, TimeUnit.SECONDS).orElseThrow()) {
            assertThat(given.reveal()).isEqualTo("correct horse");
        }
        window.settle();
        assertThat(window.shows("asked-secret-dialog")).isFalse();
    }

    @Test
    void mayDeclineToGiveIt() throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Optional<Secret>> answer = CompletableFuture
                .supplyAsync(() -> attendant.secret(Samples.DEMO, "Password"));
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> window.shows("asked-secret"));
        window.press("asked-secret-cancel");
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void seesHowLongARequestWaitsAndMayCancelIt() throws InterruptedException {
        try (Attendant.Waiting _ = attendant.pause(Samples.DEMO, Samples.NOW.plusSeconds(34),
                () -> done.add("cancelled"))) {
            window.settle();
            assertThat(window.words()).contains("Waiting 34 s for the provider's limit");
            bench.clock.sleep(Duration.ofSeconds(4));
            window.act(attendant::tick);
            assertThat(window.words()).contains("Waiting 30 s for the provider's limit");
            window.press("pause-cancel");
        }
        window.settle();
        assertThat(window.shows("status-pause")).isFalse();
        assertThat(done).containsExactly("cancelled");
    }
}
