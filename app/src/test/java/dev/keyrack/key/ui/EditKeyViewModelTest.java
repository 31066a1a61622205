package dev.keyrack.key.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.shared.result.Failure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Editing a key")
class EditKeyViewModelTest {
    private static final ApiKey ONE = Samples.key("key_aaaaaa1", "one", List.of("things:read")).build();
    private final Bench bench = new Bench();
    private final KeysPage page = new KeysPage(bench).open(ONE);
    private final EditKeyViewModel edit = new EditKeyViewModel(page.table.find("key_aaaaaa1").orElseThrow(), page.table,
            bench.keys, bench.runner, bench.times, bench.messages);

    @Test
    void sendsNothingWhileNothingIsChanged() {
        assertThat(edit.readyProperty().get()).isFalse();
        assertThat(edit.summaryProperty().get()).isEqualTo("Nothing is changed yet.");
        edit.nameProperty().set("  one ");
        assertThat(edit.readyProperty().get()).isFalse();
    }

    @Test
    void needsANameAndAScope() {
        edit.nameProperty().set(" ");
        assertThat(edit.readyProperty().get()).isFalse();
        edit.nameProperty().set("two");
        assertThat(edit.readyProperty().get()).isTrue();
        edit.access().scopes().choose(List.of());
        assertThat(edit.readyProperty().get()).isFalse();
    }

    @Test
    void saysWhyTheEndStaysWhatItIs() {
        assertThat(edit.canEditExpiry()).isTrue();
        KeysPage other = new KeysPage(new Bench(Samples.withNamesAlone())).open(ONE);
        EditKeyViewModel fixed = new EditKeyViewModel(other.table.find("key_aaaaaa1").orElseThrow(), other.table,
                other.bench.keys, other.bench.runner, other.bench.times, other.bench.messages);
        assertThat(fixed.canEditExpiry()).isFalse();
        assertThat(fixed.noExpiry()).isEqualTo("Keys of Fakery do not expire.");
    }

    @Test
    void sendsTheChangeOnce() {
        edit.nameProperty().set("two");
        int[] done = {0};
        edit.save(() -> done[0]++);
        edit.save(() -> done[0]++);
        bench.settle();
        assertThat(done[0]).isEqualTo(1);
        assertThat(page.names()).containsExactly("two");
        assertThat(bench.count("provider: update")).isEqualTo(1);
    }

    @Test
    void noticesOtherScopesInTheSameNumber() {
        edit.access().scopes().choose(List.of("bills:read"));
        assertThat(edit.readyProperty().get()).isTrue();
    }

    @Test
    void tellsWhyItWasRefusedAndKeepsWhatWasTyped() {
        bench.gateway.failure = Optional.of(new Failure.Refused("keys:write", FakeGateway.call(403)));
        edit.nameProperty().set("two");
        edit.save(() -> {
            throw new AssertionError("it was refused");
        });
        bench.settle();
        assertThat(edit.failureProperty().get()).contains("keys:write");
        assertThat(edit.nameProperty().get()).isEqualTo("two");
        assertThat(edit.readyProperty().get()).isTrue();
    }

    @Test
    void switchesAKeyOffAndOnFromTheDetail() {
        page.table.selectedIdProperty().set("key_aaaaaa1");
        page.detail.toggle();
        page.detail.toggle();
        bench.settle();
        assertThat(bench.gateway.keys.values()).extracting(ApiKey::status).containsExactly(KeyStatus.DISABLED);
        assertThat(bench.count("provider: update")).isEqualTo(1);
        page.detail.toggle();
        bench.settle();
        assertThat(bench.gateway.keys.values()).extracting(ApiKey::status).containsExactly(KeyStatus.ACTIVE);
    }
}
