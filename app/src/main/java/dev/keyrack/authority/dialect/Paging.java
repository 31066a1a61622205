package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Request;
import java.util.Optional;

/// Reads `limit` of a list.
final class Paging {
    private static final int USUAL = 50;
    private static final int LARGEST = 100;

    private Paging() {
    }

    static Ruling<Integer> limit(Request request) {
        Optional<String> text = request.query("limit");
        if (text.isEmpty()) {
            return Ruling.granted(USUAL);
        }
        int limit = text.get().matches("[0-9]{1,3}") ? Integer.parseInt(text.get()) : 0;
        return limit < 1 || limit > LARGEST
                ? Ruling.denied(
                        Denial.invalid("limit", "\"limit\" has to be a whole number from 1 to " + LARGEST + "."))
                : Ruling.granted(limit);
    }

    static Denial badCursor() {
        return Denial.invalid("cursor",
                "This cursor was not given out here. Take the one of the page before, or leave it out.");
    }
}
