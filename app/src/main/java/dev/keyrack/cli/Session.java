package dev.keyrack.cli;

import dev.keyrack.bootstrap.AppPaths;
import dev.keyrack.bootstrap.Services;
import dev.keyrack.bootstrap.Settings;
import dev.keyrack.credential.data.FileLockMarker;
import dev.keyrack.credential.data.FilePassphrase;
import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.result.StorageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What all commands of one invocation share. Opens nothing before it is asked for.
final class Session implements AutoCloseable {
    private final Terminal terminal;
    private final Globals globals;
    private final Host host;
    private final Messages messages;
    private final Problems problems;
    private final Function<Settings, Services> open;
    private @Nullable Settings settings;
    private @Nullable Services services;

    Session(Terminal terminal, Globals globals, Host host, Messages messages, Function<Settings, Services> open) {
        this.terminal = terminal;
        this.globals = globals;
        this.host = host;
        this.messages = messages;
        this.problems = new Problems(terminal, messages);
        this.open = open;
    }

    Terminal terminal() {
        return terminal;
    }

    Globals globals() {
        return globals;
    }

    Messages messages() {
        return messages;
    }

    Problems problems() {
        return problems;
    }

    OutputFormat format() {
        return globals.output();
    }

    JsonOut json() {
        return new JsonOut(terminal.out());
    }

    /// Writes a line of the result.
    void print(String line) {
        terminal.out().print(line + "\n");
    }

    /// Tells people something that is not a part of the result.
    void remark(String line) {
        terminal.err().println(Printable.clean(line));
    }

    /// Where files are. Touches none.
    AppPaths paths() {
        return AppPaths.resolve(globals.home(), host.environment(), host.system(), host.userHome());
    }

    /// The use cases.
    ///
    /// @throws CannotOpen if the passphrase file that was named cannot be used
    Services services() {
        if (services == null) {
            services = open.apply(settings());
        }
        return services;
    }

    Outcome<Profile> profile(String name) {
        return services().profiles().find(name);
    }

    /// Does `work`; if the provider wants a second factor first, answers with `--code` or asks, and does it again. If
    /// it wants a person in the browser and somebody sits here, they sign in before it is done again.
    <T> Outcome<T> withCode(Profile profile, Supplier<Outcome<T>> work) {
        Outcome<T> outcome = work.get();
        if (outcome instanceof Outcome.Failed<T>(Failure.SignInNeeded _) && terminal.canAsk()) {
            return services().keys().signIn(profile, Optional.empty()).then(_ -> work.get());
        }
        if (!wantsCode(outcome)) {
            return outcome;
        }
        Optional<String> code = code();
        if (code.isEmpty()) {
            return outcome;
        }
        Outcome<Call> signedIn = services().keys().signIn(profile, code);
        return signedIn.then(_ -> work.get());
    }

    /// The second factor: from `--code`, else from whoever sits there.
    Optional<String> code() {
        return globals.code().or(() -> terminal.ask(messages.get("cli.ask.code"))).map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    static boolean wantsCode(Outcome<?> outcome) {
        return outcome instanceof Outcome.Failed<?>(Failure.SecondFactorNeeded(var wrong)) && !wrong;
    }

    /// Why commands refuse to work now; empty if they do not. Opens nothing.
    Optional<Failure> locked() {
        try {
            return new FileLockMarker(paths().lockMarker()).since().map(Failure.Locked::new);
        } catch (StorageException e) {
            return Optional.of(e.asFailure());
        }
    }

    /// Who knows the passphrase.
    ///
    /// @throws CannotOpen if the passphrase file that was named cannot be used
    PassphraseSource passphrases() {
        return settings().passphrases();
    }

    /// Whether a file with the passphrase was named.
    boolean isPassphraseFileGiven() {
        return passphraseFile().isPresent();
    }

    private Optional<Path> passphraseFile() {
        return globals.passphraseFile().or(this::passphraseFileOfEnvironment);
    }

    private Settings settings() {
        if (settings == null) {
            settings = readSettings();
        }
        return settings;
    }

    private Settings readSettings() {
        Optional<Path> file = passphraseFile();
        if (file.isEmpty()) {
            return new Settings(paths(), terminal.passphrases(messages), false, attendant());
        }
        return switch (FilePassphrase.of(file.get(), messages)) {
            case Outcome.Ok<FilePassphrase>(var source) -> {
                if (source.isReadableByOthers()) {
                    remark(messages.get("cli.passphrase.readable", file.get().toString()));
                }
                yield new Settings(paths(), source, true, attendant());
            }
            case Outcome.Failed<FilePassphrase>(var failure) -> throw new CannotOpen(failure);
        };
    }

    private Attendant attendant() {
        return new TerminalAttendant(terminal, messages, Opener.of(host), InstantSource.system());
    }

    private Optional<Path> passphraseFileOfEnvironment() {
        try {
            return Optional.ofNullable(host.environment().get("KEYRACK_PASSPHRASE_FILE"))
                    .filter(text -> !text.isBlank()).map(Path::of);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (services != null) {
            services.close();
        }
    }
}
