package dev.keyrack.authority.core;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/// A place in the list of keys: newest first, the id where two were made in the same millisecond. A list that goes on
/// after a place is not disturbed by keys that come or go meanwhile.
///
/// @param createdMillis when the key was made, epoch milliseconds
/// @param id            the key's id
public record KeyPlace(long createdMillis, String id) implements Comparable<KeyPlace> {
    private static final Comparator<KeyPlace> ORDER = Comparator.comparingLong(KeyPlace::createdMillis).reversed()
            .thenComparing(KeyPlace::id);

    static KeyPlace of(KeyFacts facts) {
        return new KeyPlace(facts.createdAt().toEpochMilli(), facts.id());
    }

    /// Reads a cursor; empty if it is none of ours.
    public static Optional<KeyPlace> fromCursor(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int dot = text.indexOf('.');
            return dot < 1 || dot == text.length() - 1
                    ? Optional.empty()
                    : Optional.of(new KeyPlace(Long.parseLong(text.substring(0, dot)), text.substring(dot + 1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The place as a text that nobody should read anything into.
    public String cursor() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((createdMillis + "." + id).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int compareTo(KeyPlace other) {
        return ORDER.compare(this, other);
    }
}
