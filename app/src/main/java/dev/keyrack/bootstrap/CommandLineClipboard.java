package dev.keyrack.bootstrap;

import dev.keyrack.reveal.domain.ClipboardLease;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.reveal.ui.ClipboardViewModel;
import dev.keyrack.reveal.ui.FxClipboard;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;

/// The desktop's clipboard for a command: the program stays for the time of the lease, since on many desktops what was
/// copied lives only as long as its owner, and clears it before it ends, also when it is interrupted.
public final class CommandLineClipboard implements HandOver {
    private static final Duration SHUTDOWN = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final PrintStream remarks;
    private final Messages messages;
    private final Duration lease;

    /// A clipboard that is opened when it is first needed.
    ///
    /// @param remarks where people are told that the program waits
    public CommandLineClipboard(InstantSource clock, PrintStream remarks, Messages messages) {
        this(clock, remarks, messages, ClipboardViewModel.LEASE);
    }

    CommandLineClipboard(InstantSource clock, PrintStream remarks, Messages messages, Duration lease) {
        this.lease = lease;
        this.clock = clock;
        this.remarks = remarks;
        this.messages = messages;
    }

    /// Starts the toolkit: whether there is a desktop is known only then, and must be known before there is a secret.
    @Override
    public Outcome<String> check() {
        try {
            Platform.startup(() -> Platform.setImplicitExit(false));
        } catch (UnsupportedOperationException _) { // as JavaFX says that the display does not answer
            return Outcome.failed(new Failure.Unsupported("clipboard", messages.get("bootstrap.clipboard.none")));
        } catch (IllegalStateException _) {
            return Outcome.ok(messages.get("bootstrap.clipboard.name")); // it runs already
        }
        return Outcome.ok(messages.get("bootstrap.clipboard.name"));
    }

    @Override
    public Outcome<String> deliver(Secret secret) {
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            over.countDown();
            await(ended, SHUTDOWN);
        }, "clear-clipboard");
        Runtime.getRuntime().addShutdownHook(hook);
        ClipboardLease copied = new ClipboardLease(new FxClipboard(), clock);
        if (!onFx(() -> copied.copy(secret, lease))) {
            return Outcome.failed(new Failure.Unsupported("clipboard", messages.get("bootstrap.clipboard.refused")));
        }
        remarks.println(messages.get("bootstrap.clipboard.waiting", lease.toSeconds()));
        boolean interrupted = await(over, lease);
        AtomicReference<ClipboardLease.End> end = new AtomicReference<>(ClipboardLease.End.NOTHING);
        boolean cleared = onFx(() -> end.set(copied.end()));
        ended.countDown();
        Platform.exit();
        if (!cleared) {
            remarks.println(messages.get("bootstrap.clipboard.not-cleared"));
        }
        return interrupted
                ? Outcome.failed(new Failure.Unreachable(Failure.Unreachable.Cause.INTERRUPTED,
                        messages.get("bootstrap.clipboard.name")))
                : Outcome.ok(place(end.get()));
    }

    private String place(ClipboardLease.End end) {
        return switch (end) {
            case CLEARED -> messages.get("bootstrap.clipboard.done");
            case LEFT_ALONE -> messages.get("bootstrap.clipboard.replaced");
            case NOTHING -> messages.get("bootstrap.clipboard.name");
        };
    }

    /// Whether it was done.
    private static boolean onFx(Runnable work) {
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        Platform.runLater(task);
        try {
            return task.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }

    private static boolean await(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
