package dev.keyrack.cli;

import dev.keyrack.credential.domain.Keychain.Kind;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.credential.domain.KeychainControl.Reason;
import dev.keyrack.credential.domain.KeychainControl.State;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes the state of the store for credentials in the three formats.
final class KeychainPrinter {
    private static final List<String> CSV_HEADER = List.of("kind", "reason", "keyring_problem", "openings", "open");

    private final Session session;
    private final Messages messages;

    KeychainPrinter(Session session) {
        this.session = session;
        this.messages = session.messages();
    }

    void print(State state) {
        List<String> openings = state.openings().stream().map(KeychainPrinter::word).sorted().toList();
        switch (session.format()) {
            case JSON -> session.json()
                    .object(json -> json.text("kind", word(state.kind())).text("reason", word(state.reason()))
                            .text("keyring_problem", state.keyringProblem().map(KeychainPrinter::word))
                            .texts("openings", openings).flag("open", state.isOpen()));
            case CSV -> {
                session.print(Csv.line(CSV_HEADER));
                session.print(Csv.line(List.of(word(state.kind()), word(state.reason()),
                        state.keyringProblem().map(KeychainPrinter::word).orElse(""), String.join(" ", openings),
                        Boolean.toString(state.isOpen()))));
            }
            case TABLE -> table(state);
        }
    }

    private void table(State state) {
        Table table = new Table(List.of(messages.get("cli.keychain.field.kind"), kind(state.kind())));
        table.add(List.of(messages.get("cli.keychain.field.reason"), reason(state.reason())));
        state.keyringProblem()
                .ifPresent(problem -> table.add(List.of(messages.get("cli.keychain.field.problem"), problem(problem))));
        table.add(List.of(messages.get("cli.keychain.field.openings"), state.openings().isEmpty()
                ? messages.get("cli.keychain.opening.none")
                : state.openings().stream().sorted().map(this::opening).collect(Collectors.joining(", "))));
        table.add(List.of(messages.get("cli.keychain.field.open"), state.isOpen()
                ? messages.get("cli.keychain.yes")
                : messages.get("cli.keychain.no")));
        table.lines().forEach(session::print);
    }

    private String kind(Kind kind) {
        return switch (kind) {
            case ENCRYPTED_FILE -> messages.get("cli.keychain.kind.file", session.paths().vault().toString());
            case MEMORY -> messages.get("cli.keychain.kind.memory");
            case OS_KEYRING -> messages.get("cli.keychain.kind.keyring");
        };
    }

    private String reason(Reason reason) {
        return switch (reason) {
            case PASSPHRASE_FILE_GIVEN -> messages.get("cli.keychain.reason.file-given");
            case VAULT_EXISTS -> messages.get("cli.keychain.reason.exists");
            case KEYRING_ANSWERS -> messages.get("cli.keychain.reason.keyring-answers");
            case KEYRING_UNUSABLE -> messages.get("cli.keychain.reason.keyring-unusable");
            case NOTHING_ELSE -> messages.get("cli.keychain.reason.nothing-else");
        };
    }

    private String problem(Problem problem) {
        return switch (problem) {
            case LOCKED -> messages.get("cli.keychain.problem.locked");
            case NOT_WRITTEN -> messages.get("cli.keychain.problem.forgets");
            default -> messages.get("cli.keychain.problem.silent");
        };
    }

    private String opening(Opening opening) {
        return switch (opening) {
            case KEYRING -> messages.get("cli.keychain.opening.keyring");
            case PASSPHRASE -> messages.get("cli.keychain.opening.passphrase");
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
