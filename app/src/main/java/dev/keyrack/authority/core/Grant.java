package dev.keyrack.authority.core;

import java.util.List;
import java.util.Optional;

/// What an application was allowed; all tokens that come from it end with it.
///
/// @param id        identifier
/// @param clientId  the application
/// @param accountId who allowed it; empty if the application acts for itself
/// @param scopes    what it may do
public record Grant(String id, String clientId, Optional<String> accountId, List<String> scopes) {
    /// Whom the tokens stand for: the account, else the application.
    public String subject() {
        return accountId.orElse(clientId);
    }
}
