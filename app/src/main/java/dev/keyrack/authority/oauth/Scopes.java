package dev.keyrack.authority.oauth;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Ruling;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The scopes that applications can ask for.
///
/// @param meanings what each lets an application do, in words for people; the first is asked for when a request has none
record Scopes(SequencedMap<String, String> meanings) {
    /// Reads a list with blanks between. Each scope counts once, in the order of the catalogue.
    Ruling<List<String>> read(Optional<String> text) {
        List<String> wanted = text.map(scopes -> List.of(scopes.strip().split(" +", -1)))
                .orElseGet(() -> List.of(meanings.firstEntry().getKey()));
        return meanings.keySet().containsAll(wanted)
                ? Ruling.granted(meanings.keySet().stream().filter(wanted::contains).toList())
                : Ruling.denied(Denial.invalid("scope",
                        "The scopes that can be asked for are " + String.join(", ", meanings.keySet()) + "."));
    }
}
