package dev.keyrack.credential.domain;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Choice;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// Tries profiles with secrets that are in memory alone.
final class Trials {
    private final Keychain keychain;
    private final OpenGateways gateways;
    private final DraftGateways drafts;
    private final ProfileCheck check;

    /// @param keychain holds the secrets of profiles that exist; only read here
    Trials(Keychain keychain, OpenGateways gateways, DraftGateways drafts, ProfileCheck check) {
        this.keychain = keychain;
        this.gateways = gateways;
        this.drafts = drafts;
        this.check = check;
    }

    /// What `profile` would sign in with: what was typed, and else what its base has. The caller closes it.
    DraftKeychain secretsOf(Profile profile, Draft draft) throws KeychainException {
        DraftKeychain secrets = new DraftKeychain();
        try {
            if (draft.base().isPresent()) {
                take(draft.base().get(), profile, secrets);
                if (draft.hasSecrets() || !ProfileCheck.signInAlike(draft.base().get(), profile)) {
                    secrets.delete(CredentialNames.session(profile.name()));
                }
            }
            put(secrets, CredentialNames.credential(profile.name()), draft.credential());
            for (Map.Entry<String, Secret> extra : draft.more().entrySet()) {
                put(secrets, CredentialNames.extra(profile.name(), extra.getKey()), extra.getValue());
            }
            return secrets;
        } catch (KeychainException e) {
            secrets.close();
            throw e;
        }
    }

    private void take(Profile base, Profile profile, DraftKeychain secrets) throws KeychainException {
        if (base.provider().equals(profile.provider()) && base.signIn().equals(profile.signIn())) {
            List<String> extras = check.extras(profile.provider()).stream().sorted().toList();
            ProfileSecrets.copy(keychain, CredentialNames.all(base.name(), extras), secrets,
                    CredentialNames.all(profile.name(), extras));
        }
    }

    /// What `trial` signed in with, for `profile`. The caller closes it.
    ///
    /// @throws IllegalArgumentException if the trial was of another profile
    DraftKeychain secretsOf(Trial trial, Profile profile) throws KeychainException {
        if (!trial.holdsFor(profile)) {
            throw new IllegalArgumentException("the trial was of another profile than " + profile.name());
        }
        List<String> extras = check.extras(profile.provider()).stream().sorted().toList();
        DraftKeychain secrets = new DraftKeychain();
        ProfileSecrets.copy(trial.secrets(), CredentialNames.all(trial.profile().name(), extras), secrets,
                CredentialNames.all(profile.name(), extras));
        return secrets;
    }

    private static void put(DraftKeychain secrets, String name, Secret value) throws KeychainException {
        if (value.length() > 0) {
            ProfileSecrets.put(secrets, name, value.copy());
        }
    }

    /// Signs in, tries the connection, and lists the keys.
    ///
    /// @param anew whether to sign in again also where there is a session
    Outcome<Trial> run(Profile profile, Draft draft, Optional<String> code, boolean anew) throws KeychainException {
        if (!anew && isAsKept(profile, draft)) {
            Profile kept = draft.base().orElseThrow();
            return gateways.of(kept).then(gateway -> withCode(gateway, code).then(_ -> gateway.test())
                    .then(call -> count(gateway).map(keys -> Trial.ofKept(kept, call, keys))));
        }
        DraftKeychain secrets = secretsOf(profile, draft);
        secrets.delete(CredentialNames.session(profile.name()));
        Outcome<Trial> outcome = missing(draft.wish(), profile, secrets).<Outcome<Trial>>map(Outcome::failed)
                .orElseGet(() -> with(profile, secrets, gateway -> signIn(profile, gateway, code)
                        .then(_ -> gateway.test()).then(call -> count(gateway)
                                .map(keys -> new Trial(profile, secrets, call, keys)))));
        if (!outcome.isOk()) {
            secrets.close();
        }
        return outcome;
    }

    /// Whether the draft signs in as the profile that is kept does. Then its own gateway tries it: a session that is
    /// renewed elsewhere would be lost to it.
    private static boolean isAsKept(Profile profile, Draft draft) {
        return !draft.hasSecrets()
                && draft.base().filter(base -> ProfileCheck.signInAlike(base, profile)).isPresent();
    }

    private static Outcome<?> withCode(KeyGateway gateway, Optional<String> code) {
        return code.isPresent() ? gateway.signIn(code) : Outcome.ok(code);
    }

    private static Outcome<OptionalInt> count(KeyGateway gateway) {
        return switch (gateway.list(Progress.NONE)) {
            case Outcome.Ok<List<ApiKey>>(var keys) -> Outcome.ok(OptionalInt.of(keys.size()));
            case Outcome.Failed<List<ApiKey>>(Failure.Unsupported _) -> Outcome.ok(OptionalInt.empty());
            case Outcome.Failed<List<ApiKey>>(var failure) -> Outcome.failed(failure);
        };
    }

    /// Signs in, so that `secrets` has the session.
    ///
    /// @return why the provider did not let it in; empty if it did
    Optional<Failure> refusal(Profile profile, DraftKeychain secrets, Optional<String> code) {
        return missing(NewProfile.of(profile), profile, secrets).or(
                () -> with(profile, secrets,
                        gateway -> gateway.signIn(code)) instanceof Outcome.Failed<Call>(var failure)
                                ? Optional.of(failure)
                                : Optional.empty());
    }

    /// Signs in where that is a step of its own.
    private Outcome<?> signIn(Profile profile, KeyGateway gateway, Optional<String> code) {
        boolean isStep = check.wayOf(NewProfile.of(profile))
                .filter(way -> way.kind() != SignIn.Kind.KEY && way.kind() != SignIn.Kind.NONE).isPresent();
        return isStep ? gateway.signIn(code) : Outcome.ok(profile);
    }

    Outcome<List<Choice>> choices(Profile profile, Draft draft, String parameter, Optional<String> code)
            throws KeychainException {
        if (isAsKept(profile, draft)) {
            return gateways.of(draft.base().orElseThrow())
                    .then(gateway -> withCode(gateway, code).then(_ -> gateway.choices(parameter)));
        }
        try (DraftKeychain secrets = secretsOf(profile, draft)) {
            secrets.delete(CredentialNames.session(profile.name()));
            return missing(draft.wish(), profile, secrets).<Outcome<List<Choice>>>map(Outcome::failed)
                    .orElseGet(() -> with(profile, secrets, gateway -> signIn(profile, gateway, code)
                            .then(_ -> gateway.choices(parameter))));
        }
    }

    private Optional<Failure> missing(NewProfile wish, Profile profile, DraftKeychain secrets) {
        return check.missingSecret(wish, name -> secrets.has(name.isEmpty()
                ? CredentialNames.credential(profile.name())
                : CredentialNames.extra(profile.name(), name)));
    }

    private <T> Outcome<T> with(Profile profile, DraftKeychain secrets, Function<KeyGateway, Outcome<T>> work) {
        return drafts.with(secrets).open(profile).then(gateway -> {
            try (gateway) {
                return work.apply(gateway);
            }
        });
    }
}
