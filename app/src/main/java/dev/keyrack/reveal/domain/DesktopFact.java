package dev.keyrack.reveal.domain;

/// One thing that this desktop can or cannot do for secrets, found out at start and told as it is.
///
/// @param kind     what it is about
/// @param verdict  how far it goes
public record DesktopFact(Kind kind, Verdict verdict) {
    /// What a fact is about.
    public enum Kind {
        /// Clearing the clipboard on time.
        CLEARING,
        /// Leaving the middle-click selection alone.
        SELECTION,
        /// Keeping the copy out of a clipboard history.
        HISTORY,
        /// A program that keeps what is copied: `YES` if none runs.
        MANAGER,
        /// Hiding the window from screen sharing.
        CAPTURE
    }

    /// How far it goes.
    public enum Verdict {
        /// It works.
        YES,
        /// It was asked for, and others may not heed it.
        ASKED,
        /// It does not work.
        NO,
        /// Nobody could say, or nobody was asked.
        UNKNOWN
    }
}
