package dev.keyrack.authority;

import dev.keyrack.authority.dialect.Dialect;
import dev.keyrack.authority.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/// The embedded server that issues keys: real HTTP on loopback, one port per system, everything durable.
///
/// It stops on [#close], and when the virtual machine ends by SIGTERM or in any other orderly way.
public final class Authority implements AutoCloseable {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final int HIGHEST_PORT = 65_535;

    private final Deque<RunningSystem> running = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread hook = new Thread(this::stop, "authority-stop");

    private Authority() {
    }

    /// Ids of the systems it can speak like, in the order in which they start.
    public static Set<String> systems() {
        return Dialects.all().stream().map(dialect -> dialect.traits().id())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Starts the systems.
    ///
    /// @param clock the time, for tests to move
    /// @throws AuthorityException if one of them cannot start; none is running then
    public static Authority start(AuthorityOptions options, InstantSource clock) throws AuthorityException {
        List<Dialect> wanted = wanted(options);
        DataFolder folder = folder(options.home());
        SecureRandom random = new SecureRandom();
        Authority authority = new Authority();
        boolean started = false;
        try {
            OptionalInt port = options.port();
            for (Dialect dialect : wanted) {
                Path database = database(options, folder, dialect.traits().id());
                authority.running.addLast(RunningSystem.start(dialect, new RunningSystem.Setting(folder, database, port,
                        options.sample(), options.plan(), clock, random)));
                port = port.isEmpty() ? port : OptionalInt.of(port.getAsInt() + 1);
            }
            Runtime.getRuntime().addShutdownHook(authority.hook);
            started = true;
            return authority;
        } finally {
            if (!started) {
                authority.stop();
            }
        }
    }

    /// Where each system is served, in the order in which they were started.
    public List<ReadyLine> ready() {
        return running.stream().map(RunningSystem::ready).toList();
    }

    /// Answers what is under way, writes what was counted, and stops.
    @Override
    public void close() {
        if (!closed.get()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // the virtual machine is going down and runs the hook by itself
            }
        }
        stop();
    }

    private void stop() {
        if (closed.compareAndSet(false, true)) {
            running.descendingIterator().forEachRemaining(RunningSystem::close);
        }
    }

    private static List<Dialect> wanted(AuthorityOptions options) throws AuthorityException {
        Set<String> known = systems();
        Optional<String> unknown = options.systems().stream().filter(id -> !known.contains(id)).findFirst();
        if (unknown.isPresent() || options.systems().isEmpty()) {
            throw new AuthorityException(
                    (unknown.isPresent() ? "There is no system " + unknown.get() : "No system named")
                            + ". Known: " + String.join(", ", known) + ".");
        }
        int highest = HIGHEST_PORT - options.systems().size() + 1;
        if (options.port().isPresent() && (options.port().getAsInt() < 0 || options.port().getAsInt() > highest)) {
            throw new AuthorityException(
                    "Port " + options.port().getAsInt() + " is none. Choose one from 1 to " + highest
                            + ", or leave it out.");
        }
        return Dialects.all().stream().filter(dialect -> options.systems().contains(dialect.traits().id())).toList();
    }

    private static DataFolder folder(Path home) throws AuthorityException {
        Path folder = home.resolve("authority");
        try {
            return DataFolder.open(folder);
        } catch (IOException e) {
            throw new AuthorityException("The folder " + folder + " cannot be used: " + e.getMessage()
                    + ". Choose another one with --home.", e);
        }
    }

    private static Path database(AuthorityOptions options, DataFolder folder, String system) throws AuthorityException {
        if (options.databaseUrl().isEmpty()) {
            return folder.file(system + ".db");
        }
        String url = options.databaseUrl().get();
        String file = url.startsWith(SQLITE) ? url.substring(SQLITE.length()) : "";
        if (file.isEmpty() || file.startsWith(":") || file.startsWith("file:") || file.contains("?")) {
            throw new AuthorityException("The database has to be a SQLite file, such as " + SQLITE
                    + "/var/lib/keyrack/authority.db. Leave --database out to keep it under --home.");
        }
        if (options.systems().size() > 1) {
            throw new AuthorityException("A database holds one system. Name it with --system.");
        }
        Path path = Path.of(file).toAbsolutePath();
        if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
            throw new AuthorityException("The folder of the database " + path + " does not exist. Make it first.");
        }
        return path;
    }
}
