package dev.keyrack.key.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.ui.KeyTableViewModel.Phase;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shell.StatusBarViewModel.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The key table's view model")
class KeyTableViewModelTest {
    private static final Failure OFFLINE = new Failure.Unreachable(Failure.Unreachable.Cause.CONNECT,
            "127.0.0.1:4711");
    private final Bench bench = new Bench();
    private final KeysPage page = new KeysPage(bench);

    private static ApiKey key(String id, String name) {
        return Samples.key(id, name, List.of("things:read")).build();
    }

    @Test
    void showsWhatTheProviderListed() {
        page.open(key("key_aaaaaa1", "one"), key("key_aaaaaa2", "two"));
        assertThat(page.names()).containsExactly("one", "two");
        assertThat(page.table.phaseProperty().get()).isEqualTo(Phase.READY);
        assertThat(page.table.totalProperty().get()).isEqualTo("2");
        assertThat(page.table.rows().summaryProperty().get()).isEqualTo("2 keys");
    }

    @Test
    void saysThatItReadsWhileItDoes() {
        page.table.open(Samples.DEMO, bench.provider);
        assertThat(page.table.phaseProperty().get()).isEqualTo(Phase.LOADING);
        while (!page.table.workingProperty().get()) {
            assertThat(bench.step()).isTrue();
        }
        assertThat(page.table.workingProperty().get()).isTrue();
        assertThat(bench.status.connectionProperty().get()).isEqualTo(Connection.WORKING);
        bench.settle();
        assertThat(page.table.workingProperty().get()).isFalse();
        assertThat(bench.status.connectionProperty().get()).isEqualTo(Connection.CONNECTED);
    }

    @Test
    void isEmptyWhenTheProviderHasNone() {
        page.open();
        assertThat(page.table.phaseProperty().get()).isEqualTo(Phase.EMPTY);
        assertThat(page.table.canCreate()).isTrue();
    }

    @Test
    void keepsWhatItSawWhenTheProviderCannotBeReached() {
        page.open(key("key_aaaaaa1", "one"));
        bench.gateway.failure = Optional.of(OFFLINE);
        page.refresh();
        assertThat(page.table.phaseProperty().get()).isEqualTo(Phase.OFFLINE);
        assertThat(page.names()).containsExactly("one");
        assertThat(page.row("one").look()).isEqualTo(StatusLook.ACTIVE_WHEN_LAST_SEEN);
        assertThat(page.table.canCreate()).isFalse();
        assertThat(bench.status.connectionProperty().get()).isEqualTo(Connection.OFFLINE);
    }

    @Test
    void remembersSinceWhenItIsOffline() throws InterruptedException {
        page.open(key("key_aaaaaa1", "one"));
        bench.gateway.failure = Optional.of(OFFLINE);
        page.refresh();
        bench.clock.sleep(Duration.ofMinutes(5));
        page.refresh();
        assertThat(page.table.offlineSince()).contains(Samples.NOW);
    }

    @Test
    void isItselfAgainWhenTheProviderAnswersAgain() {
        page.open(key("key_aaaaaa1", "one"));
        bench.gateway.failure = Optional.of(OFFLINE);
        page.refresh();
        bench.gateway.failure = Optional.empty();
        page.refresh();
        assertThat(page.table.phaseProperty().get()).isEqualTo(Phase.READY);
        assertThat(page.table.problemProperty().get()).isNull();
        assertThat(page.row("one").look()).isEqualTo(StatusLook.ACTIVE);
        assertThat(page.table.offlineSince()).isEmpty();
    }

    @Test
    void keepsWhatItSawWhenRefused() {
        page.open(key("key_aaaaaa1", "one"));
        bench.gateway.failure = Optional.of(new Failure.Refused("keys:list", FakeGateway.call(403)));
        page.refresh();
        assertThat(page.table.phaseProperty().get()).isEqualTo(Phase.REFUSED);
        assertThat(page.names()).containsExactly("one");
        assertThat(String.valueOf(page.table.problemProperty().get())).contains("the scope keys:list is missing");
    }

    @Test
    void asksForTheSecondFactor() {
        bench.gateway.neededCode = Optional.of("123456");
        page.open();
        assertThat(page.asked).containsExactly("code");
    }

