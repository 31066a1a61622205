package dev.keyrack.provider.domain;

/// What a profile of a provider signs in with.
///
/// @param kind            the way in
/// @param account         what the account is called, such as `E-mail`; empty if none is asked for
/// @param credential      what the secret is called, such as `Password`
/// @param mayAskForCode   whether a second factor may be asked for
public record SignIn(Kind kind, String account, String credential, boolean mayAskForCode) {
    /// Ways in.
    public enum Kind {
        /// An account and a password are exchanged for a session.
        PASSWORD,
        /// A long-lived key is sent as it is.
        KEY,
        /// OAuth 2.0.
        OAUTH,
        /// Nothing is needed.
        NONE
    }
}
