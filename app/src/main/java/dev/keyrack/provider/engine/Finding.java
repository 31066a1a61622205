package dev.keyrack.provider.engine;

import java.util.Optional;

/// One thing to be said about a descriptor.
///
/// @param pointer JSON pointer of the place (RFC 6901); empty text is the whole file
/// @param problem    a sentence without a full stop, in English whatever the locale
/// @param suggestion what helps, in the same way; empty if the problem says it all
/// @param place      line and column of the place or of what encloses it
public record Finding(Severity severity, String pointer, String problem, String suggestion, Optional<Place> place) {
    Finding(Severity severity, String pointer, String problem, Optional<Place> place) {
        this(severity, pointer, problem, "", place);
    }

    /// How much it matters.
    public enum Severity {
        /// The descriptor cannot be used.
        ERROR,
        /// Worth knowing; nothing is refused.
        NOTE
    }

    /// A place in a text.
    ///
    /// @param line   from 1
    /// @param column from 1
    public record Place(int line, int column) {}

    /// Whether it keeps the descriptor from being used.
    public boolean isTrouble() {
        return severity == Severity.ERROR;
    }

    Finding at(Optional<Place> found) {
        return new Finding(severity, pointer, problem, suggestion, found);
    }

    Finding suggesting(String help) {
        return new Finding(severity, pointer, problem, help, place);
    }

    /// A member's name as a part of a JSON pointer.
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public String toString() {
        String where = place.map(at -> at.line() + ":" + at.column() + " ").orElse("");
        String help = suggestion.isEmpty() ? "" : "; " + suggestion;
        return where + (pointer.isEmpty() ? "/" : pointer) + ": " + problem + help;
    }
}
