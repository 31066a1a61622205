package dev.keyrack.shared.task;

import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Runs blocking work off the JavaFX thread and brings its outcome back to it. The home of threads.
public final class BackgroundRunner {
    private final ExecutorService background;
    private final Executor ui;
    private final Consumer<Throwable> onBug;

    /// Joins the two sides.
    ///
    /// @param background where work runs, one thread per task
    /// @param ui         runs on the JavaFX thread
    /// @param onBug      told of exceptions the work was not expected to throw; called on the JavaFX thread, after
    ///                   the callback got [Failure.Fault]
    public BackgroundRunner(ExecutorService background, Executor ui, Consumer<Throwable> onBug) {
        this.background = background;
        this.ui = ui;
        this.onBug = onBug;
    }

    /// The same, but what has been started calls back only while `wanted` holds, which is asked on the JavaFX thread.
    public BackgroundRunner onlyWhile(BooleanSupplier wanted) {
        return new BackgroundRunner(background, callback -> ui.execute(() -> {
            if (wanted.getAsBoolean()) {
                callback.run();
            }
        }), onBug);
    }

    /// Starts `work`; a [StorageException] that it throws counts as its failure. The callbacks run on the JavaFX thread, unless it is cancelled first.
    public <T> TaskHandle start(Work<T> work, Progress onProgress, Consumer<Outcome<T>> onDone) {
        TaskHandle handle = new TaskHandle();
        handle.attach(background.submit(() -> perform(work, onProgress, onDone, handle)));
        return handle;
    }

    /// Starts `work` whose progress nobody watches.
    public <T> TaskHandle start(Work<T> work, Consumer<Outcome<T>> onDone) {
        return start(work, Progress.NONE, onDone);
    }

    private <T> void perform(Work<T> work, Progress onProgress, Consumer<Outcome<T>> onDone, TaskHandle handle) {
        try {
            Outcome<T> outcome = work
                    .run((done, total) -> deliver(handle, () -> onProgress.report(done, total)));
            deliver(handle, () -> onDone.accept(outcome));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // cancelled: nobody waits for an answer
        } catch (StorageException e) {
            deliver(handle, () -> onDone.accept(Outcome.failed(e.asFailure())));
        } catch (RuntimeException | Error bug) {
            deliver(handle, () -> {
                onDone.accept(Outcome.failed(new Failure.Fault())); // who waits must not wait for ever
                onBug.accept(bug);
            });
        }
    }

    private void deliver(TaskHandle handle, Runnable callback) {
        ui.execute(() -> {
            if (!handle.isCancelled()) { // asked on the JavaFX thread, where cancel() is called too: no race
                callback.run();
            }
        });
    }
}
