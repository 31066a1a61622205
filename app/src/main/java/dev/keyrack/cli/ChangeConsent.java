package dev.keyrack.cli;

import dev.keyrack.profile.domain.Interlock;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Outcome;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What makes sure that somebody wants a change of a key: `--yes`, or the profile's name, typed. In production it is
/// both `--yes` and `--confirm NAME`, or the name typed; that arms the profile for this one command.
final class ChangeConsent {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--confirm", paramLabel = "NAME", description = "The profile's name: needed beside --yes where the profile is production.")
    private Optional<String> confirmed = Optional.empty();

    /// Looks at what was said before anything is sent.
    ///
    /// @param asks whether the command asks outside production too
    /// @throws picocli.CommandLine.ParameterException if the name is another one, or something is missing and nobody can
    ///         be asked
    void check(Command command, Profile profile, boolean asks) {
        String name = profile.name().value();
        if (confirmed.filter(said -> !said.equals(name)).isPresent()) {
            throw command.wrongUsage(command.messages().get("cli.ask.wrong-name", confirmed.get(), name));
        }
        boolean canAsk = command.session().terminal().canAsk() && !yes;
        if (Interlock.guards(profile)) {
            if (!canAsk && !(yes && confirmed.isPresent())) {
                throw command.wrongUsage(command.messages().get("cli.ask.confirm-needed", name,
                        profile.environment().label()));
            }
        } else if (asks && !canAsk && !yes) {
            throw command.wrongUsage(command.messages().get("cli.ask.yes-needed"));
        }
    }

    /// Whether it was given; a profile that needs arming is armed then. Call [#check] first.
    ///
    /// @param asks     whether the command asks outside production too
    /// @param question names the profile, its environment and what will change
    Outcome<Boolean> given(Command command, Profile profile, boolean asks, String question) {
        boolean guarded = Interlock.guards(profile);
        Optional<String> said = yes || !(guarded || asks)
                ? confirmed.or(() -> Optional.of(profile.name().value()))
                : typed(command, profile, question);
        if (said.isEmpty()) {
            command.session().remark(command.messages().get("cli.ask.declined"));
            return Outcome.ok(false);
        }
        return guarded
                ? command.services().interlock().arm(profile, said.get()).map(_ -> true)
                : Outcome.ok(true);
    }

    private static Optional<String> typed(Command command, Profile profile, String question) {
        Terminal terminal = command.session().terminal();
        terminal.err().println(Printable.clean(question));
        terminal.err().flush();
        return terminal.ask(command.messages().get("cli.ask.type-name", profile.name().value())).map(String::strip)
                .filter(text -> text.equals(profile.name().value()));
    }
}
