package dev.keyrack.cli;

import dev.keyrack.shared.result.Failure;

/// The passphrase file that was named cannot be used, so nothing is opened.
final class CannotOpen extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Failure failure;

    CannotOpen(Failure failure) {
        super(failure.kind());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
