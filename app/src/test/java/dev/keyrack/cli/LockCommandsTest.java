package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.bootstrap.AppPaths;
import dev.keyrack.credential.domain.KeychainControl.Opening;
import dev.keyrack.fake.FakeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("lock and unlock")
class LockCommandsTest extends CliTestBase {
    private Path mark() {
        return AppPaths.below(home).lockMarker();
    }

    private void lock() {
        assertThat(run("lock")).isZero();
        terminal.reset();
        services.log.clear();
    }

    @Test
    void lockAndUnlock() {
        assertThat(run("lock")).isZero();
        assertThat(terminal.outText()).isEqualTo("Keyrack is locked. keyrack unlock opens it again.\n");
        assertThat(mark()).exists();
        terminal.type(FakeStore.PASSPHRASE);
        assertThat(run("unlock")).isZero();
        assertThat(terminal.outText()).endsWith("Keyrack is unlocked, with the passphrase.\n");
        assertThat(mark()).doesNotExist();
        assertThat(services.log).containsExactly("journal: lock.locked ", "journal: lock.unlocked ");
    }

    @Test
    void sayThatNothingWasToBeDone() {
        assertThat(run("unlock")).isZero();
        assertThat(terminal.outText()).isEqualTo("Keyrack was not locked.\n");
        lock();
        assertThat(run("lock")).isZero();
        assertThat(terminal.outText()).isEqualTo("Keyrack was locked already, since 2026-11-22T12:00:00Z.\n");
    }

    @Test
    void tellItInJson() {
        assertThat(run("lock", "--output", "json")).isZero();
        assertThat(terminal.outText()).isEqualTo("{\"locked\":true,\"since\":\"2026-11-22T12:00:00Z\"}\n");
        terminal.reset();
        store(FakeStore.PASSPHRASE);
        assertThat(run("unlock", "--output", "json", "--passphrase-file", home.resolve("pass").toString())).isZero();
        assertThat(terminal.outText()).isEqualTo("{\"locked\":false,\"since\":null}\n");
    }

    private void store(String passphrase) {
        try {
            Files.writeString(home.resolve("pass"), passphrase + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void stayLockedForAWrongPassphrase() {
        lock();
        store("wrong passphrase");
        assertThat(run("unlock", "--passphrase-file", home.resolve("pass").toString())).isEqualTo(6);
        assertThat(terminal.errText()).contains("The passphrase does not open the encrypted file.");
        assertThat(mark()).exists();
        assertThat(run("unlock")).as("nobody is there to be asked").isEqualTo(6);
        assertThat(mark()).exists();
    }

    @Test
    void unlockByTheKeyringWithoutAQuestion() {
        services.store.openings.add(Opening.KEYRING);
        lock();
        assertThat(run("unlock")).isZero();
        assertThat(terminal.outText()).isEqualTo("Keyrack is unlocked, with the system's keyring.\n");
        assertThat(terminal.questions).isEmpty();
    }

    @Test
    void unlockWhereNothingIsStoredYet() {
        services.store.openings.clear();
        lock();
        assertThat(run("unlock")).isZero();
        assertThat(terminal.outText()).contains("nothing had to be opened");
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile list", "profile show demo", "profile test demo", "profile remove demo",
            "profile add a --provider fakery --environment production --url https://a.test",
            "key list --profile demo", "key list --profile demo --offline", "key show --profile demo k1",
            "key create --profile demo --name n --secret-to stdout", "key edit --profile demo k1 --name n",
            "key disable --profile demo k1", "key enable --profile demo k1", "key revoke --profile demo k1 --yes",
            "usage --profile demo"})
    void keepEachCommandFromWorkingThatReadsSomething(String command) {
        haveProfile();
        lock();
        assertThat(run(command.split(" "))).isEqualTo(6);
        assertThat(terminal.errText())
                .contains("Keyrack is locked since 2026-11-22 12:00 UTC. Run keyrack unlock, then try again.");
        assertThat(terminal.outText()).isEmpty();
        assertThat(services.log).isEmpty();
    }

    @Test
    void nameTheirKindToPrograms() {
        lock();
        assertThat(run("profile", "list", "--output", "json")).isEqualTo(6);
        assertThat(terminal.errText())
                .contains("{\"error\":{\"kind\":\"locked\",\"message\":\"Keyrack is locked since ");
        assertThat(terminal.outText()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--help", "help", "key --help", "provider list", "provider show fakery", "tour"})
    void leaveCommandsAloneThatReadNothing(String command) {
        lock();
        assertThat(run(command.split(" "))).isNotEqualTo(6);
        assertThat(terminal.errText()).doesNotContain("locked");
    }

    @Test
    void countAsLockedWhereTheMarkIsNoFile() throws IOException {
        Files.createDirectories(mark());
        assertThat(run("profile", "list")).isEqualTo(6);
    }
}
