package dev.keyrack.provider.domain;

import java.util.List;

/// What a profile of a provider must say beside its address.
///
/// @param name     as in `--param name=value` and in templates
/// @param label    for people
/// @param help     one sentence; may be empty
/// @param required whether a profile without it is of no use
/// @param initial  the value if none is given; may be empty
/// @param options  the values it can have; empty if any text will do
/// @param listed   whether the provider can be asked for the values, once signed in
public record Parameter(String name, String label, String help, boolean required, String initial, List<Choice> options,
        boolean listed) {
    /// Keeps its own copy of the options.
    public Parameter {
        options = List.copyOf(options);
    }

    /// A parameter that can be any text.
    public Parameter(String name, String label, String help, boolean required) {
        this(name, label, help, required, "", List.of(), false);
    }
}
