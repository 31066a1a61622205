package dev.keyrack.key.data;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What many keys have in common, stored once.
///
/// @param lastUsed the precision where a time is known, else `NEVER`, `NOT_REPORTED` or `UNKNOWN`
record Traits(Hint.Kind hintKind, KeyStatus status, String lastUsed, List<Scope> scopes,
        Optional<String> owner) {
    static Traits of(ApiKey key) {
        return new Traits(key.hint().kind(), key.status(), lastUsedWord(key.lastUsed()), List.copyOf(key.scopes()),
                key.owner());
    }

    /// The opposite of [#scopeText].
    static List<Scope> scopes(String text) {
        List<Scope> scopes = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String line : text.split("\n", -1)) {
                scopes.add(new Scope(line.translateEscapes()));
            }
        }
        return scopes;
    }

    /// One scope a line, in order.
    String scopeText() {
        return scopes.stream().map(scope -> scope.value().replace("\\", "\\\\").replace("\n", "\\n"))
                .collect(Collectors.joining("\n"));
    }

    /// When a key with these traits was last used.
    LastUsed lastUsed(long at) {
        return switch (lastUsed) {
            case "NEVER" -> new LastUsed.Never();
            case "NOT_REPORTED" -> new LastUsed.NotReported();
            case "UNKNOWN" -> new LastUsed.Unknown();
            default -> new LastUsed.At(Micros.instant(at), LastUsed.Precision.valueOf(lastUsed));
        };
    }

    private static String lastUsedWord(LastUsed lastUsed) {
        return switch (lastUsed) {
            case LastUsed.At(_, var precision) -> precision.name();
            case LastUsed.Never() -> "NEVER";
            case LastUsed.NotReported() -> "NOT_REPORTED";
            case LastUsed.Unknown() -> "UNKNOWN";
        };
    }
}
