package dev.keyrack.credential.domain;

import dev.keyrack.audit.domain.Journal;
import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileRepository;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import dev.keyrack.shared.secret.Secret;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Profiles together with what they sign in with: added both or neither, removed both.
///
/// Calls block on the network and on disk, and may ask for a passphrase; make them off the JavaFX thread. Safe for use
/// by several threads.
public final class ProfileService {
    private final ProfileRepository profiles;
    private final Keychain keychain;
    private final OpenGateways gateways;
    private final ProfileCheck check;
    private final Journal journal;
    private final InstantSource clock;

    /// Joins the ports.
    public ProfileService(ProfileRepository profiles, Keychain keychain, OpenGateways gateways, ProfileCheck check,
            Journal journal, InstantSource clock) {
        this.profiles = profiles;
        this.keychain = keychain;
        this.gateways = gateways;
        this.check = check;
        this.journal = journal;
        this.clock = clock;
    }

    /// All profiles, by environment and name.
    public Outcome<List<Profile>> all() {
        try {
            return Outcome.ok(profiles.findAll());
        } catch (StorageException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    /// The profile called `name`.
    ///
    /// @return `NotFound` with the names that exist
    public Outcome<Profile> find(String name) {
        return all().then(known -> known.stream().filter(profile -> profile.name().value().equals(name)).findFirst()
                .map(Outcome::ok).orElseGet(() -> Outcome.failed(new Failure.NotFound("profile", name,
                        known.stream().map(profile -> profile.name().value()).toList()))));
    }

    /// The profile that `wish` describes, as [#add] would keep it. Nothing is stored or sent.
    ///
    /// @return `AlreadyThere`, `NotFound` for the provider, or `InvalidInput` for the first thing that cannot be used
    public Outcome<Profile> validate(NewProfile wish) {
        return check.of(wish, clock.instant()).then(profile -> all().then(known -> known.stream()
                .anyMatch(other -> other.name().equals(profile.name()))
                        ? Outcome.failed(new Failure.AlreadyThere("profile", wish.name()))
                        : Outcome.ok(profile)));
    }

    /// Adds a profile and signs in. If the provider refuses the sign-in or cannot be reached, neither profile nor
    /// credential is kept.
    ///
    /// @param credential password or key; stays the caller's
    /// @param code       the second factor, if the user gave one
    /// @return `SecondFactorNeeded` if the provider wants a code: ask for it and add again
    public Outcome<Profile> add(NewProfile wish, Secret credential, Optional<String> code) {
        return validate(wish).then(profile -> {
            try {
                return keep(profile, credential, code);
            } catch (StorageException e) {
                undo(profile);
                return Outcome.failed(e.asFailure());
            } catch (KeychainException e) {
                undo(profile);
                return Outcome.failed(e.asFailure());
            }
        });
    }

    /// Gives a profile another credential and signs in with it. If that fails, the old one is back.
    ///
    /// @param credential password or key; stays the caller's
    /// @param code       the second factor, if the user gave one
    public Outcome<Profile> replaceCredential(Profile profile, Secret credential, Optional<String> code) {
        String name = CredentialNames.credential(profile.name());
        try (Secret before = Secret.wrap(keychain.load(name).orElseGet(() -> new byte[0]));
                Secret after = credential.copy()) {
            gateways.forget(profile.name());
            keychain.delete(CredentialNames.session(profile.name()));
            store(name, after);
            Outcome<Call> signedIn = gateways.of(profile).then((KeyGateway gateway) -> gateway.signIn(code));
            if (signedIn instanceof Outcome.Failed<Call>(var failure)) {
                store(name, before);
                return Outcome.failed(failure);
            }
            note("profile.credential.replaced", profile);
            return Outcome.ok(profile);
        } catch (StorageException e) {
            return Outcome.failed(e.asFailure());
        } catch (KeychainException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    private void store(String name, Secret value) throws KeychainException {
        try (Secret lent = Secret.wrap(value.use(byte[]::clone))) {
            if (lent.length() > 0) {
                keychain.store(name, lent.use(bytes -> bytes));
            } else {
                keychain.delete(name);
            }
        }
    }

    /// Removes a profile with its credential and session. What is known of its keys stays.
    ///
    /// @return `KeychainFailed` if the credential could not be removed; the profile is then still there
    public Outcome<Profile> remove(Profile profile) {
        try {
            gateways.of(profile).then(KeyGateway::signOut); // a provider that cannot be told does not keep it here
            gateways.forget(profile.name());
            keychain.delete(CredentialNames.session(profile.name()));
            keychain.delete(CredentialNames.credential(profile.name()));
            profiles.remove(profile.name());
            note("profile.removed", profile);
            return Outcome.ok(profile);
        } catch (StorageException e) {
            return Outcome.failed(e.asFailure());
        } catch (KeychainException e) {
            return Outcome.failed(e.asFailure());
        }
    }

    private Outcome<Profile> keep(Profile profile, Secret credential, Optional<String> code) throws KeychainException {
        gateways.forget(profile.name());
        byte[] bytes = credential.use(byte[]::clone);
        try (Secret mine = Secret.wrap(bytes)) {
            if (mine.length() > 0) {
                keychain.store(CredentialNames.credential(profile.name()), bytes);
            }
        }
        Outcome<Call> signedIn = gateways.of(profile).then((KeyGateway gateway) -> gateway.signIn(code));
        if (signedIn instanceof Outcome.Failed<Call>(var failure)) {
            undo(profile);
            return Outcome.failed(failure);
        }
        profiles.save(profile);
        note("profile.added", profile);
        return Outcome.ok(profile);
    }

    private void undo(Profile profile) {
        gateways.forget(profile.name());
        try {
            keychain.delete(CredentialNames.session(profile.name()));
            keychain.delete(CredentialNames.credential(profile.name()));
        } catch (KeychainException _) {
            // the failure that led here is what the user must hear; a credential without a profile is replaced when
            // the profile is added again
            return;
        }
    }

    private void note(String action, Profile profile) {
        journal.append(new JournalEntry(clock.instant(), action, profile.name().value(), profile.name().value(),
                profile.provider() + " at " + profile.baseUrl() + ", " + profile.environment().word()));
    }
}
