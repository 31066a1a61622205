package dev.keyrack.cli;

import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.io.PrintStream;

/// Standard output as the place for a secret: the bare value and a line break.
final class StdoutHandOver implements HandOver {
    private static final String NAME = "standard output";
    private final Session session;

    StdoutHandOver(Session session) {
        this.session = session;
    }

    @Override
    public Outcome<String> check() {
        return checked(session, () -> {
        });
    }

    @Override
    public Outcome<String> deliver(Secret secret) {
        return checked(session, () -> {
            PrintStream out = session.terminal().out();
            try {
                secret.writeTo(out);
            } catch (IOException e) {
                throw new IllegalStateException("a PrintStream throws nothing", e);
            }
            out.print('\n');
        });
    }

    /// Writes, and notices if nobody reads: a closed pipe, a full disk.
    static Outcome<String> checked(Session session, Runnable writing) {
        writing.run();
        return session.terminal().out().checkError()
                ? Outcome.failed(new Failure.StorageFailed("writing to " + NAME, "nobody reads it"))
                : Outcome.ok(NAME);
    }
}
