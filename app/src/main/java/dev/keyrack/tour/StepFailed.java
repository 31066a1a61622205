package dev.keyrack.tour;

/// A step of the tour did not hold. Says what was expected; carries no secret.
final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepFailed(String expected) {
        super(expected);
    }
}
