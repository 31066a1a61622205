package dev.keyrack.provider.domain;

import java.util.List;

/// How far a provider supports a capability.
public sealed interface Support {
    /// Keyrack can do it.
    ///
    /// @param documented whether the provider's own documents describe it
    record Yes(boolean documented) implements Support {}

    /// People can do it in the provider's console.
    ///
    /// @param link where; may hold profile parameters in braces
    record ConsoleOnly(List<String> steps, String link) implements Support {
        /// Keeps its own copy.
        public ConsoleOnly {
            steps = List.copyOf(steps);
        }
    }

    /// Nobody can.
    ///
    /// @param reason one sentence for the user
    record No(String reason) implements Support {}

    /// Whether Keyrack can do it.
    default boolean isSupported() {
        return this instanceof Yes;
    }
}
