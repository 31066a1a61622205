package dev.keyrack.authority;

/// The authority could not be started. The message says in a sentence why, and what helps.
public final class AuthorityException extends Exception {
    private static final long serialVersionUID = 1L;

    AuthorityException(String message) {
        super(message);
    }

    AuthorityException(String message, Throwable cause) {
        super(message, cause);
    }
}
