package dev.keyrack.cli;

import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyChange.Expiry;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "edit", description = "Changes a key's name, permissions or expiry.")
final class KeyEditCommand extends KeyCommand {
    @Parameters(paramLabel = "ID", description = "The key's id, its name, or at least six first characters of its id.")
    private String id = "";

    @Option(names = "--name", paramLabel = "N", description = "A new name.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--scope", paramLabel = "S", split = ",", description = "A permission; may be repeated. Those given replace all it has.")
    private List<String> scopes = new ArrayList<>();

    @Option(names = "--expires-in", paramLabel = "D", converter = Converters.ExpiryText.class, description = "How long it shall work from now on, such as 90d, or never.")
    private Optional<Expiry> expiry = Optional.empty();

    @Option(names = "--dry-run", description = "Tell what would be done, and send nothing.")
    private boolean dryRun;

    KeyEditCommand(Session session) {
        super(session);
    }

    /// Taken, so that scripts may say it on every command that changes a key.
    @Option(names = "--yes", description = "Do not ask; nothing is asked here anyway.")
    void acceptYes(boolean said) {
        // a change of this kind can be taken back
    }

    @Override
    Outcome<Integer> run(Profile profile) {
        KeyChange change = new KeyChange(name.map(String::strip),
                scopes.isEmpty() ? Optional.empty() : Optional.of(scopes(scopes)), expiry,
                Optional.empty());
        if (change.isEmpty() || name.filter(String::isBlank).isPresent()) {
            throw wrongUsage(messages().get("cli.key.edit.nothing"));
        }
        return lookUp(profile, id).then(seen -> {
            if (dryRun) {
                new DryRun(this).tell(profile, seen, "edit");
                return Outcome.ok(ExitCode.DONE);
            }
            return services().keys().edit(profile, seen.key().id(), change).map(changed -> {
                printer().one(profile, changed);
                return ExitCode.DONE;
            });
        });
    }

    private static SequencedSet<Scope> scopes(List<String> texts) {
        SequencedSet<Scope> scopes = new LinkedHashSet<>();
        texts.stream().map(String::strip).filter(text -> !text.isEmpty()).forEach(text -> scopes.add(new Scope(text)));
        return scopes;
    }
}
