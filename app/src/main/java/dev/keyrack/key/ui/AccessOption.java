package dev.keyrack.key.ui;

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
    record Template(String name, List<String> scopes) {}
}
