package dev.keyrack.cli;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.task.Progress;
import dev.keyrack.shared.task.TimeLeft;
import dev.keyrack.shared.time.TimeText;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// One line on standard error that tells how far long reading is, for whoever sits at the terminal. It goes away with
/// the end.
final class LineProgress implements Progress, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// What is read.
    enum Work {
        LISTING, USAGE
    }

    private final Work work;
    private final boolean shown;
    private final PrintStream err;
    private final Messages messages;
    private final InstantSource clock;
    private final Instant since;
    private final TimeLeft timeLeft;
    private int width;

    LineProgress(Terminal terminal, Messages messages, InstantSource clock, Work work) {
        this.work = work;
        this.shown = terminal.canAsk();
        this.err = terminal.err();
        this.messages = messages;
        this.clock = clock;
        this.since = clock.instant();
        this.timeLeft = new TimeLeft(clock);
    }

    @Override
    public synchronized void report(long done, long total) {
        if (!shown || Duration.between(since, clock.instant()).compareTo(PATIENCE) < 0) {
            return; // most lists are there before anybody could read it
        }
        write(switch (work) {
            case LISTING -> listing(done, total);
            case USAGE -> timeLeft.after(done, total)
                    .map(left -> messages.get("cli.usage.progress.left", done, total, TimeText.countdown(left)))
                    .orElseGet(() -> messages.get("cli.usage.progress", done, total));
        });
    }

    private String listing(long done, long total) {
        return total <= 0
                ? messages.get("cli.key.list.progress", done)
                : timeLeft.after(done, total)
                        .map(left -> messages.get("cli.key.list.progress.left", done, total, TimeText.countdown(left)))
                        .orElseGet(() -> messages.get("cli.key.list.progress.of", done, total));
    }

    private void write(String words) {
        err.print("\r" + words + " ".repeat(Math.max(0, width - words.length())));
        err.flush();
        width = words.length();
    }

    @Override
    public synchronized void close() {
        if (width > 0) {
            write("");
            err.print("\r");
            err.flush();
        }
    }
}
