package dev.keyrack.cli;

import dev.keyrack.bootstrap.Services;
import dev.keyrack.bootstrap.Settings;
import dev.keyrack.bootstrap.TourRunner;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.StorageException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The command line: one invocation, from its arguments to its exit code.
public final class Cli {
    private final Terminal terminal;
    private final Host host;
    private final Function<Settings, Services> open;
    private final TourRunner tour;
    private final Messages messages = Messages.forLocale(Locale.ENGLISH);

    /// Joins what a command may need. Nothing is opened or touched before a command asks for it.
    ///
    /// @param open makes the use cases
    /// @param tour what `tour` runs
    public Cli(Terminal terminal, Host host, Function<Settings, Services> open, TourRunner tour) {
        this.terminal = terminal;
        this.host = host;
        this.open = open;
        this.tour = tour;
    }

    /// Runs one command.
    ///
    /// @return the exit code
    public int run(String... arguments) {
        Globals globals = new Globals();
        try (Session session = new Session(terminal, globals, host, messages, open)) {
            int exitCode = commands(session, globals).execute(arguments);
            terminal.out().flush();
            terminal.err().flush();
            return exitCode;
        }
    }

    private CommandLine commands(Session session, Globals globals) {
        CommandLine profiles = new CommandLine(new Group.Profiles(messages))
                .addSubcommand(new ProfileAddCommand(session)).addSubcommand(new ProfileListCommand(session))
                .addSubcommand(new ProfileShowCommand(session)).addSubcommand(new ProfileEditCommand(session))
                .addSubcommand(new ProfileTestCommand(session))
                .addSubcommand(new ProfileRemoveCommand(session));
        CommandLine keys = new CommandLine(new Group.Keys(messages)).addSubcommand(new KeyListCommand(session))
                .addSubcommand(new KeyShowCommand(session)).addSubcommand(new KeyCreateCommand(session))
                .addSubcommand(new KeyEditCommand(session)).addSubcommand(new KeySwitchCommand.Disable(session))
                .addSubcommand(new KeySwitchCommand.Enable(session)).addSubcommand(new KeyRevokeCommand(session));
        CommandLine providers = new CommandLine(new Group.Providers(messages))
                .addSubcommand(new ProviderListCommand(session)).addSubcommand(new ProviderShowCommand(session))
                .addSubcommand(new ProviderCheckCommand(session)).addSubcommand(new ProviderAddCommand(session));
        CommandLine tokens = new CommandLine(new Group.Tokens(messages))
                .addSubcommand(new TokenInspectCommand(session));
        CommandLine authority = new CommandLine(new Group.Authority(messages))
                .addSubcommand(new AuthorityStartCommand(session));
        CommandLine root = new CommandLine(new Group.Root(messages, globals)).addSubcommand(authority)
                .addSubcommand(providers).addSubcommand(profiles).addSubcommand(keys)
                .addSubcommand(new UsageCommand(session)).addSubcommand(TwoFactorCommand.of(session))
                .addSubcommand(tokens)
                .addSubcommand(new TourCommand(session, tour))
                .addSubcommand(new VersionCommand(session)).addSubcommand(new CommandLine.HelpCommand());
        addHelp(root);
        return root.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()))
                .setErr(new PrintWriter(terminal.err(), true, terminal.err().charset())).setColorScheme(colours())
                .setParameterExceptionHandler((problem, args) -> wrongUsage(session, problem, args))
                .setExecutionExceptionHandler((problem, _, _) -> stopped(session, problem));
    }

    /// `--help` on every command, also on those that need nothing else from picocli's own.
    private static void addHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getSubcommands().values().stream().distinct().filter(child -> !(child
                .getCommand() instanceof CommandLine.HelpCommand)).forEach(Cli::addHelp);
    }

    private static CommandLine.Help.ColorScheme colours() {
        return CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF);
    }

    private int wrongUsage(Session session, ParameterException problem, String[] arguments) {
        String sentence = messages.get("cli.usage.problem", sentence(String.valueOf(problem.getMessage())),
                problem.getCommandLine().getCommandSpec().qualifiedName());
        return session.problems().report("usage", sentence, ExitCode.USAGE, format(arguments));
    }

    private int stopped(Session session, Exception problem) {
        if (problem instanceof InterruptedException) {
            return session.problems().report("interrupted", messages.get("cli.interrupted"), ExitCode.INTERRUPTED,
                    session.format());
        }
        if (problem instanceof StorageException storage) {
            return session.problems().report(storage.asFailure(), session.format());
        }
        if (problem instanceof CannotOpen locked) {
            return session.problems().report(locked.failure(), session.format());
        }
        return new BugReport(session).write(problem);
    }

    /// Picocli's message without the full stop that some have.
    private static String sentence(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /// The format that was asked for, read without a parser: the arguments could not be parsed.
    private static OutputFormat format(String[] arguments) {
        List<String> all = Arrays.asList(arguments);
        int at = all.indexOf("--output");
        boolean json = all.contains("--output=json")
                || (at >= 0 && at + 1 < all.size() && all.get(at + 1).equals("json"));
        return json ? OutputFormat.JSON : OutputFormat.TABLE;
    }
}
