package dev.keyrack.key.domain;

import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.provider.domain.Choice;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One profile's way to its provider. Signs in by itself with what the keychain holds, and again when that has run
/// out.
///
/// Calls block on the network; make them off the JavaFX thread. Safe for use by several threads. What can be expected
/// to fail comes back as a value.
public interface KeyGateway extends AutoCloseable {
    /// Signs in afresh, and keeps the session in the keychain.
    ///
    /// @param code the second factor, if the user gave one
    /// @return the call that succeeded; `SecondFactorNeeded` if a code is missing or wrong
    Outcome<Call> signIn(Optional<String> code);

    /// Ends the session: revokes its tokens where the provider offers that, and forgets it here in any case.
    ///
    /// @return whether the provider was told
    default Outcome<Boolean> signOut() {
        return Outcome.ok(false);
    }

    /// Makes the call that the descriptor names for trying a connection.
    Outcome<Call> test();

    /// All keys, in the provider's order, over all pages.
    Outcome<List<ApiKey>> list(Progress progress);

    /// One key.
    Outcome<ApiKey> get(KeyId id);

    /// Creates a key. The caller owns the secret in the result and closes it.
    Outcome<IssuedKey> create(NewKey wish);

    /// Changes a key and gives what it then is.
    Outcome<ApiKey> update(KeyId id, KeyChange change);

    /// Revokes a key for good. Revoking one that the provider does not know any more counts as done.
    ///
    /// @return the call that the provider accepted
    Outcome<Call> revoke(KeyId id);

    /// Requests made with a key.
    ///
    /// @param from the first bucket begins at or before it
    /// @param to   the last bucket begins before it
    Outcome<UsageSeries> usage(KeyId id, Instant from, Instant to, Bucket bucket);

    /// Tries `value` on a request that changes nothing. A refusal is a [Probe], not a failure.
    Outcome<Probe> probe(Secret value);

    /// The scopes that the provider offers right now: asked for where [dev.keyrack.provider.domain.Provider#listsScopes],
    /// else the catalogue.
    Outcome<List<ScopeInfo>> scopes();

    /// The values that the provider offers for a parameter of the profile.
    ///
    /// @param parameter name of one that is [dev.keyrack.provider.domain.Parameter#listed]
    Outcome<List<Choice>> choices(String parameter);

    /// The second factor of the account that it signs in with.
    AccountTwoFactor twoFactor();

    /// How long a revoked key may go on being accepted by the provider's own account; zero if not at all.
    default Duration settlesWithin() {
        return Duration.ZERO;
    }

    /// What the provider's latest answer said about its request limit; empty if it says nothing.
    Optional<RequestLimit> limit();

    /// Ends its connections. Secrets it held are wiped.
    @Override
    void close();
}
