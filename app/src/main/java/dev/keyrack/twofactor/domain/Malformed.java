package dev.keyrack.twofactor.domain;

/// Text is not what it should be. The message is the end of a sentence and never quotes a part of the text that may be
/// secret.
final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String problem) {
        super(problem, null, false, false);
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
