package dev.keyrack.key.ui;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.key.domain.SeenKey;
import java.util.Comparator;
import java.util.List;

/// One way to say what a key may do.
///
/// @param id          `access-<id>` is the id of its control
/// @param label       for people
/// @param description the provider's own words; may be empty
/// @param scopes      what it grants; empty for those that somebody chooses
/// @param asksWhy     whether a person should say why
record AccessOption(String id, Kind kind, String label, String description, List<String> scopes, boolean asksWhy) {
    /// What kind of way it is.
    enum Kind {
        /// A preset of the provider.
        PRESET,
        /// All that change nothing.
        READING,
        /// All.
        ALL,
        /// Those of another key.
        COPY,
        /// One by one.
        CUSTOM
    }

    /// A key whose scopes can be copied.
    record Template(String name, List<String> scopes) {
        private static final int MOST = 20;

        /// The active keys of `table` that have scopes, by name.
        ///
        /// @param but id of the key that needs no copy of itself; empty for none
        static List<Template> of(KeyTableViewModel table, String but) {
            return table.keys().stream().map(SeenKey::key).filter(key -> key.status() == KeyStatus.ACTIVE)
                    .filter(key -> !key.scopes().isEmpty() && !key.id().value().equals(but))
                    .sorted(Comparator.comparing(ApiKey::name)).limit(MOST)
                    .map(key -> new Template(key.name(), key.scopes().stream().map(Scope::value).toList())).toList();
        }
    }
}
