package dev.keyrack.authority.dialect;

/// Who may use an endpoint.
sealed interface Access {
    /// Everybody; a credential decides nothing.
    record Open() implements Access {}

    /// Who is signed in; no key.
    record Members() implements Access {}

    /// Who is signed in, and keys that manage keys.
    record Managers() implements Access {}

    /// Every key that is accepted, whatever its scopes, and who is signed in.
    record AnyKey() implements Access {}

    /// Who is signed in, and keys with the scope.
    record Scoped(String scope) implements Access {}
}
