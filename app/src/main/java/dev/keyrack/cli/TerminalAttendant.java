package dev.keyrack.cli;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Whoever sits at the terminal. What they are shown goes to standard error, one plain line each; giving up is Ctrl-C.
final class TerminalAttendant implements Attendant {
    private static final Waiting SHOWN = () -> {
    };

    private final Terminal terminal;
    private final Messages messages;
    private final Opener opener;
    private final InstantSource clock;

    TerminalAttendant(Terminal terminal, Messages messages, Opener opener, InstantSource clock) {
        this.terminal = terminal;
        this.messages = messages;
        this.opener = opener;
        this.clock = clock;
    }

    /// True even without a terminal: a line in a log is enough to sign in by.
    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public Optional<Secret> secret(Profile profile, String label) {
        return terminal.askHidden(messages.get("cli.ask.credential", label, profile.name().value()))
                .filter(given -> given.length() > 0);
    }

    @Override
    public Waiting browse(Profile profile, URI page, Runnable cancel) {
        tell(messages.get("cli.attendant.browse", profile.name().value(), page.toString()));
        if (terminal.canAsk()) {
            opener.open(page);
        }
        return SHOWN;
    }

    @Override
    public Waiting enterCode(Profile profile, String userCode, URI page, Runnable cancel) {
        tell(messages.get("cli.attendant.code", profile.name().value(), userCode, page.toString()));
        return SHOWN;
    }

    @Override
    public Waiting pause(Profile profile, Instant until, Runnable cancel) {
        long millis = Duration.between(clock.instant(), until).toMillis();
        tell(messages.get("cli.attendant.pause", Math.max(1, (millis + 999) / 1000)));
        return SHOWN;
    }

    private void tell(String line) {
        terminal.err().println(Printable.clean(line));
        terminal.err().flush();
    }
}
