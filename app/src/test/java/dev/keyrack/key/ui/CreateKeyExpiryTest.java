package dev.keyrack.key.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.IssuedKey;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The end of a new key")
class CreateKeyExpiryTest {
    private static CreateKeyViewModel create(Bench bench) {
        KeysPage page = new KeysPage(bench).open();
        return new CreateKeyViewModel(page.table, bench.keys, bench.runner, bench.times, bench.messages,
                IssuedKey::close);
    }

    @Test
    void isNinetyDaysAwayAtFirst() {
        CreateKeyViewModel create = create(new Bench());
        assertThat(create.noExpiry()).isEmpty();
        assertThat(create.expiry().choiceProperty().get()).isEqualTo(ExpiryViewModel.Choice.DAYS_90);
    }

    @Test
    void isNotOfferedWhereTheProviderTakesNone() {
        Bench bench = new Bench(Samples.withNamesAlone());
        CreateKeyViewModel create = create(bench);
        assertThat(create.noExpiry()).contains("Keys of Fakery do not expire.");

        create.nameProperty().set("robot");
        create.create();
        bench.settle();
        assertThat(create.failureProperty().get()).isEmpty();
        assertThat(bench.gateway.keys.values()).singleElement()
                .satisfies(key -> assertThat(key.expiresAt()).isEqualTo(Optional.empty()));
    }
}
