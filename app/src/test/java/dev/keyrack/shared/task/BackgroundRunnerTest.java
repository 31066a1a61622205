package dev.keyrack.shared.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Work in the background")
class BackgroundRunnerTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LinkedBlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
    private final List<Object> told = new ArrayList<>();
    private final BackgroundRunner runner = new BackgroundRunner(threads, ui::add, told::add);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void deliverNext() throws InterruptedException {
        Runnable callback = ui.poll(10, TimeUnit.SECONDS);
        assertThat(callback).as("a callback for the JavaFX thread").isNotNull();
        callback.run();
    }

    @Test
    void whatItCameToIsDelivered() throws InterruptedException {
        runner.start(_ -> Outcome.ok("done"), told::add);
        deliverNext();
        assertThat(told).containsExactly(Outcome.ok("done"));
    }

    @Test
    void failingStorageIsAFailureAndNoFault() throws InterruptedException {
        runner.<String>start(_ -> {
            throw new StorageException("reading the inventory", new IOException("disk full"));
        }, told::add);
        deliverNext();
        assertThat(told).containsExactly(
                Outcome.failed(new Failure.StorageFailed("reading the inventory", "disk full")));
    }

    @Test
    void aFaultIsReportedAfterWhoWaitsHasHeardOfIt() throws InterruptedException {
        IllegalStateException bug = new IllegalStateException("must not happen");
        runner.<String>start(_ -> {
            throw bug;
        }, told::add);
        deliverNext();
        assertThat(told).containsExactly(Outcome.failed(new Failure.Fault()), bug);
    }

    @Test
    void nothingIsToldOfWorkThatWasGivenUp() throws InterruptedException {
        TaskHandle handle = runner.start(_ -> Outcome.ok("too late"), told::add);
        Runnable callback = ui.poll(10, TimeUnit.SECONDS);
        handle.cancel();
        assertThat(callback).isNotNull();
        callback.run();
        assertThat(told).isEmpty();
    }
}
