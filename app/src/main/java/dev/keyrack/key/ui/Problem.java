package dev.keyrack.key.ui;

import java.util.List;

/// A refusal in place: what was refused, what helps, and the facts.
///
/// @param title    what was refused, one sentence without a full stop
/// @param sentence why, and that nothing was changed
/// @param help     what helps, likeliest first
/// @param causes   what may have led to it, by the provider's documents
/// @param advice   what helps, by the provider's documents
/// @param facts    name and fact, without secrets
record Problem(String title, String sentence, List<Help> help, List<String> causes,
        List<String> advice, List<Fact> facts) {
    /// Something that helps.
    ///
    /// @param act what its button does
    record Help(String what, String why, Act act) {}

    /// What a button does.
    enum Act {
        SIGN_IN, RETRY, SETTINGS
    }

    /// A fact with its name.
    record Fact(String name, String text, boolean literal) {}
}
