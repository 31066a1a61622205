package dev.keyrack.key.domain;

import dev.keyrack.audit.domain.Journal;
import dev.keyrack.audit.domain.JournalEntry;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import dev.keyrack.shared.time.DurationText;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What people do with the keys of a profile, except ending them. Inventory and journal are written before a method
/// returns.
///
/// Calls block on the network and on disk; make them off the JavaFX thread. Safe for use by several threads. Failing
/// storage comes back as [Failure.StorageFailed] from all methods that give an [Outcome]; the others throw
/// [StorageException].
public final class KeyService {
    private static final Logger LOG = LoggerFactory.getLogger(KeyService.class);
    private static final int MOST_LISTINGS = 3;

    private final OpenGateways gateways;
    private final Inventory inventory;
    private final Journal journal;
    private final ProviderCatalog catalog;
    private final InstantSource clock;
    private final Capabilities capabilities;

    /// Joins the ports.
    ///
    /// @param messages words the reasons why input is not accepted
    public KeyService(OpenGateways gateways, Inventory inventory, Journal journal, ProviderCatalog catalog,
            InstantSource clock, Messages messages) {
        this.gateways = gateways;
        this.inventory = inventory;
        this.journal = journal;
        this.catalog = catalog;
        this.clock = clock;
        this.capabilities = new Capabilities(catalog, messages);
    }

    /// Reads all keys from the provider, and gives what is then known.
    public Outcome<Inventory.Snapshot> refresh(Profile profile, Progress progress) {
        return attempt(() -> gateways.of(profile).then(gateway -> list(profile, gateway, progress)));
    }

    /// What is known without asking the provider.
    ///
    /// @throws StorageException if the inventory cannot be read
    public Inventory.Snapshot latest(Profile profile) {
        return inventory.latest(profile.name());
    }

    /// What was known at `instant`.
    ///
    /// @throws StorageException if the inventory cannot be read
    public Inventory.Snapshot asOf(Profile profile, Instant instant) {
        return inventory.asOf(profile.name(), instant);
    }

    /// Signs in afresh.
    ///
    /// @param code the second factor, if the user gave one
    public Outcome<Call> signIn(Profile profile, Optional<String> code) {
        return attempt(() -> gateways.of(profile).then(gateway -> gateway.signIn(code)));
    }

    /// Tries the connection.
    public Outcome<Call> test(Profile profile) {
        return attempt(() -> gateways.of(profile).then(KeyGateway::test));
    }

    /// The scopes that the provider offers right now.
    public Outcome<List<ScopeInfo>> scopes(Profile profile) {
        return attempt(() -> gateways.of(profile).then(KeyGateway::scopes));
    }

    /// Creates a key. The intent is in the journal before the provider is asked.
    ///
    /// @return the key with the one copy of its value, which the caller owns and closes; `Unsupported` if the provider
    ///         cannot create keys, `InvalidInput` if its catalogue does not know a scope, `NotArmed` if the profile is
    ///         closed to changes; nothing was sent or written then
    public Outcome<IssuedKey> create(Profile profile, NewKey wish) {
        Optional<Failure> problem = checkCreate(profile, wish);
        if (problem.isPresent()) {
            return Outcome.failed(problem.get());
        }
        return attempt(() -> gateways.toChange(profile).then(gateway -> {
            note(profile, "key.create.requested", wish.name(), describe(wish));
            Outcome<IssuedKey> outcome = gateways.changing(profile.name(), gateway, () -> gateway.create(wish));
            return switch (outcome) {
                case Outcome.Ok<IssuedKey>(var issued) -> {
                    recordIssued(profile, issued);
                    yield outcome;
                }
                case Outcome.Failed<IssuedKey>(var failure) -> {
                    note(profile, "key.create.failed", wish.name(), failure.kind());
                    yield outcome;
                }
            };
        }));
    }

    /// Why a key like this would not be created; empty if nothing speaks against asking the provider. Sends nothing.
    public Optional<Failure> checkCreate(Profile profile, NewKey wish) {
        return capabilities.missing(profile, Capability.CREATE).or(() -> capabilities.notSettable(profile, wish))
                .or(() -> capabilities.unknownScope(profile, wish.scopes()));
    }

