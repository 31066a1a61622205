package dev.keyrack.authority.dialect;

/// Who may use an endpoint.
sealed interface Access {
    /// Everybody; a credential is not even looked at.
    record Open() implements Access {}

    /// Who is signed in; no key.
    record Members() implements Access {}

    /// Who is signed in, and keys with the scope.
    record Scoped(String scope) implements Access {}
}
