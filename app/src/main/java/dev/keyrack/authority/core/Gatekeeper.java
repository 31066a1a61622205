package dev.keyrack.authority.core;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Tells who sends a request, and whether they may.
public final class Gatekeeper {
    /// What a credential came to.
    ///
    /// @param key    the key it is the value of, accepted or not; its request is to be counted
    /// @param caller who it is, or why it is not accepted
    public record Identity(Optional<KeyEntry> key, Ruling<Caller> caller) {}

    private final SystemTraits traits;
    private final KeyBook keys;
    private final SignIn signIn;
    private final InstantSource clock;

    Gatekeeper(SystemTraits traits, KeyBook keys, SignIn signIn, InstantSource clock) {
        this.traits = traits;
        this.keys = keys;
        this.signIn = signIn;
        this.clock = clock;
    }

    /// Reads a credential: the value of a key, else an access token.
    public Identity identify(String credential) {
        if (!keys.looksLikeKey(credential)) {
            return new Identity(Optional.empty(), signIn.member(credential));
        }
        Optional<KeyEntry> key = keys.byValue(credential);
        return new Identity(key,
                key.map(this::admit).orElseGet(() -> Ruling.denied(keys.unknown(credential))));
    }

    /// Whether the caller has the scope.
    public Ruling<Caller> demand(Caller caller, String scope) {
        return switch (caller) {
            case Caller.Member _ -> Ruling.granted(caller);
            case Caller.KeyHolder(var key) when key.facts().scopes().contains(scope) -> Ruling.granted(caller);
            case Caller.KeyHolder _ -> Ruling.denied(Denial.about(Reason.SCOPE_MISSING, scope,
                    "This API key lacks the scope " + scope + ". Add it to the key, or use a key that has it."));
            case Caller.Nobody _ -> Ruling.denied(noCredential());
        };
    }

    /// Whether the caller is signed in, with no key.
    public Ruling<Account> demandMember(Caller caller) {
        return switch (caller) {
            case Caller.Member(var account) -> Ruling.granted(account);
            case Caller.KeyHolder _ -> Ruling.denied(Denial.of(Reason.MEMBER_NEEDED,
                    "An API key cannot do this. Sign in with e-mail and password and use the access token."));
            case Caller.Nobody _ -> Ruling.denied(noCredential());
        };
    }

    /// Whether the caller is signed in, or holds a key that manages keys.
    public Ruling<Caller> demandManager(Caller caller) {
        return switch (caller) {
            case Caller.Member _ -> Ruling.granted(caller);
            case Caller.KeyHolder(var key) when traits.manages(key.facts()) -> Ruling.granted(caller);
            case Caller.KeyHolder _ -> Ruling.denied(Denial.of(Reason.MEMBER_NEEDED,
                    "This API key cannot manage keys. Sign in, or use the administrator's key."));
            case Caller.Nobody _ -> Ruling.denied(noCredential());
        };
    }

    /// What is said to a request without a credential.
    public static Denial noCredential() {
        return Denial.of(Reason.NO_CREDENTIAL,
                "No credential was sent. Send \"Authorization: Bearer\" with an access token or an API key.");
    }

    private Ruling<Caller> admit(KeyEntry key) {
        Instant now = clock.instant();
        KeyFacts facts = key.facts();
        return switch (facts.stateAt(now)) {
            case ACTIVE -> Ruling.granted(new Caller.KeyHolder(key));
            case DISABLED -> dead(Reason.KEY_DISABLED, facts, "is disabled. Enable it, or use another key.");
            case EXPIRED -> dead(Reason.KEY_EXPIRED, facts, "has expired. Create a new key.");
            case REVOKED -> dead(Reason.KEY_REVOKED, facts, "was revoked. Create a new key.");
        };
    }

    private static Ruling<Caller> dead(Reason reason, KeyFacts facts, String what) {
        return Ruling.denied(Denial.about(reason, facts.id(), "This API key " + what));
    }
}
