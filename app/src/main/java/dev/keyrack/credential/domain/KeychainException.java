package dev.keyrack.credential.domain;

import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A store for secrets said no. Carries no secret.
public final class KeychainException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Problem problem;
    private final String store;

    /// Says what went wrong.
    ///
    /// @param store the store's name for people
    public KeychainException(Problem problem, String store, @Nullable Throwable cause) {
        super(store + ": " + problem, cause);
        this.problem = problem;
        this.store = store;
    }

    /// What is wrong.
    public Problem problem() {
        return problem;
    }

    /// The same as a value.
    public Failure asFailure() {
        Throwable cause = getCause();
        return new Failure.KeychainFailed(problem, store,
                Optional.ofNullable(cause == null ? null : cause.getClass().getSimpleName()));
    }
}
