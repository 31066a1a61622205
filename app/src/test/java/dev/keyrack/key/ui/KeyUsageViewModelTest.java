package dev.keyrack.key.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.ui.KeyUsageViewModel.State;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.result.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The usage of keys")
class KeyUsageViewModelTest {
    private static final ApiKey ONE = Samples.key("key_aaaaaa1", "one", List.of("things:read")).build();
    private final Bench bench = new Bench();
    private final KeysPage page = new KeysPage(bench);

    private List<String> askedFor() {
        return bench.log.stream().filter(line -> line.startsWith("provider: usage "))
                .map(line -> line.substring("provider: usage ".length())).toList();
    }

    @Test
    void isThirtyDaysOldestFirst() {
        page.open(ONE);
        var usage = page.usage.of("key_aaaaaa1");
        assertThat(usage.get().state()).isEqualTo(State.LOADING);
        bench.settle();
        assertThat(usage.get().state()).isEqualTo(State.KNOWN);
        assertThat(usage.get().bars()).hasSize(KeyUsageViewModel.DAYS);
        assertThat(usage.get().bars().getFirst()).containsExactly(5, 0, 1, 0);
        assertThat(usage.get().dates()).containsExactly("24 Oct", "8 Nov", "22 Nov");
        assertThat(usage.get().total()).isEqualTo(6);
        assertThat(usage.get().ok()).isEqualTo(5);
    }

    @Test
    void isAskedForOncePerKey() {
        page.open(ONE);
        page.usage.of("key_aaaaaa1");
        page.usage.of("key_aaaaaa1");
        bench.settle();
        page.usage.of("key_aaaaaa1");
        bench.settle();
        assertThat(askedFor()).containsExactly("key_aaaaaa1");
    }

    @Test
    void isAskedForTheLatestWishFirst() {
        page.open(ONE);
        IntStream.rangeClosed(1, 4).forEach(i -> page.usage.of("key_" + i));
        bench.settle();
        assertThat(askedFor()).containsExactly("key_1", "key_4", "key_3", "key_2");
    }

    @Test
    void isNotAskedForWhereSomebodyScrolledPast() {
        page.open(ONE);
        IntStream.rangeClosed(1, 100).forEach(i -> page.usage.of("key_" + i));
        bench.settle();
        assertThat(askedFor()).hasSize(61).startsWith("key_1", "key_100").doesNotContain("key_2");
        page.usage.of("key_2");
        bench.settle();
        assertThat(askedFor()).endsWith("key_2");
    }

    @Test
    void isAskedForAgainAfterTheKeysWereReadAgain() {
        page.open(ONE);
        page.usage.of("key_aaaaaa1");
        bench.settle();
        page.refresh();
        assertThat(page.usage.of("key_aaaaaa1").get().state()).isEqualTo(State.KNOWN);
        bench.settle();
        assertThat(askedFor()).hasSize(2);
    }

    @Test
    void isForgottenWithTheProfile() {
        page.open(ONE);
        page.usage.of("key_aaaaaa1");
        page.usage.forget();
        bench.settle();
        assertThat(askedFor()).isEmpty();
        assertThat(page.usage.of("key_aaaaaa1").get().state()).isEqualTo(State.LOADING);
    }

    @Test
    void isWhatWasSeenLastWhileOffline() {
        page.open(ONE);
        page.usage.of("key_aaaaaa1");
        bench.settle();
        bench.gateway.failure = Optional.of(new Failure.Unreachable(Failure.Unreachable.Cause.DNS, "x"));
        page.refresh();
        page.usage.forget();
        var seen = page.usage.of("key_aaaaaa1");
        var never = page.usage.of("key_aaaaaa2");
        bench.settle();
        assertThat(seen.get().state()).isEqualTo(State.KNOWN);
        assertThat(never.get().state()).isEqualTo(State.NOT_FETCHED);
        assertThat(askedFor()).hasSize(1);
    }

    @Test
    void isNotAskedForWhereTheProviderDoesNotTell() {
        Bench silent = new Bench(Samples.provider(Map.of(Capability.USAGE, new Support.No("No usage."))));
        KeysPage quiet = new KeysPage(silent).open(ONE);
        var usage = quiet.usage.of("key_aaaaaa1");
        silent.settle();
        assertThat(usage.get().state()).isEqualTo(State.NONE);
        assertThat(silent.count("provider: usage")).isZero();
    }

    @Test
    void givesTheLastDaysForASparkline() {
        page.open(ONE);
        var usage = page.usage.of("key_aaaaaa1");
        bench.settle();
        assertThat(usage.get().last(14)).hasSize(14).allSatisfy(day -> assertThat(day).containsExactly(0, 0));
        assertThat(usage.get().last(30).getFirst()).containsExactly(5, 1);
    }
}
