package dev.keyrack.authority;

import dev.keyrack.authority.core.Account;
import dev.keyrack.authority.core.AuthorityStore;
import dev.keyrack.authority.core.Base62;
import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Organisation;
import dev.keyrack.authority.core.PasswordHasher;
import dev.keyrack.authority.core.SystemTraits;
import dev.keyrack.authority.dialect.Billing;
import dev.keyrack.authority.dialect.Dialect;
import dev.keyrack.authority.http.LoopbackServer;
import dev.keyrack.authority.sample.BulkSample;
import dev.keyrack.authority.sample.DemoSample;
import dev.keyrack.authority.store.SqliteAuthorityStore;
import dev.keyrack.shared.result.StorageException;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// One system that is served: its lock, its storage, its server.
final class RunningSystem implements AutoCloseable {
    private static final String BOOTSTRAP_ID = "bootstrap_id";
    private static final String FIRST_NAME = "Local organisation";

    private final FileChannel lock;
    private final Core core;
    private final LoopbackServer server;
    private final ReadyLine ready;

    private RunningSystem(FileChannel lock, Core core, LoopbackServer server, ReadyLine ready) {
        this.lock = lock;
        this.core = core;
        this.server = server;
        this.ready = ready;
    }

    /// What is needed to start a system.
    ///
    /// @param folder   where its files are
    /// @param database its database file
    /// @param port     the port it must have; empty for the one of last time, or any
    record Setting(DataFolder folder, Path database, OptionalInt port, Sample sample, Plan plan, InstantSource clock,
            SecureRandom random) {}

    static RunningSystem start(Dialect dialect, Setting setting) throws AuthorityException {
        String system = dialect.traits().id();
        try (Undo undo = new Undo()) {
            FileChannel lock = setting.folder().lock(system);
            undo.later(lock);
            BootstrapFile bootstrap = new BootstrapFile(setting.folder().file("bootstrap.json"));
            BootstrapFile.Entry entry = bootstrap.find(system)
                    .orElseGet(() -> BootstrapFile.Entry.fresh(setting.random()));
            AuthorityStore store = SqliteAuthorityStore.open(DataFolder.ensurePrivate(setting.database()));
            undo.later(store::close);
            PasswordHasher hasher = new PasswordHasher(setting.random());
            boolean isNew = prepareAccount(dialect.traits(), store, hasher, entry, setting);
            fill(dialect, store, setting);
            Core core = Core.open(dialect.traits(), store, hasher, setting.random(), setting.clock());
            undo.later(core::close);
            SequencedMap<String, Secret> given = isNew ? dialect.provision(core) : entry.given();
            LoopbackServer server = serve(dialect, core, entry.port(), setting);
            undo.later(server::close);
            String email = dialect.traits().adminEmail();
            bootstrap.save(system, email, new BootstrapFile.Entry(entry.id(), entry.login(), given, server.port()));
            undo.nothing();
            URI url = URI.create("http://127.0.0.1:" + server.port());
            return new RunningSystem(lock, core, server, new ReadyLine(system, url, email, entry.login(), given));
        } catch (IOException | StorageException e) {
            throw new AuthorityException("The authority for " + system + " could not start: " + cause(e) + ".", e);
        }
    }

    ReadyLine ready() {
        return ready;
    }

    /// Answers what is under way, writes what was counted, lets go of the files.
    @Override
    public void close() {
        server.close();
        core.close();
        ready.forget();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes the administrator, or gives the one who is there the password of the bootstrap file if that was lost or
    /// belongs to another database: whoever can delete the file could change the database as well.
    ///
    /// @return whether the database met this bootstrap file for the first time
    private static boolean prepareAccount(SystemTraits traits, AuthorityStore store, PasswordHasher hasher,
            BootstrapFile.Entry entry, Setting setting) {
        byte[] id = entry.id().getBytes(StandardCharsets.UTF_8);
        if (store.settings().get(BOOTSTRAP_ID).filter(known -> Arrays.equals(known, id)).isPresent()) {
            return false;
        }
        String phc = entry.login().use(hasher::hash);
        store.accounts().byEmail(traits.adminEmail()).ifPresentOrElse(
                known -> store.accounts().setPhc(known.id(), phc), () -> {
                    Instant now = setting.clock().instant().truncatedTo(ChronoUnit.MILLIS);
                    Organisation organisation = new Organisation(Base62.id("org_", setting.random()), FIRST_NAME, now);
                    store.accounts().found(organisation, new Account(Base62.id("user_", setting.random()),
                            traits.adminEmail(), organisation.id(), now), phc);
                });
        store.settings().put(BOOTSTRAP_ID, id);
        return true;
    }

    private static void fill(Dialect dialect, AuthorityStore store, Setting setting) {
        SystemTraits traits = dialect.traits();
        if (setting.sample() instanceof Sample.None || isUsed(traits, store)) {
            return;
        }
        switch (setting.sample()) {
            case Sample.None() -> {
                // stays empty
            }
            case Sample.Demo() -> new DemoSample(traits, setting.clock().instant(), setting.random())
                    .fill(store, dialect::sample);
            case Sample.Keys(int count) ->
                new BulkSample(traits, setting.clock().instant(), setting.random()).fill(store, count);
        }
    }

    /// Whether there is a key beside the administrator's own.
    private static boolean isUsed(SystemTraits traits, AuthorityStore store) {
        Optional<String> given = store.settings().get(Dialect.GIVEN_KEY)
                .map(id -> new String(id, StandardCharsets.UTF_8));
        AtomicBoolean used = new AtomicBoolean();
        store.keys().forEach(key -> used.compareAndSet(false,
                !traits.manages(key.facts()) && given.filter(key.facts().id()::equals).isEmpty()));
        return used.get();
    }

    private static LoopbackServer serve(Dialect dialect, Core core, int lastPort, Setting setting)
            throws IOException, AuthorityException {
        Billing billing = new Billing(setting.plan().word(), setting.plan().monthlyCents());
        if (setting.port().isPresent()) {
            int port = setting.port().getAsInt();
            try {
                return LoopbackServer.start(dialect.open(core, billing), port, setting.clock());
            } catch (IOException e) {
                throw new AuthorityException("Port " + port + " cannot be used: " + e.getMessage()
                        + ". Choose another one with --port, or leave it out.", e);
            }
        }
        try {
            return LoopbackServer.start(dialect.open(core, billing), lastPort, setting.clock());
        } catch (IOException _) {
            // somebody else has the port of last time
            return LoopbackServer.start(dialect.open(core, billing), 0, setting.clock());
        }
    }

    private static String cause(Exception problem) {
        Throwable cause = problem.getCause();
        return problem.getMessage() + (cause == null ? "" : " (" + cause.getMessage() + ")");
    }
}
