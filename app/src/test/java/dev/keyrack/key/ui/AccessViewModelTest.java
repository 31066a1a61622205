package dev.keyrack.key.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.key.ui.AccessViewModel.State;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.shared.result.Failure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a key may do")
class AccessViewModelTest {
    private final Bench bench = new Bench();

    private AccessViewModel access(Provider provider) {
        return new AccessViewModel(provider,
                List.of(new AccessOption.Template("other", List.of("things:write", "old:scope"))), bench.messages);
    }

    private static AccessOption option(AccessViewModel access, String id) {
        return access.options().stream().filter(option -> option.id().equals(id)).findFirst().orElseThrow();
    }

    private static List<String> granted(AccessViewModel access) {
        return access.granted().stream().map(Scope::value).toList();
    }

    private static SequencedSet<Scope> scopes(String... values) {
        SequencedSet<Scope> scopes = new LinkedHashSet<>();
        for (String value : values) {
            scopes.add(new Scope(value));
        }
        return scopes;
    }

    @Test
    void offersThePresetsOfTheProviderFirst() {
        AccessViewModel access = access(Samples.withPresets());
        assertThat(access.options()).extracting(AccessOption::id).containsExactly("reader", "worker", "admin", "copy",
                "custom");
        assertThat(access.chosenProperty().get()).as("nothing is chosen beforehand").isNull();
        assertThat(access.isComplete()).isFalse();
    }

    @Test
    void namesThePresetWhileItsScopesAreUnchanged() {
        AccessViewModel access = access(Samples.withPresets());
        access.choose(option(access, "worker"));
        assertThat(access.presetId()).contains("worker");
        assertThat(granted(access)).containsExactly("things:read", "things:write");
        assertThat(access.isComplete()).isTrue();

        access.choose(option(access, "custom"));
        assertThat(access.presetId()).isEmpty();
        assertThat(granted(access)).as("to go on from there").containsExactly("things:read", "things:write");
    }

    @Test
    void isChosenByHandOnceAScopeIsToggled() {
        AccessViewModel access = access(Samples.withPresets());
        access.choose(option(access, "reader"));
        access.scopes().toggle("bills");
        assertThat(access.presetId()).isEmpty();
        assertThat(granted(access)).containsExactly("things:read");
    }

    @Test
    void asksWhyForAPresetThatGrantsVeryMuch() {
        AccessViewModel access = access(Samples.withPresets());
        access.choose(option(access, "admin"));
        assertThat(access.asksWhy()).isTrue();
        assertThat(access.isComplete()).isFalse();
        assertThat(access.notes()).extracting(AccessViewModel.Note::sentence)
                .containsExactly("Admin grants more than most keys need.");
        access.reasonProperty().set("  ");
        assertThat(access.isComplete()).isFalse();
        access.reasonProperty().set(" disaster drill ");
        assertThat(access.isComplete()).isTrue();
        assertThat(access.givenReason()).contains("disaster drill");

        access.choose(option(access, "reader"));
        assertThat(access.givenReason()).as("asked for another preset").isEmpty();
    }

    @Test
    void proposesThePresetThatOnlyReads() {
        AccessViewModel access = access(Samples.withPresets());
        access.scopes().choose(List.of("things:read"));
        assertThat(access.notes()).singleElement().satisfies(note -> {
            assertThat(note.proposal()).map(AccessOption::id).contains("reader");
            assertThat(note.rest()).isEqualTo("The preset Reader only reads too, with 2 permissions instead of 1. "
                    + "Keep your choice if it is enough.");
        });
        access.scopes().chooseReading();
        assertThat(access.notes().getFirst().rest()).isEqualTo("The preset Reader grants exactly the same.");
        access.scopes().choose(List.of("things:write"));
        assertThat(access.notes()).isEmpty();
        access.scopes().chooseAll();
        assertThat(access.notes()).extracting(AccessViewModel.Note::sentence).containsExactly("Every scope is chosen.");
    }

    @Test
    void recognisesThePresetOfAKey() {
        AccessViewModel access = access(Samples.withPresets());
        access.showExisting(scopes("things:write", "things:read"));
        assertThat(access.presetId()).contains("worker");
    }

    @Test
    void keepsAScopeThatTheCatalogueDoesNotKnow() {
        AccessViewModel access = access(Samples.provider());
        access.showExisting(scopes("things:read", "ancient:write"));
        assertThat(granted(access)).containsExactly("things:read", "ancient:write");
        assertThat(access.chosenProperty().get()).isEqualTo(option(access, "custom"));
    }

    @Test
    void copiesFromAKey() {
        AccessViewModel access = access(Samples.provider());
        access.copyFrom(access.templates().getFirst());
        assertThat(granted(access)).containsExactly("things:write");
        assertThat(access.chosenProperty().get()).isEqualTo(option(access, "copy"));
    }

    @Test
    void asksTheProviderForItsScopes() {
        AccessViewModel access = access(Samples.withoutCatalogue(true));
        access.load(Samples.DEMO, bench.keys, bench.runner);
        assertThat(access.stateProperty().get()).isEqualTo(State.LOADING);
        access.scopes().add("own:read");
        bench.settle();
        assertThat(access.stateProperty().get()).isEqualTo(State.CATALOGUE);
        assertThat(access.scopes().choices()).extracting(ScopePickerViewModel.Choice::value)
                .containsExactly("things:read", "things:write", "bills:read", "own:read");
        assertThat(granted(access)).as("typed before the answer came").containsExactly("own:read");
    }

    @Test
    void letsScopesBeTypedWhereTheProviderCannotBeAsked() {
        AccessViewModel access = access(Samples.withoutCatalogue(true));
        bench.gateway.failure = Optional.of(new Failure.Unreachable(Failure.Unreachable.Cause.TIMEOUT, "x"));
        access.load(Samples.DEMO, bench.keys, bench.runner);
        bench.settle();
        assertThat(access.stateProperty().get()).isEqualTo(State.TYPED);
        assertThat(access.problemProperty().get()).isNotEmpty();
        access.scopes().add(" jobs:read ");
        access.scopes().add("jobs:run");
        access.scopes().add("jobs:run");
        assertThat(granted(access)).containsExactly("jobs:read", "jobs:run");
        assertThat(access.scopes().choices()).extracting(ScopePickerViewModel.Choice::changes).containsExactly(false,
                true);

        bench.gateway.failure = Optional.empty();
        access.retry();
        bench.settle();
        assertThat(access.stateProperty().get()).isEqualTo(State.CATALOGUE);
    }

    @Test
    void needsNothingWhereKeysHaveNoScopes() {
        AccessViewModel access = access(Samples.withoutCatalogue(false));
        access.load(Samples.DEMO, bench.keys, bench.runner);
        assertThat(access.stateProperty().get()).isEqualTo(State.NONE);
        assertThat(access.isComplete()).isTrue();
        assertThat(bench.log).isEmpty();
    }
}
