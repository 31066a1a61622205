package dev.keyrack.twofactor.domain;

import dev.keyrack.audit.domain.Journal;
import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.provider.domain.AccountTwoFactor.Setup;
import dev.keyrack.provider.domain.ClockReading;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What people do with the second factor of the account that a profile signs in with. The journal is written before a
/// method returns, and the intent before the provider is asked.
///
/// Calls block on the network and on disk; make them off the JavaFX thread. Safe for use by several threads. What changes
/// something at the provider needs a profile that is not read-only, and gives `NotArmed` otherwise. Failing storage comes
/// back as [Failure.StorageFailed].
public final class TwoFactorService {
    private static final Logger LOG = LoggerFactory.getLogger(TwoFactorService.class);

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
        return attempt(() -> gateways.of(profile).then(gateway -> gateway.twoFactor().status()));
    }

    /// Asks the provider for a new shared key. The caller closes the result. It counts only after [#verify].
    ///
    /// Where the provider names neither issuer nor account, its name and the profile's account stand in.
    public Outcome<Enrolment> begin(Profile profile) {
        return changing(profile, "twofactor.setup.requested", factor -> factor.setUp().then(setup -> {
            try (setup) {
                note(profile, "twofactor.setup.done", "");
                return key(profile, setup).map(key -> new Enrolment(key, setup.clock()));
            }
        }));
    }

    private Outcome<OtpAuthUri> key(Profile profile, Setup setup) {
        String issuer = catalog.find(profile.provider()).map(Provider::name).orElse(profile.provider());
        String account = profile.account().orElse("");
        if (setup.uri().isEmpty()) {
            return setup.seed().map(seed -> OtpAuthUri.ofBase32(seed, issuer, account))
                    .orElseGet(() -> Outcome.failed(new Failure.InvalidInput("shared key", "the provider sent none")));
        }
        return OtpAuthUri.parse(setup.uri().get()).map(key -> new OtpAuthUri(key.type(),
                key.issuer().isEmpty() ? issuer : key.issuer(), key.account().isEmpty() ? account : key.account(),
                key.seed(), key.algorithm(), key.digits(), key.period(), key.counter()));
    }

    /// Switches the second factor on with a code of the app.
    ///
    /// @return the backup codes, shown once, which the caller closes; `SecondFactorNeeded` or `Rejected` if the code is
    ///         wrong: [CodeHelp] then says more to whoever has the key
    public Outcome<AccountTwoFactor.Enabled> verify(Profile profile, String code) {
        return changing(profile, "twofactor.verify.requested",
                factor -> factor.verify(code).peek(enabled -> noteEnabled(profile, enabled)));
    }

    /// The backup codes are here and will not be shown again: a journal that cannot be written is no reason to lose them.
    private void noteEnabled(Profile profile, AccountTwoFactor.Enabled enabled) {
        try {
            note(profile, "twofactor.enabled", enabled.backupCodes().size() + " backup codes");
        } catch (StorageException e) {
            LOG.error("the journal does not say that the second factor of {} is on", profile.name(), e);
        }
    }

    /// Switches it off with a code of the app or a backup code. A seed that is kept is forgotten then.
    public Outcome<AccountTwoFactor.Status> disable(Profile profile, String code) {
        return changing(profile, "twofactor.disable.requested", factor -> factor.disable(code).then(status -> {
            note(profile, "twofactor.disabled", "");
            return forget(profile).map(_ -> status);
        }));
    }

    private <T> Outcome<T> changing(Profile profile, String intent, Function<AccountTwoFactor, Outcome<T>> change) {
        return attempt(() -> gateways.toChange(profile).then(gateway -> {
            note(profile, intent, "");
            Outcome<T> outcome = gateways.changing(profile.name(), gateway, () -> change.apply(gateway.twoFactor()));
            if (outcome instanceof Outcome.Failed<T>(var failure)) {
                note(profile, "twofactor.refused", intent + ": " + failure.kind());
            }
            return outcome;
        }));
    }

    /// Keeps the shared key in the keychain, so that sign-in fills in codes by itself: then who opens the keychain has
    /// both factors. `key` stays the caller's.
    ///
    /// @return `InvalidInput` if its codes do not go by time
    public Outcome<Boolean> keep(Profile profile, OtpAuthUri key) {
        if (key.type() != OtpAuthUri.Type.TOTP) {
            return Outcome.failed(new Failure.InvalidInput("otpauth URI",
                    "its codes go by a counter, and only keys whose codes go by time can be kept"));
        }
        return attempt(() -> {
            try (Secret text = key.text()) {
                byte[] bytes = text.use(byte[]::clone);
                try {
                    keychain.store(CredentialNames.totp(profile.name()), bytes);
                } finally {
                    Arrays.fill(bytes, (byte) 0);
                }
                note(profile, "twofactor.seed.kept", keychain.label());
                return Outcome.ok(true);
            } catch (KeychainException e) {
                return Outcome.failed(e.asFailure());
            }
        });
    }

    /// Forgets the shared key.
    ///
    /// @return whether there was one
    public Outcome<Boolean> forget(Profile profile) {
        return attempt(() -> isKept(profile).then(kept -> {
            if (!kept) {
                return Outcome.ok(false);
            }
            try {
                keychain.delete(CredentialNames.totp(profile.name()));
                note(profile, "twofactor.seed.forgotten", "");
                return Outcome.ok(true);
            } catch (KeychainException e) {
                return Outcome.failed(e.asFailure());
            }
        }));
    }

    /// Whether the shared key is kept.
    public Outcome<Boolean> isKept(Profile profile) {
        return stored(profile).map(found -> {
            found.ifPresent(Secret::close);
            return found.isPresent();
        });
    }

    private Outcome<Optional<Secret>> stored(Profile profile) {
        try {
            return Outcome.ok(keychain.load(CredentialNames.totp(profile.name())).map(Secret::wrap));
        } catch (KeychainException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    /// The shared key that is kept. The caller closes it.
    ///
    /// @return `NotFound` if none is kept
    public Outcome<OtpAuthUri> kept(Profile profile) {
        return stored(profile).then(found -> {
            try (Secret text = found.orElse(null)) {
                return text == null
                        ? Outcome.failed(new Failure.NotFound("second-factor key", profile.name().value(), List.of()))
                        : OtpAuthUri.parse(text);
            }
        });
    }

    /// The code of this moment, from the shared key that is kept. The caller closes it.
    ///
    /// @return `NotFound` if none is kept
    public Outcome<Secret> code(Profile profile) {
        return kept(profile).map(key -> {
            try (key) {
                return Totp.at(key, clock.instant());
            }
        });
    }

    /// Why the provider refused `code`, by the shared key that is kept; empty if none is.
    ///
    /// @param reading how the clocks stand, if that is known
    public Optional<CodeHelp> explain(Profile profile, String code, Optional<ClockReading> reading) {
        return switch (kept(profile)) {
            case Outcome.Failed<OtpAuthUri> _ -> Optional.empty();
            case Outcome.Ok<OtpAuthUri>(var key) -> {
                try (key) {
                    yield Optional.of(explain(key, code, reading));
                }
            }
        };
    }

    /// The same by a key that the caller has, such as that of an [Enrolment].
    public CodeHelp explain(OtpAuthUri key, String code, Optional<ClockReading> reading) {
        try (Secret given = Secret.wrap(code.strip().getBytes(StandardCharsets.UTF_8))) {
            return CodeHelp.of(key, given, clock.instant(), reading);
        }
    }

    /// Writes down where backup codes went; never the codes.
    ///
    /// @param place for people
    public Outcome<Boolean> codesHandedOver(Profile profile, String place) {
        return attempt(() -> {
            note(profile, "twofactor.codes.handed-over", place);
            return Outcome.ok(true);
        });
    }

    private void note(Profile profile, String action, String detail) {
        journal.append(new JournalEntry(clock.instant(), action, profile.name().value(), "", detail));
    }

    private static <T> Outcome<T> attempt(Supplier<Outcome<T>> work) {
        try {
            return work.get();
        } catch (StorageException e) {
            return Outcome.failed(e.asFailure());
        }
    }
}
