package dev.keyrack.provider.domain;

import java.util.List;

/// One way in which a profile of a provider can sign in.
///
/// @param id              the descriptor's word for it, as in `--sign-in`
/// @param label           for people, such as `E-mail and password`
/// @param kind            the way in
/// @param account         what the account is called, such as `E-mail`; empty if none is asked for
/// @param credential      what the secret is called, such as `Password`; empty if none is asked for
/// @param more            further secrets that it needs
/// @param parameters      names of the profile's parameters that only this way needs
/// @param mayAskForCode   whether a second factor may be asked for
public record SignIn(String id, String label, Kind kind, String account, String credential, List<Extra> more,
        List<String> parameters, boolean mayAskForCode) {
    /// Keeps its own copies.
    public SignIn {
        more = List.copyOf(more);
        parameters = List.copyOf(parameters);
    }

    /// A way in with one secret.
    public SignIn(Kind kind, String account, String credential, boolean mayAskForCode) {
        this("session", credential, kind, account, credential, List.of(), List.of(), mayAskForCode);
    }

    /// Whether it does not work without a secret. A public client of OAuth has none (RFC 6749 section 2.1).
    public boolean needsCredential() {
        return !credential.isEmpty() && !kind.needsPerson() && kind != Kind.NONE;
    }

    /// Whether a secret can be given.
    public boolean takesCredential() {
        return !credential.isEmpty() && kind != Kind.NONE;
    }

    /// A secret beside the first one.
    ///
    /// @param name  the descriptor's word for it, as in `--more NAME=file`
    /// @param label for people
    public record Extra(String name, String label) {}

    /// Ways in.
    public enum Kind {
        /// An account and a password are exchanged for a session.
        PASSWORD,
        /// A long-lived key is sent as it is.
        KEY,
        /// OAuth 2.0 authorization code with PKCE (RFC 6749 section 4.1, RFC 7636, RFC 8252): a person agrees in the
        /// browser.
        OAUTH_BROWSER,
        /// A ticket that a person approves on a page of the provider's.
        BROWSER_TICKET,
        /// OAuth 2.0 client credentials (RFC 6749 section 4.4).
        OAUTH_CLIENT,
        /// OAuth 2.0 device code (RFC 8628): a person types a code in any browser.
        OAUTH_DEVICE,
        /// Nothing is needed.
        NONE;

        /// Whether a person has to be there to sign in for the first time.
        public boolean needsPerson() {
            return this == OAUTH_BROWSER || this == OAUTH_DEVICE || this == BROWSER_TICKET;
        }
    }
}