    /// A new key's secret is now at `place`.
    ///
    /// @throws StorageException if the journal cannot be written
    public void handedOver(Profile profile, KeyId id, String place) {
        note(profile, "key.secret.handed-over", id.value(), place);
    }

    /// A new key's secret was discarded: nobody has it.
    ///
    /// @throws StorageException if the journal cannot be written
    public void discarded(Profile profile, KeyId id) {
        note(profile, "key.secret.discarded", id.value(), "");
    }

    /// A new key's secret was wiped because Keyrack was locked: nobody has it, unless it was pasted in time.
    ///
    /// @throws StorageException if the journal cannot be written
    public void wiped(Profile profile, KeyId id) {
        note(profile, "key.secret.discarded", id.value(), "Keyrack was locked before it was handed over");
    }

    /// Changes a key, and gives what is then known of it.
    ///
    /// @return `Unsupported` if the provider cannot change one of these, `InvalidInput` if its catalogue does not know
    ///         a scope, `NotArmed` if the profile is closed to changes; nothing was sent or written then
    public Outcome<SeenKey> edit(Profile profile, KeyId id, KeyChange change) {
        Optional<Failure> problem = checkEdit(profile, change);
        if (problem.isPresent()) {
            return Outcome.failed(problem.get());
        }
        return attempt(() -> gateways.toChange(profile).then(gateway -> {
            note(profile, "key.edit.requested", id.value(), describe(change));
            Outcome<ApiKey> outcome = gateways.changing(profile.name(), gateway, () -> gateway.update(id, change));
            return switch (outcome) {
                case Outcome.Ok<ApiKey>(var key) -> {
                    inventory.recordKey(profile.name(), clock.instant(), key);
                    note(profile, "key.edit.done", id.value(), describe(change));
                    yield KeyFinder.find(latest(profile).keys(), id.value());
                }
                case Outcome.Failed<ApiKey>(var failure) -> {
                    note(profile, "key.edit.failed", id.value(), failure.kind());
                    yield Outcome.failed(failure);
                }
            };
        }));
    }

    /// Why the provider cannot tell of its keys' usage; empty if it can. Sends nothing.
    public Optional<Failure> checkUsage(Profile profile) {
        return capabilities.missing(profile, Capability.USAGE);
    }

    /// Reads a key's usage from the provider.
    public Outcome<UsageSeries> usage(Profile profile, KeyId id, Instant from, Instant to, Bucket bucket) {
        Optional<Failure> problem = checkUsage(profile);
        if (problem.isPresent()) {
            return Outcome.failed(problem.get());
        }
        return attempt(() -> gateways.of(profile).then(gateway -> gateway.usage(id, from, to, bucket))
                .peek(series -> inventory.recordUsage(profile.name(), id, clock.instant(), series)));
    }

    /// A key's usage as last read, without asking the provider.
    ///
    /// @throws StorageException if the inventory cannot be read
    public Optional<Inventory.SeenUsage> seenUsage(Profile profile, KeyId id, Instant from, Instant to,
            Bucket bucket) {
        return inventory.usage(profile.name(), id, bucket, from, to);
    }

    /// The key that somebody means, of those already known: by its whole id, by a name that no other key has, or by at
    /// least six first characters of an id that no other key has. Keys that still exist come before those that are
    /// revoked or gone.
    ///
    /// @return `NotFound`, or `Ambiguous` with the candidates
    public Outcome<SeenKey> find(Profile profile, String idOrName) {
        return attempt(() -> KeyFinder.find(latest(profile).keys(), idOrName));
    }

    /// What the provider last said about its request limit.
    public Optional<RequestLimit> limit(Profile profile) {
        return switch (gateways.of(profile)) {
            case Outcome.Ok<KeyGateway>(var gateway) -> gateway.limit();
            case Outcome.Failed<KeyGateway> _ -> Optional.empty();
        };
    }

