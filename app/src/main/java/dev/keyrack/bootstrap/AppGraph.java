package dev.keyrack.bootstrap;

import dev.keyrack.audit.data.SqliteJournal;
import dev.keyrack.audit.domain.Journal;
import dev.keyrack.credential.data.EncryptedFile;
import dev.keyrack.credential.data.Keychains;
import dev.keyrack.credential.data.OsKeyring;
import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.ProfileCheck;
import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.credential.domain.ProfileStores;
import dev.keyrack.incident.domain.ProofOfDeath;
import dev.keyrack.incident.domain.Revocation;
import dev.keyrack.incident.domain.Sleeper;
import dev.keyrack.key.data.SqliteInventory;
import dev.keyrack.key.domain.Inventory;
import dev.keyrack.key.domain.KeyService;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.profile.data.JsonProfileRepository;
import dev.keyrack.profile.domain.Interlock;
import dev.keyrack.profile.domain.ProfileRepository;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.provider.engine.DescriptorGateways;
import dev.keyrack.provider.engine.EngineLimits;
import dev.keyrack.provider.engine.ProviderLibrary;
import dev.keyrack.reveal.data.HandOvers;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.log.LogSetup;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.sql.Database;
import dev.keyrack.twofactor.domain.TwoFactorService;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The one place where the parts are put together. Each is made when it is first asked for. Any thread.
public final class AppGraph implements Services {
    private final Settings settings;
    private final InstantSource clock;
    private final Messages messages;
    private final Supplier<Optional<HandOver>> clipboard;
    private final SecureRandom random = new SecureRandom();

    private final Lazy<Database> database;
    private final Lazy<Journal> journal;
    private final Lazy<Inventory> inventory;
    private final Lazy<ProfileRepository> repository;
    private final Lazy<ProviderLibrary> library;
    private final Lazy<Keychains.Choice> keychain;
    private final Keychain lazyKeychain;
    private final ProviderCatalog lazyCatalog;
    private final Lazy<DescriptorGateways> descriptorGateways;
    private final Lazy<Interlock> interlock;
    private final Lazy<OpenGateways> gateways;
    private final Lazy<ProfileService> profiles;
    private final Lazy<KeyService> keys;

    /// Puts the parts together; opens nothing yet. The log goes to the state folder, unless a logger was made before.
    ///
    /// @param clipboard the desktop's clipboard as a place for a secret, if there is a desktop
    public AppGraph(Settings settings, InstantSource clock, Messages messages,
            Supplier<Optional<HandOver>> clipboard) {
        this.settings = settings;
        this.clock = clock;
        this.messages = messages;
        this.clipboard = clipboard;
        System.setProperty(LogSetup.FOLDER_PROPERTY, settings.paths().state().toString());
        NetworkDefaults.apply();
        database = new Lazy<>(() -> Database.open(settings.paths().database()));
        journal = new Lazy<>(() -> new SqliteJournal(database()));
        inventory = new Lazy<>(() -> new SqliteInventory(database()));
        repository = new Lazy<>(() -> new JsonProfileRepository(settings.paths().config()));
        library = new Lazy<>(() -> new ProviderLibrary(settings.paths().providers()));
        keychain = new Lazy<>(this::chooseKeychain);
        lazyKeychain = new LazyKeychain(() -> keychain.get().keychain());
        lazyCatalog = new LazyCatalog(library);
        descriptorGateways = new Lazy<>(() -> gatewaysOn(lazyKeychain));
        interlock = new Lazy<>(() -> new Interlock(journal(), clock, System::nanoTime,
                System.getProperty("user.name", "")));
        gateways = new Lazy<>(
                () -> new OpenGateways(profile -> descriptorGateways.get().open(profile), interlock()));
        profiles = new Lazy<>(() -> new ProfileService(
                new ProfileStores(repository(), lazyKeychain, inventory(), journal()), gateways(), this::gatewaysOn,
                new ProfileCheck(lazyCatalog, messages), clock));
        keys = new Lazy<>(() -> new KeyService(gateways(), inventory(), journal(), lazyCatalog, clock, messages));
    }

    @Override
    public AppPaths paths() {
        return settings.paths();
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    /// What is wrong with the user's own descriptor files, one sentence each.
    public List<String> descriptorFindings() {
        return library.get().findings().stream().map(found -> found.file() + " " + found.finding()).toList();
    }

    @Override
    public ProviderCatalog catalog() {
        return lazyCatalog;
    }

    @Override
    public Keychain keychain() {
        return lazyKeychain;
    }

    @Override
    public ProfileService profiles() {
        return profiles.get();
    }

    @Override
    public KeyService keys() {
        return keys.get();
    }

    @Override
    public Interlock interlock() {
        return interlock.get();
    }

    @Override
    public Revocation revocation() {
        return new Revocation(gateways(), inventory(), journal(), clock);
    }

    @Override
    public ProofOfDeath proof() {
        return new ProofOfDeath(gateways(), inventory(), journal(), clock, Sleeper.REAL, messages);
    }

    @Override
    public TwoFactorService twoFactor() {
        return new TwoFactorService(gateways(), lazyKeychain, journal(), lazyCatalog, clock);
    }

    @Override
    public Outcome<HandOver> handOver(String target, String keyName) {
        HandOvers places = new HandOvers(() -> OsKeyring.forOthers(random), new FileOutputStream(FileDescriptor.out),
                messages);
        return places.parse(target, keyName).then(place -> place.or(clipboard).map(Outcome::ok).orElseGet(() -> Outcome
                .failed(new Failure.Unsupported("clipboard", messages.get("bootstrap.clipboard.none")))));
    }

    /// The gateways that are open.
    public OpenGateways gateways() {
        return gateways.get();
    }

    /// What was seen at the providers.
    public Inventory inventory() {
        return inventory.get();
    }

    /// The record of every action.
    public Journal journal() {
        return journal.get();
    }

    /// The profiles.
    public ProfileRepository repository() {
        return repository.get();
    }

    @Override
    public void close() {
        try {
            interlock.ifMade().ifPresent(Interlock::close);
        } finally {
            closeAll();
        }
    }

    private void closeAll() {
        gateways.ifMade().ifPresent(OpenGateways::close);
        keychain.ifMade().ifPresent(AppGraph::close);
        database.ifMade().ifPresent(Database::close);
    }

    private Database database() {
        return database.get();
    }

    private DescriptorGateways gatewaysOn(Keychain credentials) {
        return new DescriptorGateways(library.get(), credentials, clock, settings.paths().locks(),
                EngineLimits.DEFAULT, settings.attendant());
    }

    /// Wipes the encrypted file's key, or ends the connection to the system's keyring.
    private static void close(Keychains.Choice choice) {
        switch (choice.keychain()) {
            case EncryptedFile file -> file.close();
            case OsKeyring keyring -> keyring.close();
            default -> {
                // nothing is open
            }
        }
    }

    private Keychains.Choice chooseKeychain() {
        OsKeyring keyring = new OsKeyring(settings.paths().data().toString(), random);
        return new Keychains(settings.paths().vault(), keyring, random).choose(settings.isPassphraseFileGiven(),
                settings.passphrases());
    }
}
