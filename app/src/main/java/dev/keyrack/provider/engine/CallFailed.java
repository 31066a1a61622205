package dev.keyrack.provider.engine;

import dev.keyrack.shared.result.Failure;

/// Carries an expected failure from deep within a call up to the gateway, which turns it into a value.
final class CallFailed extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Failure failure;

    CallFailed(Failure failure) {
        super(failure.kind(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
