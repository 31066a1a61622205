package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.KeyQuery;
import dev.keyrack.authority.core.KeyState;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Request;
import java.util.Arrays;
import java.util.Optional;

/// Reads `status`, `environment` and `name` of a key list.
final class KeyFilter {
    private KeyFilter() {
    }

    static Ruling<KeyQuery> read(Request request) {
        Optional<String> word = request.query("status");
        Optional<KeyState> state = word
                .flatMap(wanted -> Arrays.stream(KeyState.values()).filter(s -> s.word().equals(wanted)).findFirst());
        return word.isPresent() && state.isEmpty()
                ? Ruling.denied(
                        Denial.invalid("status", "\"status\" has to be active, disabled, expired or revoked."))
                : Ruling.granted(new KeyQuery(state, request.query("environment"), request.query("name")));
    }
}
