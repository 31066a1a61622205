package dev.keyrack.bootstrap;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;

/// A process with a secret on a real clipboard: as the desktop has it there, or as a command.
final class ClipboardChild {
    private static volatile @Nullable Desktop desktop;

    private ClipboardChild() {
    }

    /// Arguments: `command` and the milliseconds of the lease, or `desktop` and its folder; then the secret.
    public static void main(String[] args) {
        if (args[0].equals("command")) {
            command(Duration.ofMillis(Long.parseLong(args[1])), args[2]);
        } else {
            desktop(Path.of(args[1]), args[2]);
        }
    }

    private static void command(Duration lease, String value) {
        CommandLineClipboard clipboard = new CommandLineClipboard(Clock.tickMillis(ZoneOffset.UTC), System.err,
                Messages.forLocale(Locale.ENGLISH), lease);
        if (!clipboard.check().isOk()) {
            System.exit(9);
        }
        try (Secret secret = secret(value)) {
            System.exit(clipboard.deliver(secret).isOk() ? 0 : 1);
        }
    }

    private static void desktop(Path home, String value) {
        AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
        InstantSource clock = () -> Clock.systemUTC().instant().plus(later.get());
        Platform.startup(() -> {
            Desktop made = new Desktop(new Stage(), new Desktop.Options(AppPaths.below(home), clock, Map.of(),
                    "Linux", true, _ -> {
                    }));
            made.closeOnShutdown();
            made.show();
            desktop = made;
        });
        // as in the program itself, no thread but the toolkit's keeps the process: nobody waits for the reader
        Thread.ofPlatform().daemon().start(() -> {
            try {
                answer(value, later);
            } catch (IOException | InterruptedException | ExecutionException e) {
                System.exit(9);
            }
        });
    }

    private static void answer(String value, AtomicReference<Duration> later)
            throws IOException, InterruptedException, ExecutionException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            switch (line) {
                case "copy" -> onFx(shown -> {
                    try (Secret secret = secret(value)) {
                        shown.clipboard().copy(secret);
                    }
                });
                case "deadline" -> later.updateAndGet(before -> before.plusSeconds(31));
                case "lock" -> onFx(Desktop::clearClipboard);
                case "close" -> Platform.runLater(() -> Event.fireEvent(shown().stage(),
                        new WindowEvent(shown().stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
                default -> throw new IOException(line);
            }
            System.out.println("=done");
        }
    }

    private static void onFx(Consumer<Desktop> work) throws InterruptedException, ExecutionException {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            work.accept(shown());
            return true;
        });
        Platform.runLater(task);
        task.get();
    }

    private static Desktop shown() {
        Desktop made = desktop;
        if (made == null) {
            throw new IllegalStateException("no desktop");
        }
        return made;
    }

    private static Secret secret(String value) {
        return Secret.wrap(value.getBytes(StandardCharsets.UTF_8));
    }
}
