package dev.keyrack.authority.core;

import dev.keyrack.shared.secret.Secret;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/// All keys of one system, in memory, in step with storage: a change is on disk before it is seen here, and seen here
/// before it is answered. So a check costs one SHA-256 and one look-up, and a revoked key is refused by the very next
/// request.
public final class KeyBook {
    private static final String ADMINISTRATOR = "Administrator";

    private final SystemTraits traits;
    private final KeyStore store;
    private final KeyMint mint;
    private final SecureRandom random;
    private final InstantSource clock;
    private final ReentrantLock changing = new ReentrantLock();
    private final Map<Digest, KeyEntry> byDigest = new ConcurrentHashMap<>();
    private final Map<String, KeyEntry> byId = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<KeyPlace, KeyEntry> byAge = new ConcurrentSkipListMap<>();

    /// Reads all keys from `store`.
    public KeyBook(SystemTraits traits, KeyStore store, SecureRandom random, InstantSource clock) {
        this.traits = traits;
        this.store = store;
        this.mint = new KeyMint(traits, random);
        this.random = random;
        this.clock = clock;
        store.forEach(this::enter);
    }

    /// Makes a key and stores it.
    public KeyIssued create(KeyRequest wanted) {
        Secret value = mint.mint(wanted.environment());
        KeyFacts facts = new KeyFacts(Base62.id(traits.idPrefix(), random), mint.hint(value), wanted.name(),
                wanted.scopes(),
                wanted.environment(), true, now(), wanted.createdBy(), wanted.expiresAt(), Optional.empty());
        StoredKey stored = new StoredKey(Digest.of(value), facts, Optional.empty(), 0);
        store.add(List.of(stored));
        return new KeyIssued(enter(stored), value);
    }

    /// Makes the key with which an administrator manages keys: all scopes, no end. Those made before are revoked, since
    /// this is only called when nobody holds their values any more.
    public KeyIssued createAdministrator(String environment, String createdBy) {
        byAge.values().stream().map(KeyEntry::facts).filter(traits::manages).map(KeyFacts::id).toList()
                .forEach(this::revoke);
        return create(
                new KeyRequest(ADMINISTRATOR, traits.everyScope(), environment, Optional.empty(), createdBy));
    }

    /// The key with the id, revoked ones included.
    public Optional<KeyEntry> findEver(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The key with the id, unless it was revoked.
    public Optional<KeyEntry> find(String id) {
        return findEver(id).filter(key -> key.facts().revokedAt().isEmpty());
    }

    /// Changes a key; empty if there is none with the id. A key that manages keys goes on to.
    public Optional<KeyEntry> change(String id, KeyPatch patch) {
        changing.lock();
        try {
            Optional<KeyEntry> key = find(id);
            key.ifPresent(entry -> replace(entry, entry.facts().changed(managing(entry.facts(), patch))));
            return key;
        } finally {
            changing.unlock();
        }
    }

    /// Revokes a key for good; false if there is none with the id.
    public boolean revoke(String id) {
        changing.lock();
        try {
            Optional<KeyEntry> key = find(id);
            key.ifPresent(entry -> replace(entry, entry.facts().revoked(now())));
            return key.isPresent();
        } finally {
            changing.unlock();
        }
    }

    /// A page of keys, newest first.
    ///
    /// @param after the last place of the page before; empty for the first page
    /// @param limit most keys to give, 1 or more
    public KeyPage list(KeyQuery query, Optional<KeyPlace> after, int limit) {
        Instant now = clock.instant();
        List<KeyEntry> page = new ArrayList<>();
        for (KeyEntry key : after.map(place -> byAge.tailMap(place, false)).orElse(byAge).values()) {
            if (query.matches(key.facts(), now)) {
                if (page.size() == limit) {
                    return new KeyPage(page, Optional.of(KeyPlace.of(page.getLast().facts())));
                }
                page.add(key);
            }
        }
        return new KeyPage(page, Optional.empty());
    }

    /// Whether `text` begins like a key of this system.
    boolean looksLikeKey(String text) {
        return mint.looksLikeKey(text);
    }

    /// The key with this value, in whatever state it is.
    Optional<KeyEntry> byValue(String value) {
        return mint.isWhole(value) ? Optional.ofNullable(byDigest.get(Digest.ofText(value))) : Optional.empty();
    }

    /// Why a value that is not known is not known.
    Denial unknown(String value) {
        return Denial.of(Reason.KEY_UNKNOWN,
                mint.isWhole(value)
                        ? "This API key was not issued here. Check that it belongs to this system and environment."
                        : "This API key is incomplete or mistyped: its length or checksum does not fit. "
                                + "Copy the whole value again.");
    }

    private KeyPatch managing(KeyFacts facts, KeyPatch patch) {
        return traits.managementScope().filter(facts.scopes()::contains).map(patch::withScope).orElse(patch);
    }

    private void replace(KeyEntry entry, KeyFacts facts) {
        store.update(facts);
        entry.replace(facts);
    }

    private KeyEntry enter(StoredKey stored) {
        KeyEntry entry = new KeyEntry(stored);
        byId.put(stored.facts().id(), entry);
        byAge.put(KeyPlace.of(stored.facts()), entry);
        byDigest.put(stored.digest(), entry);
        return entry;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
