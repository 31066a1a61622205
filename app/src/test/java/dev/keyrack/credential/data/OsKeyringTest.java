package dev.keyrack.credential.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyrack.credential.data.KeyringPort.KeyringRefused;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.shared.result.Failure.KeychainFailed.Problem;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The system's keyring")
class OsKeyringTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final byte[] VALUE = "wört".getBytes(StandardCharsets.UTF_8);

    private final FaultyPort port = new FaultyPort();
    private final OsKeyring keyring = new OsKeyring(() -> {
        port.opened.incrementAndGet();
        return port;
    }, "installation/", RANDOM, SHORT, SHORT);

    @AfterEach
    void release() {
        port.release.countDown();
        keyring.close();
    }

    private Problem problemOfStore() {
        KeychainException e = catchThrowableOfType(KeychainException.class, () -> keyring.store("a", VALUE));
        assertThat(e).isNotNull();
        return e.problem();
    }

    @Test
    void storesTextAsTextUnderTheInstallationsName() throws Exception {
        keyring.store("profile/demo/credential", VALUE);
        assertThat(port.items).containsExactly(Map.entry("installation/profile/demo/credential", "wört"));
        assertThat(keyring.load("profile/demo/credential")).hasValue(VALUE);
        assertThat(keyring.load("other")).isEmpty();
    }

    @Test
    void givesBackBytesThatAreNoText() throws Exception {
        for (byte[] value : new byte[][]{{(byte) 0xff, 0, 1}, {0}, "base64:x".getBytes(StandardCharsets.UTF_8), {}}) {
            keyring.store("a", value);
            assertThat(keyring.load("a")).hasValue(value);
        }
    }

    @Test
    void deletesOnlyWhatIsThere() throws Exception {
        keyring.store("a", VALUE);
        keyring.delete("a");
        keyring.delete("a");
        assertThat(port.items).isEmpty();
    }

    @Test
    void opensOneConnectionForManyCalls() throws Exception {
        keyring.store("a", VALUE);
        keyring.store("b", VALUE);
        keyring.load("a");
        assertThat(port.opened).hasValue(1);
    }

    @Test
    void provesItselfAndLeavesNothingBehind() {
        assertThat(keyring.probe()).isEmpty();
        assertThat(port.items).isEmpty();
        assertThat(port.deleted).hasValue(1);
    }

    @Test
    void isNotBelievedWhenItSaysStoredAndIsNot() {
        port.forgets = true;
        assertThat(problemOfStore()).isEqualTo(Problem.NOT_WRITTEN);
        assertThat(keyring.probe()).contains(Problem.NOT_WRITTEN);
    }

    @Test
    void isLockedWhenTheLibraryStumblesOverNothing() {
        port.bug = new NullPointerException("\"value\" is null");
        assertThat(problemOfStore()).isEqualTo(Problem.LOCKED);
        assertThat(keyring.probe()).contains(Problem.LOCKED);
    }

    @Test
    void isUnavailableWhenTheLibraryBreaks() {
        port.bug = new IllegalStateException("not connected");
        assertThat(problemOfStore()).isEqualTo(Problem.UNAVAILABLE);
        port.bug = new UnsatisfiedLinkError("no such library");
        assertThat(problemOfStore()).isEqualTo(Problem.UNAVAILABLE);
    }

    @Test
    void opensANewConnectionAfterOneFailed() throws Exception {
        port.bug = new IllegalStateException("not connected");
        problemOfStore();
        assertThat(port.closed).hasValue(1);
        port.bug = null;
        keyring.store("a", VALUE);
        assertThat(port.opened).hasValue(2);
    }

    @Test
    void doesNotWaitLongerThanItsLimit() {
        port.hangs = true;
        long start = System.nanoTime();
        assertThat(problemOfStore()).isEqualTo(Problem.UNAVAILABLE);
        assertThat(keyring.probe()).contains(Problem.UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT.multipliedBy(2), Duration.ofSeconds(5));
    }

    @Test
    void isAskedOnceMoreIfItWasTooSlowTheFirstTimeAndNeverAfterThat() throws Exception {
        port.hangs = true;
        assertThat(keyring.probe()).contains(Problem.UNAVAILABLE);
        assertThat(port.opened).hasValue(2);
        port.hangs = false;
        keyring.store("a", VALUE);
        port.hangs = true;
        assertThat(keyring.probe()).contains(Problem.UNAVAILABLE);
        assertThat(port.opened).hasValue(3);
    }

    @Test
    void saysSoWhenThereIsNone() {
        OsKeyring none = new OsKeyring(() -> {
            throw new KeyringRefused(Problem.UNAVAILABLE, new IllegalStateException("no backend"));
        }, "", RANDOM, SHORT, SHORT);
        assertThat(none.probe()).contains(Problem.UNAVAILABLE);
    }

    @Nested
    @DisplayName("of this computer")
    class OfThisComputer {
        @Test
        void answersOrSaysWhyNotWithinItsLimit() {
            try (OsKeyring real = new OsKeyring("test-" + RANDOM.nextLong(), RANDOM)) {
                long start = System.nanoTime();
                Optional<Problem> problem = real.probe();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
                boolean hasBus = System.getenv("DBUS_SESSION_BUS_ADDRESS") != null;
                boolean isLinux = System.getProperty("os.name").startsWith("Linux");
                if (isLinux && !hasBus) {
                    assertThat(problem).contains(Problem.UNAVAILABLE);
                }
            }
        }

        @Test
        void leavesNoThreadThatKeepsTheProgramAlive() {
            try (OsKeyring real = new OsKeyring("test-" + RANDOM.nextLong(), RANDOM)) {
                real.probe();
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("DBus") || thread.getName().startsWith("keyring"))
                    .allMatch(Thread::isDaemon);
        }
    }
}
