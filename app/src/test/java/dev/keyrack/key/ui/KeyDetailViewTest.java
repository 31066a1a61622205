package dev.keyrack.key.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Fingerprint;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("The detail of a key")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class KeyDetailViewTest {
    private static final ApiKey ONE = Samples.key("key_aaaaaa1", "one", List.of("things:read"))
            .used(new LastUsed.At(Samples.NOW.minus(Duration.ofMinutes(2)), LastUsed.Precision.EXACT))
            .expires(Optional.of(Samples.NOW.plus(Duration.ofDays(10)))).build();
    private final Bench bench = new Bench(
            Samples.provider(Map.of(Capability.DISABLE, new Support.No("Fakery cannot switch keys off."))));
    private final KeysPage page = new KeysPage(bench);
    private TestWindow window;

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1440, 900);
        window.act(() -> window.page(page.view()));
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    private void select(ApiKey key) {
        window.act(() -> {
            page.open(key);
            page.table.selectedIdProperty().set(key.id().value());
            bench.settle();
        });
    }

    @Test
    void tellsTheFacts() {
        select(ONE);
        assertThat(window.words("detail-name")).isEqualTo("one");
        assertThat(window.words("detail-status")).isEqualTo("Active");
        assertThat(window.words()).contains("Starts with", "fk_live_0123…", "key_aaaaaa1", "2 Jan 2026, 03:04",
                " by ada@fakery.test", "22 Nov, 11:58", "2 Dec 2026, 12:00", "1 of 3", "expires in 10 days");
    }

    @Test
    void tellsTheFingerprintOfAKeyThatWasIssuedHere() {
        try (Secret value = Secret.wrap(FakeGateway.VALUE.getBytes(StandardCharsets.UTF_8))) {
            bench.inventory.recordKey(Samples.DEMO.name(), Samples.NOW, ONE);
            bench.inventory.recordFingerprint(Samples.DEMO.name(), ONE.id(), Fingerprint.of(value, "fk_live_"));
        }
        select(ONE);
        assertThat(window.words()).contains(" issued here").anyMatch(words -> words.startsWith("SHA-256 "));
    }

    @Test
    void warnsOfAnEndThatIsNearWhileTheKeyIsInUse() {
        select(ONE);
        assertThat(window.words()).contains("Expires in 10 days, still in use.");
    }

    @Test
    void sumsTheChartUp() {
        select(ONE);
        assertThat(window.words("detail-usage")).isEqualTo("6 requests · 16.7 % not OK");
        assertThat(window.spoken()).contains("Requests by day over 30 days, 6 in all");
    }

    @Test
    void saysWhyAnActionIsOff() {
        select(ONE);
        Button toggle = window.node(Button.class, "detail-toggle");
        assertThat(toggle.isDisabled()).isTrue();
        assertThat(toggle.getAccessibleHelp()).isEqualTo("Fakery cannot switch keys off.");
        assertThat(window.canPress("detail-edit")).isTrue();
        assertThat(window.canPress("detail-revoke")).isTrue();
    }

    @Test
    void asksForEditingAndRevoking() {
        select(ONE);
        window.press("detail-edit");
        window.press("detail-revoke");
        assertThat(page.asked).containsExactly("edit key_aaaaaa1", "revoke key_aaaaaa1");
    }

    @Test
    void saysHowItWasWhileOffline() {
        select(ONE);
        bench.gateway.failure = Optional
                .of(new Failure.Unreachable(Failure.Unreachable.Cause.TIMEOUT, "127.0.0.1:4711"));
        window.act(page::refresh);
        assertThat(window.words("detail-status")).isEqualTo("Was active");
        assertThat(window.words()).contains("as of 22 Nov, 12:00", "22 Nov, 11:58, or later");
        assertThat(window.canPress("detail-revoke")).isFalse();
        assertThat(window.node(Button.class, "detail-revoke").getAccessibleHelp())
                .isEqualTo("Changes need the provider.");
    }

    @Test
    void letsNothingBeChangedOnceItIsOver() {
        select(ONE);
        bench.gateway.keys.clear();
        bench.inventory.recordRevoked(Samples.DEMO.name(), ONE.id(), Samples.NOW);
        window.act(page::refresh);
        assertThat(window.words("detail-status")).isEqualTo("Revoked");
        for (String id : List.of("detail-edit", "detail-toggle", "detail-revoke")) {
            assertThat(window.canPress(id)).as(id).isFalse();
        }
        assertThat(window.node(Button.class, "detail-edit").getAccessibleHelp()).startsWith("This key is over");
    }

    @Test
    void saysThatAKeyWithoutScopesCanDoNothing() {
        select(Samples.key("key_aaaaaa1", "one", List.of()).build());
        assertThat(window.words()).contains("None: this key can do nothing.");
    }
}
