package dev.keyrack.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Options that every command takes, before or after its name.
final class Globals {
    @Option(names = "--home", paramLabel = "DIR", scope = ScopeType.INHERIT, description = "Keep config, data and state below this folder (or KEYRACK_HOME).")
    private Optional<Path> home = Optional.empty();

    @Option(names = "--output", paramLabel = "FORMAT", scope = ScopeType.INHERIT, converter = OutputFormat.Converter.class, description = "table (the default), json or csv.")
    private OutputFormat output = OutputFormat.TABLE;

    @Option(names = "--passphrase-file", paramLabel = "FILE", scope = ScopeType.INHERIT, description = "The file with the encrypted file's passphrase (or KEYRACK_PASSPHRASE_FILE).")
    private Optional<Path> passphraseFile = Optional.empty();

    @Option(names = "--code", paramLabel = "CODE", scope = ScopeType.INHERIT, description = "Answers a second factor, if the provider asks for one.")
    private Optional<String> code = Optional.empty();

    Optional<Path> home() {
        return home;
    }

    OutputFormat output() {
        return output;
    }

    Optional<Path> passphraseFile() {
        return passphraseFile;
    }

    Optional<String> code() {
        return code;
    }
}
