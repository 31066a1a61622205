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
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;

/// The desktop's clipboard for a command: the program stays for the time of the lease, since on many desktops what was
/// copied lives only as long as its owner, and clears it before it ends, also when it is interrupted.
public final class CommandLineClipboard implements HandOver {
    private final InstantSource clock;
    private final PrintStream remarks;
    private final Messages messages;

    /// A clipboard that is opened when it is first needed.
    ///
    /// @param remarks where people are told that the program waits
    public CommandLineClipboard(InstantSource clock, PrintStream remarks, Messages messages) {
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
            await(ended, 2);
        }, "clear-clipboard");
        Runtime.getRuntime().addShutdownHook(hook);
        ClipboardLease lease = new ClipboardLease(new FxClipboard(), clock);
        if (!onFx(() -> lease.copy(secret, ClipboardViewModel.LEASE))) {
            return Outcome.failed(new Failure.Unsupported("clipboard", messages.get("bootstrap.clipboard.refused")));
        }
        remarks.println(messages.get("bootstrap.clipboard.waiting", ClipboardViewModel.LEASE.toSeconds()));
        boolean interrupted = await(over, ClipboardViewModel.LEASE.toSeconds());
        boolean cleared = onFx(lease::close);
        ended.countDown();
        Platform.exit();
        if (!cleared) {
            remarks.println(messages.get("bootstrap.clipboard.not-cleared"));
        }
        return interrupted
                ? Outcome.failed(new Failure.Unreachable(Failure.Unreachable.Cause.INTERRUPTED,
                        messages.get("bootstrap.clipboard.name")))
                : Outcome.ok(cleared
                        ? messages.get("bootstrap.clipboard.done")
                        : messages.get("bootstrap.clipboard.name"));
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

    private static boolean await(CountDownLatch latch, long seconds) {
        try {
            return latch.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
