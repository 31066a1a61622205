package dev.keyrack.key.ui;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// One line of the key table: finished texts, and what it is sorted and searched by.
///
/// @param chips   one for each resource
/// @param muted   whether the key is not in use any more
/// @param groups  the groups that it belongs to
/// @param text    all words to search in, lower case
/// @param creation epoch seconds; unknown comes last
/// @param lastUse epoch seconds; the three empty states come after all dates
/// @param expiry  epoch seconds; never comes last
record KeyRow(String id, String name, String hint, List<ScopeChip> chips, Words created,
        Words lastUsed, Words expires, StatusLook look, Words status, boolean muted, Set<KeyGroup> groups, String text,
        long creation, long lastUse,
        long expiry) {

    /// From here on, `lastUse` is no date.
    static final long NO_LAST_USE = Long.MAX_VALUE - 10;

    static final Comparator<KeyRow> BY_NAME = Comparator.comparing((KeyRow row) -> row.name(),
            String.CASE_INSENSITIVE_ORDER);
    static final Comparator<KeyRow> BY_CREATION = Comparator.comparingLong(KeyRow::creation);
    static final Comparator<KeyRow> BY_LAST_USE = Comparator.comparingLong(KeyRow::lastUse);
    static final Comparator<KeyRow> BY_EXPIRY = Comparator.comparingLong(KeyRow::expiry);
    static final Comparator<KeyRow> BY_STATUS = Comparator.comparing(KeyRow::look);
    static final Comparator<KeyRow> BY_SCOPES = Comparator.comparing(row -> row.chips().toString());

    /// Text over a smaller second line.
    ///
    /// @param tone `plain`, `warning`, or which empty state it is: `never`, `not-reported`, `unknown`
    record Words(String first, String second, String tone) {}

    /// A resource with its verbs.
    ///
    /// @param verbs such as `r` or `rw`
    record ScopeChip(String resource, String verbs, boolean changes) {}
}
