package dev.keyrack.cli;

import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Switches a key off or on.
abstract class KeySwitchCommand extends KeyCommand {
    private final boolean enable;

    @Parameters(paramLabel = "ID", description = "The key's id, its name, or at least six first characters of its id.")
    private String id = "";

    @Mixin
    private ChangeConsent consent = new ChangeConsent();

    @Option(names = "--dry-run", description = "Tell what would be done, and send nothing.")
    private boolean dryRun;

    KeySwitchCommand(Session session, boolean enable) {
        super(session);
        this.enable = enable;
    }

    @Override
    final Outcome<Integer> run(Profile profile) {
        if (!dryRun) {
            consent.check(this, profile, !enable);
        }
        return lookUp(profile, id).then(seen -> dryRun ? rehearse(profile, seen) : change(profile, seen));
    }

    private Outcome<Integer> rehearse(Profile profile, SeenKey seen) {
        new DryRun(this).tell(profile, seen, enable ? "enable" : "disable");
        return Outcome.ok(ExitCode.DONE);
    }

    private Outcome<Integer> change(Profile profile, SeenKey seen) {
        return consent.given(this, profile, !enable, question(profile, seen))
                .then(agreed -> agreed ? send(profile, seen) : Outcome.ok(ExitCode.FOUND));
    }

    private Outcome<Integer> send(Profile profile, SeenKey seen) {
        return services().keys().edit(profile, seen.key().id(), KeyChange.enabled(enable)).map(changed -> {
            printer().one(profile, changed);
            return ExitCode.DONE;
        });
    }

    private String question(Profile profile, SeenKey seen) {
        String lastUsed = printer().lastUsed(seen.key().lastUsed());
        return enable
                ? messages().get("cli.key.enable.ask", seen.key().name(), seen.key().id().value(),
                        profile.name().value(), profile.environment().label(), lastUsed)
                : messages().get("cli.key.disable.ask", seen.key().name(), seen.key().id().value(),
                        profile.name().value(), profile.environment().label(), lastUsed);
    }

    @CommandLine.Command(name = "disable", description = "Switches a key off; it can be switched on again.")
    static final class Disable extends KeySwitchCommand {
        Disable(Session session) {
            super(session, false);
        }
    }

    @CommandLine.Command(name = "enable", description = "Switches a key on again.")
    static final class Enable extends KeySwitchCommand {
        Enable(Session session) {
            super(session, true);
        }
    }
}
