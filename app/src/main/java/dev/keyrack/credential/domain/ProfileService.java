package dev.keyrack.credential.domain;

import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Choice;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import dev.keyrack.shared.secret.Secret;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Profiles together with what they sign in with: added both or neither, changed both or neither, removed both. The
/// program may end at any instant: a profile is then what it was, or what it was to become.
///
/// Calls block on the network and on disk, and may ask for a passphrase; make them off the JavaFX thread. Safe for use
/// by several threads.
public final class ProfileService {
    private final ProfileStores stores;
    private final OpenGateways gateways;
    private final ProfileCheck check;
    private final InstantSource clock;
    private final ProfileMove move;
    private final Trials trials;

    /// Joins the ports.
    ///
    /// @param drafts opens gateways for profiles that are only tried
    public ProfileService(ProfileStores stores, OpenGateways gateways, DraftGateways drafts, ProfileCheck check,
            InstantSource clock) {
        this.stores = stores;
        this.gateways = gateways;
        this.check = check;
        this.clock = clock;
        this.move = new ProfileMove(stores, gateways, check);
        this.trials = new Trials(stores.keychain(), gateways, drafts, check);
    }

    /// All profiles, by environment and name. Completes first what an earlier program has left halfway.
    public Outcome<List<Profile>> all() {
        try {
            move.settle();
            return Outcome.ok(stores.profiles().findAll());
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

    /// Says how typed input is checked, and what is odd about it.
    public ProfileCheck check() {
        return check;
    }

    /// The profile that `wish` describes, as [#add] would keep it. Nothing is stored or sent.
    ///
    /// @return `AlreadyThere`, `NotFound` for the provider, or `InvalidInput` for the first thing that cannot be used
    public Outcome<Profile> validate(NewProfile wish) {
        return validate(wish, Optional.empty());
    }

    /// The same for a profile that is to become another one.
    ///
    /// @param base the profile as it is; its own name is free for it
    public Outcome<Profile> validate(NewProfile wish, Optional<Profile> base) {
        return check.of(wish, base.map(Profile::createdAt).orElseGet(clock::instant))
                .then(profile -> all().then(known -> known.stream()
                        .anyMatch(other -> other.name().equals(profile.name())
                                && base.filter(mine -> mine.name().equals(other.name())).isEmpty())
                                        ? Outcome.failed(new Failure.AlreadyThere("profile", wish.name()))
                                        : Outcome.ok(profile)));
    }

    /// Lets the provider say whether it would let a profile in. Nothing is kept anywhere.
    ///
    /// @param draft stays the caller's
    /// @param code  the second factor, if the user gave one
    /// @param anew  whether to sign in again also where there is a session
    /// @return what it said, for the caller to keep or to close; `SecondFactorNeeded` if the provider wants a code
    public Outcome<Trial> test(Draft draft, Optional<String> code, boolean anew) {
        return check.of(draft.wish(), clock.instant())
                .then(profile -> attempt(() -> trials.run(profile, draft, code, anew)));
    }

    /// Whether what `trial` found out holds for `wish` too: they may differ in what people see.
    public boolean holds(Trial trial, NewProfile wish) {
        return check.of(wish, clock.instant()).map(trial::holdsFor) instanceof Outcome.Ok<Boolean>(var same) && same;
    }

    /// The values that the provider offers for a parameter, once it has let the profile in. Nothing is kept anywhere.
    ///
    /// @param draft     stays the caller's
    /// @param parameter name of one that is listed; it may still be missing
    /// @param code      the second factor, if the user gave one
    public Outcome<List<Choice>> choices(Draft draft, String parameter, Optional<String> code) {
        NewProfile wish = draft.wish().withParameterIfMissing(parameter, parameter);
        Draft asking = new Draft(wish, draft.base(), draft.credential(), draft.more());
        return check.of(wish, clock.instant())
                .then(profile -> attempt(() -> trials.choices(profile, asking, parameter, code)));
    }

    /// Adds a profile with one secret; see [#add(NewProfile, Secret, Map, Optional)].
    public Outcome<Profile> add(NewProfile wish, Secret credential, Optional<String> code) {
        return add(wish, credential, Map.of(), code);
    }

    /// Adds a profile and signs in. If the provider refuses the sign-in or cannot be reached, neither profile nor
    /// credential is kept.
    ///
    /// @param credential password or key; stays the caller's
    /// @param more       further secrets, by the descriptor's word for them; stay the caller's
    /// @param code       the second factor, if the user gave one
    /// @return `SecondFactorNeeded` if the provider wants a code: ask for it and add again
    public Outcome<Profile> add(NewProfile wish, Secret credential, Map<String, Secret> more, Optional<String> code) {
        Draft draft = new Draft(wish, Optional.empty(), credential, more);
        return validate(wish).then(profile -> attempt(() -> {
            try (DraftKeychain secrets = trials.secretsOf(profile, draft)) {
                return keep(profile, secrets, () -> trials.refusal(profile, secrets, code));
            }
        }));
    }

    /// Adds a profile that was let in a moment ago.
    ///
    /// @param trial stays the caller's
    /// @return `InvalidInput` if the profile is another one
    public Outcome<Profile> add(NewProfile wish, Trial trial) {
        return validate(wish).then(profile -> attempt(() -> {
            try (DraftKeychain secrets = trials.secretsOf(trial, profile)) {
                return keep(profile, secrets, Optional::empty);
            }
        }));
    }

    /// First what it signs in with, so that nothing is sent that could not be kept; the profile last.
    private Outcome<Profile> keep(Profile profile, DraftKeychain secrets, Supplier<Optional<Failure>> signIn)
            throws KeychainException {
        List<String> names = move.names(profile.name(), profile.provider(), profile.provider());
        gateways.forget(profile.name());
        try {
            ProfileSecrets.copy(secrets, names, stores.keychain(), names);
            Optional<Failure> refusal = signIn.get();
            if (refusal.isPresent()) {
                undo(names);
                return Outcome.failed(refusal.get());
            }
            ProfileSecrets.copy(secrets, names, stores.keychain(), names); // with the session that there is now
            stores.profiles().save(profile);
        } catch (KeychainException | StorageException e) {
            undo(names);
            throw e;
        }
        note("profile.added", profile, "");
        return Outcome.ok(profile);
    }

    private void undo(List<String> names) {
        try {
            ProfileSecrets.delete(stores.keychain(), names);
        } catch (KeychainException _) {
            // the failure that led here is what the user must hear; a credential without a profile is replaced when
            // the profile is added again
            return;
        }
    }

    /// Makes another profile of `base`: any part may differ, also the name. If anything differs that matters for signing
    /// in, or a secret is given, it signs in first; if that fails, nothing is changed.
    ///
    /// @param credential password or key; empty to keep the one that is stored; stays the caller's
    /// @param more       further secrets, by the descriptor's word for them; stay the caller's
    /// @param code       the second factor, if the user gave one
    public Outcome<Profile> update(Profile base, NewProfile wish, Secret credential, Map<String, Secret> more,
            Optional<String> code) {
        Draft draft = new Draft(wish, Optional.of(base), credential, more);
        return validate(wish, Optional.of(base)).then(after -> attempt(() -> {
            boolean signsIn = draft.hasSecrets() || !ProfileCheck.signInAlike(base, after);
            if (!signsIn && base.name().equals(after.name())) {
                return relabel(base, after);
            }
            try (DraftKeychain secrets = trials.secretsOf(after, draft)) {
                return become(base, after, secrets,
                        () -> signsIn ? trials.refusal(after, secrets, code) : Optional.empty());
            }
        }));
    }

    /// The same for a profile that was let in a moment ago.
    ///
    /// @param trial stays the caller's
    /// @return `InvalidInput` if the profile is another one
    public Outcome<Profile> update(Profile base, NewProfile wish, Trial trial) {
        return validate(wish, Optional.of(base)).then(after -> attempt(() -> {
            try (DraftKeychain secrets = trials.secretsOf(trial, after)) {
                return become(base, after, secrets, Optional::empty);
            }
        }));
    }

    /// Gives a profile another credential and signs in with it. If that fails, nothing is changed.
    ///
    /// @param credential password or key; stays the caller's
    /// @param code       the second factor, if the user gave one
    public Outcome<Profile> replaceCredential(Profile profile, Secret credential, Optional<String> code) {
        return update(profile, NewProfile.of(profile), credential, Map.of(), code);
    }

    /// Nothing but what people see of it has changed, and nothing has to follow.
    private Outcome<Profile> relabel(Profile base, Profile after) {
        if (!base.equals(after)) {
            stores.profiles().save(after);
            gateways.forget(after.name());
            note("profile.changed", after, ProfileDifferences.between(base, after));
        }
        return Outcome.ok(after);
    }

    private Outcome<Profile> become(Profile base, Profile after, DraftKeychain secrets,
            Supplier<Optional<Failure>> signIn) throws KeychainException {
        gateways.forget(base.name()); // it must not renew a session that is on its way elsewhere
        move.stage(secrets, after.name(), base, after);
        try {
            Optional<Failure> refusal = signIn.get();
            if (refusal.isPresent()) {
                move.unstage(base.provider(), after);
                return Outcome.failed(refusal.get());
            }
            move.stage(secrets, after.name(), base, after); // with the session that there is now
            note("profile.change.requested", base, ProfileDifferences.between(base, after));
            move.commit(base, after);
        } catch (KeychainException | StorageException e) {
            move.unstage(base.provider(), after);
            throw e;
        }
        note("profile.changed", after, ProfileDifferences.between(base, after));
        return Outcome.ok(after);
    }

    /// Removes a profile with its secrets and session. What is known of its keys stays.
    ///
    /// @return `KeychainFailed` if a secret could not be removed; the profile is then still there
    public Outcome<Profile> remove(Profile profile) {
        return attempt(() -> {
            gateways.of(profile).then(KeyGateway::signOut); // a provider that cannot be told does not keep it here
            gateways.forget(profile.name());
            List<String> names = move.names(profile.name(), profile.provider(), profile.provider());
            ProfileSecrets.delete(stores.keychain(), names);
            ProfileSecrets.delete(stores.keychain(), names.stream().map(CredentialNames::staged).toList());
            stores.profiles().remove(profile.name());
            note("profile.removed", profile, "");
            return Outcome.ok(profile);
        });
    }

    private void note(String action, Profile profile, String detail) {
        String facts = profile.provider() + " at " + profile.baseUrl() + ", " + profile.environment().word();
        stores.journal().append(new JournalEntry(clock.instant(), action, profile.name().value(),
                profile.name().value(), detail.isEmpty() ? facts : detail));
    }

    @FunctionalInterface
    private interface Step<T> {
        Outcome<T> run() throws KeychainException;
    }

    private static <T> Outcome<T> attempt(Step<T> step) {
        try {
            return step.run();
        } catch (StorageException e) {
            return Outcome.failed(e.asFailure());
        } catch (KeychainException e) {
            return Outcome.failed(e.asFailure());
        }
    }
}
