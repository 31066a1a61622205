package dev.keyrack.credential.domain;

import java.util.List;

/// What locking has done. Counts and no names: it is shown to whoever stands before the locked window.
///
/// @param clipboard what became of a secret on the clipboard
/// @param disarmed  whether production was open to changes
/// @param reveals   dialogs that showed a new secret
/// @param creating  keys that were being created: their secrets are wiped as they come
/// @param proofs    proofs of death that ended, and wait for somebody to go on
/// @param failed    parts that could not be wiped
public record LockReport(Clipboard clipboard, boolean disarmed, int reveals, int creating, int proofs,
        List<Lock.Part> failed) {
    /// Nothing was done yet.
    public static final LockReport NOTHING = new LockReport(Clipboard.NOTHING, false, 0, 0, 0, List.of());

    /// Keeps its own copy.
    public LockReport {
        failed = List.copyOf(failed);
    }

    /// What became of a secret on the clipboard.
    public enum Clipboard {
        /// There was none.
        NOTHING,
        /// It was cleared.
        CLEARED,
        /// Something else was on it, which stays.
        LEFT_ALONE
    }

    /// For the journal.
    String words() {
        StringBuilder text = new StringBuilder();
        switch (clipboard) {
            case NOTHING -> {
                // not worth a word
            }
            case CLEARED -> text.append("; clipboard cleared");
            case LEFT_ALONE -> text.append("; clipboard left alone");
        }
        text.append(disarmed ? "; production disarmed" : "");
        count(text, reveals, "secret closed");
        count(text, creating, "key still being created");
        count(text, proofs, "proof ended");
        text.append(failed.isEmpty() ? "" : "; could not be wiped: " + failed);
        return text.toString();
    }

    private static void count(StringBuilder text, int number, String what) {
        if (number > 0) {
            text.append("; ").append(number).append(' ').append(what);
        }
    }
}
