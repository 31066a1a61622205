package dev.keyrack.cli;

import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyChange.Expiry;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Outcome;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "edit", description = "Changes a key's name, permissions or expiry. Permissions that are given replace all it has.")
final class KeyEditCommand extends KeyCommand {
    @Parameters(paramLabel = "ID", description = "The key's id, its name, or at least six first characters of its id.")
    private String id = "";

    @Option(names = "--name", paramLabel = "N", description = "A new name.")
    private Optional<String> name = Optional.empty();

    @Mixin
    private ScopeOptions scopes = new ScopeOptions();

    @Mixin
    private ChangeConsent consent = new ChangeConsent();

    @Option(names = "--expires-in", paramLabel = "D", converter = Converters.ExpiryText.class, description = "How long it shall work from now on, such as 90d, or never.")
    private Optional<Expiry> expiry = Optional.empty();

    @Option(names = "--dry-run", description = "Tell what would be done, and send nothing.")
    private boolean dryRun;

    KeyEditCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) {
        if (name.filter(String::isBlank).isPresent() || (name.isEmpty() && expiry.isEmpty() && !scopes.isGiven())) {
            throw wrongUsage(messages().get("cli.key.edit.nothing"));
        }
        if (!dryRun) {
            consent.check(this, profile, false);
        }
        return scopes.read(this, profile).map(this::change)
                .then(change -> lookUp(profile, id).then(seen -> dryRun
                        ? rehearse(profile, seen)
                        : agreed(profile, seen, change)));
    }

    private KeyChange change(ScopeOptions.Chosen chosen) {
        return new KeyChange(name.map(String::strip),
                scopes.isGiven() ? Optional.of(chosen.scopes()) : Optional.empty(), chosen.preset(), expiry,
                Optional.empty(), chosen.reason());
    }

    private Outcome<Integer> rehearse(Profile profile, SeenKey seen) {
        new DryRun(this).tell(profile, seen, "edit");
        return Outcome.ok(ExitCode.DONE);
    }

    private Outcome<Integer> agreed(Profile profile, SeenKey seen, KeyChange change) {
        return consent.given(this, profile, false, messages().get("cli.key.edit.ask", seen.key().name(),
                seen.key().id().value(), profile.name().value(), profile.environment().label(),
                printer().lastUsed(seen.key().lastUsed())))
                .then(agreed -> agreed ? edit(profile, seen, change) : Outcome.ok(ExitCode.FOUND));
    }

    private Outcome<Integer> edit(Profile profile, SeenKey seen, KeyChange change) {
        return services().keys().edit(profile, seen.key().id(), change).map(changed -> {
            printer().one(profile, changed);
            return ExitCode.DONE;
        });
    }
}