    @Test
    void tellsOfBrokenStorageInASentence() {
        bench.inventory.isBroken = true;
        page.open(key("key_aaaaaa1", "one"));
        assertThat(page.table.phaseProperty().get()).isEqualTo(Phase.REFUSED);
        assertThat(String.valueOf(page.table.problemProperty().get())).contains("Local storage failed");
        bench.inventory.isBroken = false;
        page.refresh();
        assertThat(page.names()).containsExactly("one");
    }

    @Test
    void marksAKeyAsGoneThatIsNotListedAnyMore() {
        page.open(key("key_aaaaaa1", "one"), key("key_aaaaaa2", "two"));
        bench.gateway.keys.remove(new KeyId("key_aaaaaa2"));
        page.refresh();
        assertThat(page.row("two").look()).isEqualTo(StatusLook.GONE);
        assertThat(page.row("two").muted()).isTrue();
        assertThat(page.row("one").muted()).isFalse();
    }

    @Test
    void filtersByEveryWordInAnyField() {
        page.open(Samples.key("key_aaaaaa1", "billing robot", List.of("bills:read")).build(),
                Samples.key("key_aaaaaa2", "billing person", List.of("things:read"))
                        .owner(Optional.of("grace@fakery.test")).build());
        page.table.rows().filterProperty().set("  BILLING grace ");
        assertThat(page.names()).containsExactly("billing person");
        page.table.rows().filterProperty().set("bills:read");
        assertThat(page.names()).containsExactly("billing robot");
        assertThat(page.table.rows().summaryProperty().get()).isEqualTo("1 key shown, 1 hidden");
        page.table.rows().filterProperty().set("aaaaaa2");
        assertThat(page.names()).containsExactly("billing person");
    }

    @Test
    void keepsTheSelectionWhenItIsReadAgain() {
        page.open(key("key_aaaaaa1", "one"), key("key_aaaaaa2", "two"));
        page.table.selectedIdProperty().set("key_aaaaaa2");
        page.refresh();
        assertThat(page.table.selectedIdProperty().get()).isEqualTo("key_aaaaaa2");
    }

    @Test
    void selectsAKeyThatWasJustMade() {
        page.open(key("key_aaaaaa1", "one"));
        ApiKey fresh = key("key_aaaaaa9", "fresh");
        bench.gateway.keys.put(fresh.id(), fresh);
        bench.inventory.recordKey(Samples.DEMO.name(), Samples.NOW, fresh);
        page.table.changed(Samples.DEMO, "key_aaaaaa9");
        bench.settle();
        assertThat(page.table.selectedIdProperty().get()).isEqualTo("key_aaaaaa9");
    }

    @Test
    void forgetsFilterAndSelectionWithTheProfile() {
        page.open(key("key_aaaaaa1", "one"));
        page.table.rows().filterProperty().set("one");
        page.table.rows().groupProperty().set(KeyGroup.ACTIVE);
        page.table.selectedIdProperty().set("key_aaaaaa1");
        page.table.open(Samples.profile("other", Environment.PRODUCTION), bench.provider);
        assertThat(page.table.rows().filterProperty().get()).isEmpty();
        assertThat(page.table.rows().groupProperty().get()).isEqualTo(KeyGroup.ALL);
        assertThat(page.table.selectedIdProperty().get()).isNull();
        assertThat(page.table.isProduction()).isTrue();
    }

    @Test
    void keepsItsRowsWhenReadingIsGivenUp() {
        page.open(key("key_aaaaaa1", "one"));
        page.table.refresh();
        page.table.cancel();
        bench.settle();
        assertThat(page.names()).containsExactly("one");
        assertThat(page.table.workingProperty().get()).isFalse();
        assertThat(bench.status.connectionProperty().get()).isEqualTo(Connection.CONNECTED);
    }

    @Test
    void asksOnceWhileReadingIsUnderWay() {
        page.open(key("key_aaaaaa1", "one"));
        long before = bench.count("provider: list");
        page.table.refresh();
        page.table.refresh();
        bench.settle();
        assertThat(bench.count("provider: list")).isEqualTo(before + 1);
    }

    @Test
    void tellsTheRequestLimit() {
        page.open();
        assertThat(bench.status.limitProperty().get()).isEqualTo("99 of 100 requests left");
    }
}
