package dev.keyrack.cli;

import dev.keyrack.credential.domain.PassphraseSource;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.secret.Secret;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;

/// Where a command reads and writes.
public interface Terminal {
    /// Standard input.
    InputStream in();

    /// Standard output: results and nothing else.
    PrintStream out();

    /// Standard error: everything that is for people only.
    PrintStream err();

    /// Whether somebody sits there who can answer questions.
    boolean canAsk();

    /// Whether standard output is shown to somebody, and goes into no file and no other program.
    boolean isScreen();

    /// Asks and reads a line.
    ///
    /// @return empty if nobody answered
    Optional<String> ask(String prompt);

    /// Asks and reads a line that is not shown. The caller closes it.
    ///
    /// @return empty if nobody answered
    Optional<Secret> askHidden(String prompt);

    /// Whoever sits there, as the one who knows the encrypted file's passphrase.
    PassphraseSource passphrases(Messages messages);
}
