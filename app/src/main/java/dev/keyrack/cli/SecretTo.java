package dev.keyrack.cli;

import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.result.Outcome;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where what may be seen once goes, where somebody at the terminal may see it instead.
final class SecretTo {
    private static final String STDOUT = "stdout";

    @Option(names = "--secret-to", paramLabel = "PLACE", description = "clipboard, stdout, file:PATH, env:PATH[:NAME], keyring:NAME or command:CMD; needed where nobody can be asked.")
    private Optional<String> place = Optional.empty();

    /// Whether a place was named.
    boolean isGiven() {
        return place.isPresent();
    }

    /// Makes sure that there is a place, or somebody to show it to.
    ///
    /// @throws picocli.CommandLine.ParameterException if there is neither
    void check(Command command) {
        if (!isGiven() && !command.session().terminal().canAsk()) {
            throw command.wrongUsage(command.messages().get("cli.twofactor.no-place"));
        }
    }

    /// Whether it goes to standard output; nowhere else is there JSON to carry it.
    boolean isStdout() {
        return place.filter(STDOUT::equals).isPresent();
    }

    /// The place, which was checked; standard output if none was named.
    ///
    /// @param name of a variable, if the place is a file of variables and names none
    Outcome<HandOver> target(Session session, String name) {
        Outcome<HandOver> target = place.filter(text -> !text.equals(STDOUT)).isPresent()
                ? session.services().handOver(place.get(), name)
                : Outcome.ok(new StdoutHandOver(session));
        return target.then(handOver -> handOver.check().map(_ -> handOver));
    }
}
