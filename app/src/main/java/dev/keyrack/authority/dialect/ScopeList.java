package dev.keyrack.authority.dialect;

import dev.keyrack.authority.http.Fields;
import java.util.List;
import java.util.Optional;

/// Reads lists of scopes.
final class ScopeList {
    private final List<String> catalogue;

    ScopeList(List<String> catalogue) {
        this.catalogue = catalogue;
    }

    /// The scopes in `field`, each once, in the order of the catalogue; empty if the field is missing.
    Optional<List<String>> read(Fields body, String field) {
        return body.texts(field).map(wanted -> {
            if (wanted.isEmpty()) {
                body.reject(field, "\"" + field + "\" is empty: the key could do nothing. " + available());
            }
            wanted.stream().filter(scope -> !catalogue.contains(scope)).findFirst().ifPresent(
                    unknown -> body.reject(field, "There is no scope \"" + shorten(unknown) + "\". " + available()));
            return catalogue.stream().filter(wanted::contains).toList();
        });
    }

    /// All scopes in a sentence.
    String available() {
        return "Available: " + String.join(", ", catalogue) + ".";
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
