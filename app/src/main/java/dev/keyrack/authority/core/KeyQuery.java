package dev.keyrack.authority.core;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Which keys to list. Revoked ones are listed only when they are asked for.
///
/// @param state       only keys in this state
/// @param environment only keys of this environment
/// @param nameContains only keys whose name contains this, in any case
public record KeyQuery(Optional<KeyState> state, Optional<String> environment, Optional<String> nameContains) {
    boolean matches(KeyFacts facts, Instant now) {
        KeyState is = facts.stateAt(now);
        return state.map(wanted -> is == wanted).orElse(is != KeyState.REVOKED)
                && environment.map(facts.environment()::equals).orElse(true)
                && nameContains.map(part -> facts.name().toLowerCase(Locale.ROOT)
                        .contains(part.toLowerCase(Locale.ROOT))).orElse(true);
    }
}
