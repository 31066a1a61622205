package dev.keyrack.cli;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What a profile signs in with, beside its account.
final class SignInOptions {
    @Option(names = "--sign-in", paramLabel = "ID", description = "Which of the provider's ways to sign in; else the one that fits what is given.")
    private Optional<String> signIn = Optional.empty();

    @Option(names = "--more", paramLabel = "NAME=FILE", description = "A further secret that the provider asks for, the first line of a file; may be repeated.")
    private Map<String, Path> more = new LinkedHashMap<>();

    @Option(names = "--ca", paramLabel = "FILE", description = "A PEM file with certificates to trust beside the system's own.")
    private Optional<Path> authority = Optional.empty();

    @Option(names = "--secret-stdin", description = "Read the password or key from standard input, not from a prompt.")
    private boolean secretFromInput;

    Optional<String> signIn() {
        return signIn;
    }

    boolean fromInput() {
        return secretFromInput;
    }

    /// The file with certificates, from the root on; it must be one that can be read.
    Outcome<Optional<String>> authority(Messages messages) {
        if (authority.isEmpty()) {
            return Outcome.ok(Optional.empty());
        }
        Path file = authority.get().toAbsolutePath().normalize();
        return Files.isReadable(file) && Files.isRegularFile(file)
                ? Outcome.ok(Optional.of(file.toString()))
                : Outcome.failed(new Failure.InvalidInput(file.toString(), messages.get("cli.profile.ca")));
    }

    /// The further secrets, which the caller closes.
    Outcome<Map<String, Secret>> more(Messages messages) {
        Map<String, Secret> read = new HashMap<>();
        for (Map.Entry<String, Path> each : more.entrySet()) {
            try (InputStream in = Files.newInputStream(each.getValue())) {
                read.put(each.getKey(), SecretInput.firstLine(in));
            } catch (IOException _) {
                close(read);
                return Outcome.failed(
                        new Failure.InvalidInput(each.getValue().toString(), messages.get("cli.profile.more")));
            }
        }
        return Outcome.ok(read);
    }

    static void close(Map<String, Secret> secrets) {
        secrets.values().forEach(Secret::close);
    }
}
