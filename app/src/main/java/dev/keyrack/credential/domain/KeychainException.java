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
    private final String detail;

    /// Says what went wrong.
    ///
    /// @param store the store's name for people
    public KeychainException(Problem problem, String store, @Nullable Throwable cause) {
        this(problem, store, cause, cause == null ? "" : cause.getClass().getSimpleName());
    }

    private KeychainException(Problem problem, String store, @Nullable Throwable cause, String detail) {
        super(store + ": " + problem, cause);
        this.problem = problem;
        this.store = store;
        this.detail = detail;
    }

    /// The same where no other exception tells more.
    ///
    /// @param store  the store's name for people
    /// @param detail what the problem's sentence needs, or a word for the log
    public static KeychainException of(Problem problem, String store, String detail) {
        return new KeychainException(problem, store, null, detail);
    }

    /// What is wrong.
    public Problem problem() {
        return problem;
    }

    /// The same as a value.
    public Failure asFailure() {
        return new Failure.KeychainFailed(problem, store, Optional.of(detail).filter(text -> !text.isEmpty()));
    }
}
