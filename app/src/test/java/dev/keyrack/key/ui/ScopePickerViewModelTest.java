package dev.keyrack.key.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.Scope;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The choice of scopes")
class ScopePickerViewModelTest {
    private final ScopePickerViewModel picker = new ScopePickerViewModel(Samples.provider().scopes());

    private List<String> chosen() {
        return picker.chosen().stream().map(Scope::value).toList();
    }

    @Test
    void beginsWithNone() {
        assertThat(chosen()).isEmpty();
        assertThat(picker.countProperty().get()).isZero();
        assertThat(picker.byResource()).containsOnlyKeys("things", "bills");
    }

    @Test
    void canBeAllThatChangeNothing() {
        picker.chooseReading();
        assertThat(chosen()).containsExactly("things:read", "bills:read");
    }

    @Test
    void keepsTheCatalogueOrderAndPassesOverStrangers() {
        picker.choose(List.of("bills:read", "nobody:knows", "things:write"));
        assertThat(chosen()).containsExactly("things:write", "bills:read");
        assertThat(picker.countProperty().get()).isEqualTo(2);
    }

    @Test
    void canBeAll() {
        picker.chooseAll();
        assertThat(picker.countProperty().get()).isEqualTo(picker.size()).isEqualTo(3);
    }

    @Test
    void findsByValueAndByDescription() {
        picker.searchProperty().set(" CHANGE ");
        assertThat(picker.choices().stream().filter(picker::isFound).map(ScopePickerViewModel.Choice::value))
                .containsExactly("things:write");
        picker.searchProperty().set("bills");
        assertThat(picker.choices().stream().filter(picker::isFound)).hasSize(1);
        picker.searchProperty().set("");
        assertThat(picker.choices()).allMatch(picker::isFound);
    }

    @Test
    void staysChosenWhenTheSearchHidesIt() {
        picker.choose(List.of("bills:read"));
        picker.searchProperty().set("things");
        assertThat(chosen()).containsExactly("bills:read");
    }
}
