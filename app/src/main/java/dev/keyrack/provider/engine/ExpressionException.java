package dev.keyrack.provider.engine;

/// An expression of a descriptor cannot be read, or came to no end within its bounds. The message is a sentence
/// without a full stop and without values.
final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    ExpressionException(String problem) {
        super(problem, null, false, false);
    }
}
