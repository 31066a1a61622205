package dev.keyrack.incident.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.incident.domain.ProvableValue;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Probe.Verdict;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("The confirmation of a revocation")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class RevokeViewTest {
    private static final Profile PRODUCTION = Samples.profile("acme-prod", Environment.PRODUCTION);
    private static final ApiKey USED = Samples.key("key_aaaaaa1", "robot", List.of("things:read", "things:write"))
            .used(new LastUsed.At(Samples.NOW.minus(Duration.ofMinutes(2)), LastUsed.Precision.EXACT)).build();
    private final List<String> revoked = new ArrayList<>();
    private final List<Runnable> guarded = new ArrayList<>();
    private Bench bench = new Bench();
    private TestWindow window;

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1440, 900);
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    private RevokeViewModel open(Profile profile, ApiKey key) {
        return TestWindow.get(() -> {
            if (profile.equals(PRODUCTION)) {
                bench.interlock.arm(profile, "acme-prod");
            }
            bench.gateway.keys.put(key.id(), key);
            bench.inventory.recordKey(profile.name(), Samples.NOW, key);
            RevokeViewModel viewModel = new RevokeViewModel(profile, bench.provider, Samples.seen(key),
                    new RevokeViewModel.Parts(bench.revocation, bench.proof, bench.keys, bench.runner, guarded::add,
                            (_, value) -> {
                                revoked.add(value.map(held -> held.ground().name()).orElse("no value"));
                                value.ifPresent(ProvableValue::close);
                            }),
                    bench.times, bench.messages);
            RevokeView.open(viewModel, window.dialogs(), bench.messages);
            bench.settle();
            return viewModel;
        });
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void wantsTheWholeProfileNameInProduction() {
        open(PRODUCTION, USED);
        assertThat(window.words("revoke-act")).isEqualTo("Revoke in PRODUCTION");
        for (String typed : List.of("", "acme", "acme-pro", "Acme-Prod", "acme-prod ", "production", "robot")) {
            window.type("revoke-name", typed);
            assertThat(window.canPress("revoke-act")).as("after “%s”", typed).isFalse();
        }
        window.type("revoke-name", "acme-prod");
        window.press("revoke-act");
        assertThat(bench.count("provider: revoke key_aaaaaa1")).isEqualTo(1);
        assertThat(revoked).containsExactly("no value");
        assertThat(window.shows("revoke-dialog")).isFalse();
    }

    @Test
    void wipesTheValueWhenItIsLocked() {
        Secret value = secret(FakeGateway.VALUE);
        RevokeViewModel viewModel = open(Samples.DEMO, USED);
        window.act(() -> {
            viewModel.take(value);
            bench.settle();
            viewModel.abandon();
        });
        assertThat(value.isClosed()).isTrue();
    }

    @Test
    void handsItOnWhereTheRequestWasUnderWayWhenItWasLocked() {
        RevokeViewModel viewModel = open(Samples.DEMO, USED);
        window.start("revoke-act");
        window.act(viewModel::abandon);
        window.settle();
        assertThat(revoked).containsExactly("no value");
    }

    @Test
    void wantsNoNameElsewhere() {
        open(Samples.DEMO, USED);
        assertThat(window.shows("revoke-name")).isFalse();
        assertThat(window.canPress("revoke-act")).isTrue();
    }

    @Test
    void isNotPressedByEnter() {
        open(PRODUCTION, USED);
        window.robot.clickOn("#revoke-name").write("acme-prod");
        assertThat(window.canPress("revoke-act")).isTrue();
        window.key(KeyCode.ENTER);
        window.settle();
        assertThat(bench.count("provider: revoke")).isZero();
        assertThat(window.shows("revoke-dialog")).isTrue();
    }

    @Test
    void isSentOnceOnADoublePress() {
        RevokeViewModel viewModel = open(Samples.DEMO, USED);
        window.start("revoke-act");
        window.act(() -> viewModel.revoke(() -> {
            throw new AssertionError("it was sent before");
        }));
        assertThat(window.canPress("revoke-act")).isFalse();
        window.key(KeyCode.ESCAPE);
        assertThat(window.shows("revoke-dialog")).as("stays while it is under way").isTrue();
        window.settle();
        assertThat(bench.count("provider: revoke")).isEqualTo(1);
        assertThat(window.dialogs().isOpen()).isFalse();
    }

    @Test
    void namesThePlaceTheKeyAndWhatStopsWorking() {
        open(PRODUCTION, USED);
        assertThat(window.words()).contains("Revoke robot?", "PRODUCTION", "acme-prod",
                "robot, starts with fk_live_0123…", "see things, change things", "Last used 22 Nov, 11:58",
                "used 2 min ago", "6 requests in the last 24 hours", "No replacement key", "outage likely",
                "This key is in use right now.");
    }

    @Test
    void namesAKeyThatCouldTakeOver() {
        ApiKey other = Samples.key("key_aaaaaa2", "spare", List.of("things:read", "things:write", "bills:read"))
                .used(USED.lastUsed()).build();
        bench.inventory.recordKey(Samples.DEMO.name(), Samples.NOW, other);
        open(Samples.DEMO, USED);
        assertThat(window.words()).contains("spare could take over").doesNotContain("outage likely");
    }

    @Test
    void doesNotCallAKeyUnusedWhoseUseIsNotReported() {
        window.close();
        bench = new Bench(Samples.provider(Map.of(Capability.USAGE, new Support.No("No usage."))));
        window = TestWindow.open(bench, 1440, 900);
        open(Samples.DEMO,
                Samples.key("key_aaaaaa1", "robot", List.of()).used(new LastUsed.NotReported()).build());
        assertThat(window.words())
                .contains("Whether it is in use is not known", "Requests are not known",
                        "Whether somebody depends on it cannot be told.", "nothing")
                .doesNotContain("Never used");
    }

    @Test
    void stillTellsTheLastUseWhenStorageFails() {
        bench.inventory.isBroken = true;
        RevokeViewModel viewModel = TestWindow.get(() -> new RevokeViewModel(Samples.DEMO, bench.provider,
                Samples.seen(USED),
                new RevokeViewModel.Parts(bench.revocation, bench.proof, bench.keys, bench.runner, guarded::add,
                        (_, _) -> {
                        }),
                bench.times, bench.messages));
        window.settle();
        assertThat(viewModel.consequencesProperty().get()).extracting(RevokeViewModel.Consequence::kind)
                .containsExactly("last-used");
    }

    @Test
    void triesAValueThatNothingTiesToTheKeyBeforeItIsRevoked() {
        ApiKey bare = Samples.key("key_bbbbbb1", "bare", List.of()).hint(new Hint(Hint.Kind.ID, "key_bbb")).build();
        open(Samples.DEMO, bare);
        assertThat(window.words()).anyMatch(words -> words.contains("needs the value while it still works"));
        bench.gateway.probe(Verdict.REFUSED);
        window.press("revoke-paste");
        window.type("revoke-value", "anything");
        window.press("revoke-value-use");
        assertThat(window.words("revoke-value-problem")).contains("would prove nothing about key key_bbbbbb1");

        bench.gateway.probe(Verdict.ACCEPTED);
        window.press("revoke-paste");
        window.type("revoke-value", "anything");
        window.start("revoke-value-use");
        assertThat(window.canPress("revoke-act")).as("while it is tried").isFalse();
        window.settle();
        window.press("revoke-act");
        assertThat(revoked).containsExactly("ACCEPTED");
    }

    @Test
    void asksForArmingWhenTheProfileIsReadOnly() {
        open(PRODUCTION, USED);
        bench.interlock.close();
        window.type("revoke-name", "acme-prod");
        window.press("revoke-act");
        assertThat(revoked).isEmpty();
        assertThat(guarded).hasSize(1);
        assertThat(window.words("revoke-failure")).contains("acme-prod is read-only");
        bench.interlock.arm(PRODUCTION, "acme-prod");
        window.act(guarded.getFirst());
        window.settle();
        assertThat(revoked).hasSize(1);
    }

    @Test
    void takesTheValueToProveWith() {
        open(Samples.DEMO, USED);
        window.press("revoke-paste");
        window.type("revoke-value", " " + FakeGateway.VALUE + "\n");
        window.press("revoke-value-use");
        assertThat(window.words())
                .contains("Keyrack holds the value in memory and will try it until it is refused.");
        assertThat(window.shows("revoke-value")).isFalse();
        window.press("revoke-act");
        assertThat(revoked).containsExactly("FRAGMENT");
    }

    @Test
    void refusesTheValueOfAnotherKeyAndForgetsIt() {
        RevokeViewModel viewModel = open(Samples.DEMO, USED);
        window.press("revoke-paste");
        window.type("revoke-value", "fk_live_9999999999999999");
        window.press("revoke-value-use");
        assertThat(window.words("revoke-value-problem"))
                .isEqualTo("The value: it is not the value of key key_aaaaaa1, so it was not sent.");
        assertThat(window.words("revoke-value")).isEmpty();
        assertThat(viewModel.value().heldProperty().get()).isFalse();
        assertThat(bench.count("provider: probe")).isZero();
    }

    @Test
    void wipesTheValueWhenItIsCancelled() {
        RevokeViewModel viewModel = open(Samples.DEMO, USED);
        Secret value = secret(FakeGateway.VALUE);
        window.act(() -> viewModel.take(value));
        assertThat(value.isClosed()).isFalse();
        window.press("revoke-cancel");
        assertThat(value.isClosed()).isTrue();
        assertThat(window.shows("revoke-dialog")).isFalse();
        assertThat(bench.count("provider: revoke")).isZero();
    }

    @Test
    void wipesTheValueWithEscToo() {
        RevokeViewModel viewModel = open(Samples.DEMO, USED);
        Secret value = secret(FakeGateway.VALUE);
        window.act(() -> viewModel.take(value));
        window.key(KeyCode.ESCAPE);
        assertThat(value.isClosed()).isTrue();
    }

    @Test
    void wipesAValueThatIsNotTheKeys() {
        RevokeViewModel viewModel = open(Samples.DEMO, USED);
        Secret value = secret("something else");
        window.act(() -> viewModel.take(value));
        assertThat(value.isClosed()).isTrue();
    }

    @Test
    void tellsARefusalInPlaceAndKeepsTheValue() {
        RevokeViewModel viewModel = open(Samples.DEMO, USED);
        window.act(() -> viewModel.take(secret(FakeGateway.VALUE)));
        bench.gateway.failure = Optional.of(new Failure.Refused("keys:revoke", FakeGateway.call(403)));
        window.press("revoke-act");
        assertThat(window.words("revoke-failure")).contains("keys:revoke");
        assertThat(revoked).isEmpty();
        bench.gateway.failure = Optional.empty();
        window.press("revoke-act");
        assertThat(revoked).containsExactly("FRAGMENT");
    }
}
