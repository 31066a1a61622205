package dev.keyrack.cli;

import dev.keyrack.authority.Authority;
import dev.keyrack.authority.AuthorityException;
import dev.keyrack.authority.AuthorityOptions;
import dev.keyrack.authority.Plan;
import dev.keyrack.authority.ReadyLine;
import dev.keyrack.authority.Sample;
import dev.keyrack.shared.result.Outcome;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(name = "start", description = {"Starts the embedded server on this computer alone.",
        "Prints one line of JSON per system when it is ready, with the administrator's password, and runs until it is "
                + "stopped."})
final class AuthorityStartCommand extends Command {
    private static final String ALL = "all";
    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--system", paramLabel = "ID", description = "all (the default) or the id of one system.")
    private String system = ALL;

    @Option(names = "--port", paramLabel = "N", description = "Port of the first system; each further one takes the next. Left out: the ports of last time.")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--database", paramLabel = "JDBC_URL", description = "Another database than the one below --home.")
    private Optional<String> database = Optional.empty();

    @Option(names = "--sample", paramLabel = "S", description = "What to fill an empty database with: none (the default), demo, or a number of keys.")
    private String sample = "none";

    @Option(names = "--plan", paramLabel = "P", description = "free (the default), pro or enterprise.")
    private String plan = "free";

    AuthorityStartCommand(Session session) {
        super(session);
    }

    @Override
    boolean worksLocked() {
        return true;
    }

    @Override
    Outcome<Integer> run() throws InterruptedException {
        AuthorityOptions options = options();
        try (Authority authority = Authority.start(options, InstantSource.system())) {
            for (ReadyLine line : authority.ready()) {
                session().print(line.toJson());
            }
            session().terminal().out().flush();
            new CountDownLatch(1).await(); // SIGTERM ends the process; the authority's own hook stops it cleanly
            return Outcome.ok(ExitCode.DONE);
        } catch (AuthorityException e) {
            return Outcome.ok(session().problems().report("authority_not_started", String.valueOf(e.getMessage()),
                    ExitCode.STORAGE, session().format()));
        }
    }

    private AuthorityOptions options() {
        Set<String> known = Authority.systems();
        if (!system.equals(ALL) && !known.contains(system)) {
            throw wrongUsage(messages().get("cli.authority.system", system, String.join(", ", known)));
        }
        if (port.isPresent() && (port.get() < 1 || port.get() > HIGHEST_PORT)) {
            throw wrongUsage(messages().get("cli.authority.port", Integer.toString(port.get())));
        }
        Set<String> wanted = system.equals(ALL) ? known : Set.of(system);
        return new AuthorityOptions(session().paths().data(), wanted,
                port.map(OptionalInt::of).orElseGet(OptionalInt::empty), database,
                Sample.parse(sample).orElseThrow(() -> wrongUsage(messages().get("cli.authority.sample", sample))),
                Plan.parse(plan).orElseThrow(() -> wrongUsage(messages().get("cli.authority.plan", plan))));
    }
}
