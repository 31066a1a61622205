package dev.keyrack.authority;

import java.util.Optional;

/// What an empty authority is filled with.
public sealed interface Sample {
    /// Nothing.
    record None() implements Sample {}

    /// A believable organisation with some 60 keys and 90 days of usage.
    record Demo() implements Sample {}

    /// Many keys.
    ///
    /// @param count how many, 1 to 1,000,000
    record Keys(int count) implements Sample {}

    /// Reads `none`, `demo` or a number of keys; empty if it is none of them.
    static Optional<Sample> parse(String text) {
        return switch (text) {
            case "none" -> Optional.of(new None());
            case "demo" -> Optional.of(new Demo());
            default -> text.matches("[1-9][0-9]{0,5}|1000000")
                    ? Optional.of(new Keys(Integer.parseInt(text)))
                    : Optional.empty();
        };
    }
}