    private Outcome<Inventory.Snapshot> list(Profile profile, KeyGateway gateway, Progress progress) {
        for (int tries = 1;; tries++) {
            long before = gateways.changes(profile.name());
            Instant at = clock.instant();
            Outcome<List<ApiKey>> outcome = gateway.list(progress);
            if (outcome instanceof Outcome.Failed<List<ApiKey>>(var failure)) {
                return Outcome.failed(failure);
            }
            // a key that was created meanwhile may not be in it, and would count as gone
            if (gateways.changes(profile.name()) == before || tries == MOST_LISTINGS) {
                return outcome.map(keys -> {
                    inventory.recordListing(profile.name(), at, keys);
                    return latest(profile);
                });
            }
        }
    }

    private Optional<Failure> checkEdit(Profile profile, KeyChange change) {
        return ifMissing(profile, change.name(), Capability.EDIT_NAME)
                .or(() -> ifMissing(profile, change.scopes(), Capability.EDIT_SCOPES))
                .or(() -> ifMissing(profile, change.expiry(), Capability.EDIT_EXPIRY))
                .or(() -> ifMissing(profile, change.enabled(), Capability.DISABLE)).or(() -> change.scopes()
                        .flatMap(scopes -> capabilities.unknownScope(profile, scopes)));
    }

    private Optional<Failure> ifMissing(Profile profile, Optional<?> wish, Capability capability) {
        return wish.isEmpty() ? Optional.empty() : capabilities.missing(profile, capability);
    }

    /// The key exists and its value is in hand: whatever happens here, the caller must get it.
    private void recordIssued(Profile profile, IssuedKey issued) {
        ApiKey key = issued.key();
        try {
            inventory.recordKey(profile.name(), clock.instant(), key);
            inventory.recordFingerprint(profile.name(), key.id(),
                    Fingerprint.of(issued.secret(), prefix(profile, issued.secret())));
            note(profile, "key.create.done", key.id().value(), key.name());
        } catch (StorageException e) {
            LOG.error("key {} of {} was created and could not be recorded", key.id(), profile.name(), e);
        }
    }

    private String prefix(Profile profile, Secret value) {
        return catalog.find(profile.provider()).map(provider -> provider.prefixOf(value)).orElse("");
    }

    private void note(Profile profile, String action, String subject, String detail) {
        journal.append(new JournalEntry(clock.instant(), action, profile.name().value(), subject, detail));
    }

    private static String describe(NewKey wish) {
        return "scopes " + names(wish.scopes()) + wish.preset().map(preset -> " (preset " + preset + ")").orElse("")
                + "; expires " + wish.expiresIn().map(time -> "in " + DurationText.format(time)).orElse("never")
                + wish.reason().map(reason -> "; reason: " + reason).orElse("");
    }

    private static String describe(KeyChange change) {
        StringBuilder text = new StringBuilder();
        change.name().ifPresent(name -> text.append("name ").append(name).append("; "));
        change.scopes().ifPresent(scopes -> text.append("scopes ").append(names(scopes))
                .append(change.preset().map(preset -> " (preset " + preset + ")").orElse("")).append("; "));
        change.expiry().ifPresent(expiry -> text.append(switch (expiry) {
            case KeyChange.Expiry.In(var time) -> "expires in " + DurationText.format(time) + "; ";
            case KeyChange.Expiry.Never() -> "expires never; ";
        }));
        change.enabled().ifPresent(enabled -> text.append(enabled ? "enabled; " : "disabled; "));
        change.reason().ifPresent(reason -> text.append("reason: ").append(reason).append("; "));
        return text.isEmpty() ? "" : text.substring(0, text.length() - 2);
    }

    private static String names(Collection<Scope> scopes) {
        return scopes.isEmpty() ? "none" : scopes.stream().map(Scope::value).collect(Collectors.joining(" "));
    }

    private static <T> Outcome<T> attempt(Supplier<Outcome<T>> work) {
        try {
            return work.get();
        } catch (StorageException e) {
            return Outcome.failed(e.asFailure());
        }
    }
}
