package dev.keyrack.credential.ui;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shell.Dialogs;
import dev.keyrack.shell.StatusBarViewModel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The person at the desktop: dialogs for what they have to do, the status bar for what they only have to know. Called
/// on background threads.
public final class DesktopAttendant implements Attendant {
    /// What the window lends.
    ///
    /// @param ui      runs on the JavaFX thread
    /// @param browser opens an address in the system's browser; called on the JavaFX thread
    /// @param copy    puts a text that is no secret on the clipboard
    public record Parts(Dialogs dialogs, StatusBarViewModel status, Executor ui, Consumer<URI> browser,
            Consumer<String> copy, InstantSource clock, Messages messages) {}

    private record Pause(Instant until, Runnable cancel) {}

    private final Parts parts;
    private final Messages messages;
    private final List<Pause> pauses = new CopyOnWriteArrayList<>();

    /// Shows nothing yet.
    public DesktopAttendant(Parts parts) {
        this.parts = parts;
        this.messages = parts.messages();
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public Optional<Secret> secret(Profile profile, String label) {
        CompletableFuture<Optional<Secret>> answer = new CompletableFuture<>();
        AtomicReference<Runnable> leave = new AtomicReference<>(() -> {
        });
        parts.ui().execute(() -> leave.set(AskedDialogs.secret(profile, label, answer, parts)));
        try {
            return answer.get();
        } catch (InterruptedException _) {
            if (!answer.complete(Optional.empty())) {
                answer.join().ifPresent(Secret::close); // given in the same moment
            }
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the dialog only completes normally", e);
        } finally {
            parts.ui().execute(() -> leave.get().run()); // also when it was given up: nobody waits then
        }
    }

    @Override
    public Waiting browse(Profile profile, URI page, Runnable cancel) {
        return shown(once -> {
            parts.browser().accept(page);
            return AskedDialogs.browser(profile, page, once, parts);
        }, cancel);
    }

    @Override
    public Waiting enterCode(Profile profile, String userCode, URI page, Runnable cancel) {
        return shown(once -> AskedDialogs.code(profile, userCode, page, once, parts), cancel);
    }

    private interface Shown {
        /// @param cancel what the person's Cancel does
        /// @return closes what was shown
        Runnable show(Runnable cancel);
    }

    /// What is shown may be over before the JavaFX thread came to show it.
    private Waiting shown(Shown what, Runnable cancel) {
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Runnable> leave = new AtomicReference<>(() -> {
        });
        parts.ui().execute(() -> {
            if (!over.get()) {
                leave.set(what.show(cancel));
            }
        });
        return () -> {
            over.set(true);
            parts.ui().execute(() -> leave.get().run());
        };
    }

    @Override
    public Waiting pause(Profile profile, Instant until, Runnable cancel) {
        Pause pause = new Pause(until, cancel);
        pauses.add(pause);
        parts.ui().execute(this::tick);
        return () -> {
            pauses.remove(pause);
            parts.ui().execute(this::tick);
        };
    }

    /// Counts down in the status bar; called once a second on the JavaFX thread.
    public void tick() {
        Optional<Instant> last = pauses.stream().map(Pause::until).max(Comparator.naturalOrder());
        StatusBarViewModel status = parts.status();
        if (last.isEmpty()) {
            status.pauseProperty().set("");
            return;
        }
        long seconds = Math.max(1, Duration.between(parts.clock().instant(), last.get()).plusMillis(999).toSeconds());
        status.pauseProperty().set(messages.get("credential.pause", seconds));
        status.setOnPauseCancelled(() -> pauses.forEach(pause -> pause.cancel().run()));
    }
}
