package dev.keyrack.cli;

import dev.keyrack.profile.domain.Profile;
import picocli.CommandLine.Option;

/// What makes sure that somebody wants this: `--yes`, or the profile's name, typed.
final class Consent {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /// Whether it was given.
    ///
    /// @param question names the profile, its environment and what will stop working
    /// @throws picocli.CommandLine.ParameterException if nobody can be asked
    boolean given(Command command, Profile profile, String question) {
        if (yes) {
            return true;
        }
        Terminal terminal = command.session().terminal();
        if (!terminal.canAsk()) {
            throw command.wrongUsage(command.messages().get("cli.ask.yes-needed"));
        }
        terminal.err().println(Printable.clean(question));
        terminal.err().flush();
        return terminal.ask(command.messages().get("cli.ask.type-name", profile.name().value()))
                .filter(typed -> typed.strip().equals(profile.name().value())).isPresent();
    }
}
