package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The commands on the keychain")
class KeychainCommandsTest extends CliTestBase {
    @BeforeEach
    void openByKeyring() {
        services.store.openings.clear();
        services.store.openings.add(Opening.KEYRING);
    }

    private Path file(String passphrase) throws IOException {
        return Files.writeString(home.resolve("new"), passphrase + "\n");
    }

    @Test
    void showWhereCredentialsAreWhyAndWhatOpensThem() {
        services.store.openings.add(Opening.PASSPHRASE);

        assertThat(run("keychain", "show")).isZero();
        assertThat(terminal.outText()).isEqualTo("""
                Store      encrypted file %s
                Because    it is there
                Opened by  the system keyring, a passphrase
                Open now   yes
                """.formatted(home.resolve("data/vault.json")));
    }

    @Test
    void showItInJsonAndCsv() {
        assertThat(run("keychain", "show", "--output", "json")).isZero();
        assertThat(terminal.outText()).isEqualTo("{\"kind\":\"encrypted_file\",\"reason\":\"vault_exists\","
                + "\"keyring_problem\":null,\"openings\":[\"keyring\"],\"open\":true}\n");
        terminal.reset();
        assertThat(run("keychain", "show", "--output", "csv")).isZero();
        assertThat(terminal.outText()).isEqualTo("""
                kind,reason,keyring_problem,openings,open
                encrypted_file,vault_exists,,keyring,true
                """);
    }

    @Test
    void setThePassphraseThatAFileHolds() throws Exception {
        assertThat(run("keychain", "passphrase", "--new-passphrase-file", file("battery staple").toString())).isZero();
        assertThat(services.store.calls).containsExactly("set 14");
        assertThat(terminal.outText()).startsWith("The new passphrase opens the encrypted file.");
    }

    @Test
    void askForTheNewPassphraseWhereSomebodyIs() {
        terminal.type("battery staple");

        assertThat(run("keychain", "passphrase", "--output", "json")).isZero();
        assertThat(services.store.calls).containsExactly("set 14");
        assertThat(terminal.outText()).contains("\"openings\":[\"keyring\",\"passphrase\"]");
    }

    @Test
    void sayHowToGiveThePassphraseWhereNobodyIs() {
        assertThat(run("keychain", "passphrase")).isEqualTo(2);
        assertThat(terminal.errText()).contains("--new-passphrase-file");
        assertThat(run("keychain", "passphrase", "--new-passphrase-file", home.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(terminal.errText()).contains("there is no such file");
        terminal.type("");
        terminal.answers.clear();
        assertThat(run("keychain", "passphrase")).isEqualTo(6);
        assertThat(services.store.calls).isEmpty();
    }

    @Test
    void renewTheKey() {
        assertThat(run("keychain", "rotate")).isZero();
        assertThat(services.store.calls).containsExactly("rotate");
        assertThat(terminal.outText()).isEqualTo("Everything is encrypted under a new key.\n");
    }

    @Test
    void addOneWayBeforeTheyTakeTheOther() throws Exception {
        assertThat(run("keychain", "move", "--to", "passphrase", "--new-passphrase-file",
                file("battery staple").toString())).isZero();
        assertThat(services.store.calls).containsExactly("set 14", "remove KEYRING");
        assertThat(run("keychain", "move", "--to", "keyring")).isZero();
        assertThat(services.store.calls).endsWith("add keyring", "remove PASSPHRASE");
        assertThat(services.store.openings).containsExactly(Opening.KEYRING);
    }

    @Test
    void askForNoPassphraseThatIsThere() {
        services.store.openings.add(Opening.PASSPHRASE);

        assertThat(run("keychain", "move", "--to", "passphrase")).isZero();
        assertThat(services.store.calls).containsExactly("remove KEYRING");
    }

    @Test
    void takeNothingWhenTheOtherWayWasNotAdded() {
        services.store.openings.clear();
        services.store.openings.add(Opening.PASSPHRASE);
        services.store.changeProblem = Optional.of(Problem.LOCKED);

        assertThat(run("keychain", "move", "--to", "keyring")).isEqualTo(6);
        assertThat(services.store.calls).containsExactly("add keyring");
        assertThat(services.store.openings).containsExactly(Opening.PASSPHRASE);
        assertThat(terminal.errText()).isEqualTo("The encrypted file is locked. Unlock it and try again.\n");
    }

    @Test
    void moveNowhereElse() {
        assertThat(run("keychain", "move", "--to", "cloud")).isEqualTo(2);
        assertThat(run("keychain", "move")).isEqualTo(2);
        assertThat(services.store.calls).isEmpty();
    }
}
