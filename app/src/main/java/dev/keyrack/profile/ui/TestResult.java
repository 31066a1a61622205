package dev.keyrack.profile.ui;

import java.util.List;

/// What trying a profile came to: finished texts.
///
/// @param isOk     whether it was let in
/// @param call     the call that was made and what came back; empty if none was
/// @param sentence what it means
/// @param causes   what may have led to it, by the provider's documents
/// @param help     what to do about it, by the provider's documents
record TestResult(boolean isOk, String call, String sentence, List<String> causes, List<String> help) {
    static TestResult failed(String sentence) {
        return new TestResult(false, "", sentence, List.of(), List.of());
    }
}
