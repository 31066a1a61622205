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
import java.util.concurrent.TimeUnit;
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

    @Override
    public Outcome<String> check() {
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
        Platform.startup(() -> Platform.setImplicitExit(false));
        ClipboardLease lease = new ClipboardLease(new FxClipboard(), clock);
        onFx(() -> lease.copy(secret, ClipboardViewModel.LEASE));
        remarks.println(messages.get("bootstrap.clipboard.waiting", ClipboardViewModel.LEASE.toSeconds()));
        boolean interrupted = await(over, ClipboardViewModel.LEASE.toSeconds());
        onFx(lease::close);
        ended.countDown();
        Platform.exit();
        return interrupted
                ? Outcome.failed(new Failure.Unreachable(Failure.Unreachable.Cause.INTERRUPTED,
                        messages.get("bootstrap.clipboard.name")))
                : Outcome.ok(messages.get("bootstrap.clipboard.done"));
    }

    private static void onFx(Runnable work) {
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> {
            work.run();
            done.countDown();
        });
        await(done, 10);
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
