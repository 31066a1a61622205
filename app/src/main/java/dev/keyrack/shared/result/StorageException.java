package dev.keyrack.shared.result;

/// Local storage could not be read or written. Carries ids and paths, never a value that may be secret.
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Says what was under way.
    ///
    /// @param what what was to be read or written, such as `saving key 17`
    public StorageException(String what, Throwable cause) {
        super(what, cause);
    }

    /// The same as a value.
    public Failure asFailure() {
        Throwable cause = getCause();
        return new Failure.StorageFailed(String.valueOf(getMessage()),
                cause == null ? "" : String.valueOf(cause.getMessage()));
    }
}
