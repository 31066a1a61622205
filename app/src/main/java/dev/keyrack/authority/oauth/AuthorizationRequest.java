package dev.keyrack.authority.oauth;

import dev.keyrack.authority.core.Client;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What an application asks a person for (RFC 6749 section 4.1.1), checked.
///
/// @param client      the application
/// @param redirectUri where the answer goes
/// @param state       comes back unchanged
/// @param scopes      what it asks for
/// @param challenge   the PKCE challenge
record AuthorizationRequest(Client client, String redirectUri, Optional<String> state, List<String> scopes,
        Optional<String> challenge) {
    /// What came of reading a request.
    sealed interface Reading {
        /// It can be put to a person.
        ///
        /// @param request what is asked for
        record Good(AuthorizationRequest request) implements Reading {}

        /// The application gets to know what is wrong.
        ///
        /// @param location where the browser is sent
        record Refused(String location) implements Reading {}

        /// Nobody knows whether the address is the application's, so the browser stays here (RFC 6749 section
        /// 4.1.2.1).
        ///
        /// @param message what is wrong, for people
        record Stranger(String message) implements Reading {}
    }

    /// Where the browser goes with a code.
    String withCode(String code) {
        return location(redirectUri, state, "code", code);
    }

    /// Where the browser goes with an error.
    static String withError(String redirectUri, Optional<String> state, String error, String description) {
        return location(redirectUri, state, "error", error) + "&error_description=" + encode(description);
    }

    private static String location(String redirectUri, Optional<String> state, String name, String value) {
        return redirectUri + (redirectUri.indexOf('?') < 0 ? "?" : "&") + name + "=" + encode(value)
                + state.map(text -> "&state=" + encode(text)).orElse("");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
