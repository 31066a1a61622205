package dev.keyrack.credential.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.real.ChildJvm;
import dev.keyrack.real.SecretService;
import dev.keyrack.real.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// [OsKeyring] on a real gnome-keyring in a D-Bus session of its own, with `secret-tool` as the second opinion. Skipped,
/// with the reason, where these programs are not installed.
@DisplayName("A real Secret Service")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SecretServiceTest {
    private static final Map<String, Integer> HELD = new TreeMap<>();
    private static final int PROBE = 1000;
    private static final int CALL = 2500;
    private static final int SLACK = 700; // a busy machine's

    private @Nullable SecretService service;
    private @Nullable ChildJvm child;

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        if (child != null) {
            child.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @AfterAll
    static void count() {
        System.out.println("Secret Service, what held in each state: " + HELD);
    }

    /// What the child said, and how long that took.
    private record Said(String word, long millis) {
        static Said of(String line) {
            int blank = line.lastIndexOf(' ');
            return new Said(line.substring(0, blank), Long.parseLong(line.substring(blank + 1)));
        }
    }

    private SecretService own(SecretService started) {
        service = started;
        return started;
    }

    private SecretService service() {
        if (service == null) {
            throw new AssertionError("no service was started");
        }
        return service;
    }

    private void startChild(Map<String, String> environment) throws IOException {
        child = ChildJvm.start(KeyringChild.class, environment, false, Integer.toString(PROBE),
                Integer.toString(CALL));
    }

    private ChildJvm child() {
        if (child == null) {
            throw new AssertionError("no child was started");
        }
        return child;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Said ask(String line) {
        return Said.of(child().ask(line));
    }

    private Said store(String name, byte[] value) {
        return ask("store " + base64(utf8(name)) + " " + base64(value));
    }

    private Said load(String name) {
        return ask("load " + base64(utf8(name)));
    }

    private Said delete(String name) {
        return ask("delete " + base64(utf8(name)));
    }

    private void is(String state, Said said, String expected) {
        assertThat(said.word()).as(state).isEqualTo(expected);
        held(state);
    }

    private void isWithin(String state, Said said, String expected, long millis) {
        is(state, said, expected);
        assertThat(said.millis()).as("milliseconds, %s", state).isLessThan(millis + SLACK);
        held(state);
    }

    private static void held(String state) {
        HELD.merge(state, 1, Integer::sum);
    }

    /// The program ends by itself: no thread is left that keeps it.
    private void ends(String state) throws IOException {
        assertThat(ask("threads").word()).as(state).isEqualTo("[]");
        assertThat(child().end()).as("exit code, %s", state).isZero();
        held(state);
    }

    @Nested
    @DisplayName("that is unlocked")
    class Unlocked {
        private static final String STATE = "unlocked";

        @BeforeEach
        void start() throws IOException {
            startChild(own(SecretService.unlocked(folder)).environment());
        }

        /// Stored, read back, found by secret-tool, deleted, and found by nobody.
        private void roundTrip(String name, byte[] value, String asOthersSeeIt) throws IOException {
            is(STATE, store(name, value), "STORED");
            is(STATE, load(name), base64(value));
            assertThat(service().lookup(name)).as(name).isEqualTo(asOthersSeeIt);
            held(STATE);
            is(STATE, delete(name), "DELETED");
            is(STATE, load(name), "NONE");
            assertThat(service().lookup(name)).as(name).isEmpty();
            held(STATE);
        }

        @Test
        void keepsTextsUnderAnyName() throws IOException {
            for (String name : new String[]{"plain", "two words", "vault/0f3c", "../up", "ünï/€/日本/🔑",
                    "it's \"so\" \\",
                    "%s{0}$HOME", "a=b;c&d", "line\nend", "n".repeat(300)}) {
                roundTrip(name, utf8("wört 日本 🔑 'x' \"y\"\n"), "wört 日本 🔑 'x' \"y\"\n");
            }
        }

        @Test
        void keepsBytesOfAnyKindUpTo64Kib() throws IOException {
            byte[] noise = new byte[64 * 1024];
            new Random(7).nextBytes(noise);
            roundTrip("noise", noise, "base64:" + base64(noise));
            roundTrip("zero", new byte[]{0}, "base64:AA==");
            is(STATE, store("empty", new byte[0]), "STORED");
            is(STATE, load("empty"), "");
            byte[] text = utf8("0123456789abcdef".repeat(4096));
            roundTrip("text", text, new String(text, StandardCharsets.UTF_8));
            is(STATE, store("more", new byte[64 * 1024 + 1]), "TOO_LARGE");
            assertThat(service().lookup("more")).isEmpty();
        }

        @Test
        void replacesAnItemInPlace() throws IOException {
            is(STATE, store("a", utf8("first")), "STORED");
            is(STATE, store("a", utf8("second, and longer")), "STORED");
            is(STATE, load("a"), base64(utf8("second, and longer")));
            assertThat(service().search("a")).contains("second, and longer").doesNotContain("first")
                    .containsOnlyOnce("secret = ");
            held(STATE);
            is(STATE, delete("nobody has this"), "DELETED");
        }

        @Test
        void readsAndReplacesWhatSecretToolHasStored() throws IOException {
            service().store("by hand", "tea & kettles");
            is(STATE, load("by hand"), base64(utf8("tea & kettles")));
            is(STATE, store("by hand", utf8("coffee")), "STORED");
            assertThat(service().lookup("by hand")).isEqualTo("coffee");
            assertThat(service().search("by hand")).containsOnlyOnce("secret = ");
            held(STATE);
        }

        @Test
        void doesNotGuessBetweenTwoItems() throws IOException {
            service().store("twice", "one");
            service().storeTwin("twice", "two");
            is(STATE, load("twice"), "UNAVAILABLE");
            is(STATE, store("twice", utf8("three")), "NOT_WRITTEN");
            assertThat(service().search("twice")).contains("secret = one", "secret = two");
            held(STATE);
        }

        @Test
        void keepsManyItemsApartAndTheProbeLeavesNone() throws IOException {
            for (int i = 0; i < 100; i++) {
                is(STATE, store("many/" + i, utf8("value " + i)), "STORED");
            }
            for (int i = 0; i < 100; i += 9) {
                is(STATE, load("many/" + i), base64(utf8("value " + i)));
                assertThat(service().lookup("many/" + i)).isEqualTo("value " + i);
                held(STATE);
            }
            isWithin(STATE, ask("probe"), "ANSWERS", PROBE);
            assertThat(Tools.run(service().environment(), new byte[0],
                    List.of("secret-tool", "search", "--all", "service", "dev.keyrack")).text())
                    .doesNotContain("probe-");
            ends(STATE);
        }
    }

    @Nested
    @DisplayName("that is locked")
    class Locked {
        private static final String STATE = "locked";

        @Test
        void saysSoAtOnceBelievesNoWriteAndOpensAgain() throws IOException {
            SecretService real = own(SecretService.unlocked(folder));
            real.store("kept", "old");
            startChild(real.environment());
            is(STATE, load("kept"), base64(utf8("old")));
            real.lock();
            isWithin(STATE, ask("probe"), "LOCKED", PROBE);
            isWithin(STATE, load("kept"), "LOCKED", PROBE);
            isWithin(STATE, load("never stored"), "LOCKED", PROBE);
            isWithin(STATE, store("kept", utf8("new")), "LOCKED", PROBE);
            isWithin(STATE, store("fresh", utf8("new")), "LOCKED", PROBE);
            isWithin(STATE, delete("kept"), "LOCKED", PROBE);
            real.unlock();
            is(STATE, load("kept"), base64(utf8("old")));
            is(STATE, load("fresh"), "NONE");
            is(STATE, store("kept", utf8("newer")), "STORED");
            assertThat(real.lookup("kept")).isEqualTo("newer");
            real.lock();
            isWithin(STATE, ask("probe"), "LOCKED", PROBE);
            ends(STATE);
        }

        @Test
        void isFoundLockedByANewProcessToo() throws IOException {
            SecretService real = own(SecretService.unlocked(folder));
            real.lock();
            startChild(real.environment());
            isWithin(STATE, store("fresh", utf8("new")), "LOCKED", CALL);
            isWithin(STATE, ask("probe"), "LOCKED", PROBE);
            ends(STATE);
        }

        @Test
        void isNotWaitedForWhereTheDesktopAsksForThePassword() throws IOException {
            SecretService real = own(SecretService.unlocked(folder));
            real.store("kept", "old");
            real.lock();
            real.promptNobodyAnswers();
            startChild(real.environment());
            isWithin(STATE, store("kept", utf8("new")), "LOCKED", CALL);
            isWithin(STATE, load("kept"), "LOCKED", PROBE);
            isWithin(STATE, ask("probe"), "LOCKED", PROBE);
            assertThat(real.wasPrompted()).as("a password was asked for").isFalse();
            real.startLookup("kept"); // which does ask: the prompter would have noticed
            assertThat(real.wasPrompted()).as("secret-tool asks for a password").isTrue();
            held(STATE);
            ends(STATE);
        }
    }

    @Nested
    @DisplayName("without a collection")
    class WithoutCollection {
        @Test
        void keepsNothingAndSaysSo() throws IOException {
            SecretService real = own(SecretService.bus(folder));
            real.startEmpty();
            startChild(real.environment());
            Said stored = store("a", utf8("x"));
            assertThat(stored.word()).isIn("LOCKED", "UNAVAILABLE", "NOT_WRITTEN");
            assertThat(stored.millis()).isLessThan(CALL + SLACK);
            held("no collection");
            Said probed = ask("probe");
            assertThat(probed.word()).isIn("LOCKED", "UNAVAILABLE", "NOT_WRITTEN");
            assertThat(probed.millis()).isLessThan(PROBE + SLACK);
            held("no collection");
            ends("no collection");
        }
    }

    @Nested
    @DisplayName("that is not there")
    class Absent {
        private static final String STATE = "absent";

        private void answersNothing(Map<String, String> environment) throws IOException {
            startChild(environment);
            isWithin(STATE, store("a", utf8("x")), "UNAVAILABLE", CALL);
            isWithin(STATE, load("a"), "UNAVAILABLE", CALL);
            isWithin(STATE, ask("probe"), "UNAVAILABLE", PROBE);
            ends(STATE);
        }

        @Test
        void withoutABus() throws IOException {
            Tools.assumeAll("dbus-daemon");
            answersNothing(Map.of("HOME", folder.toString()));
        }

        @Test
        void withTheAddressOfABusThatIsGone() throws IOException {
            Tools.assumeAll("dbus-daemon");
            answersNothing(Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + folder.resolve("no-bus")));
        }

        @Test
        void withABusThatHasNoService() throws IOException {
            answersNothing(own(SecretService.bus(folder)).environment());
        }
    }

    @Nested
    @DisplayName("that stops answering")
    class Stopped {
        private static final String STATE = "stopped, killed, restarted";

        @Test
        void isWaitedForNoLongerThanTheLimitAndWorksWhenItGoesOn() throws IOException {
            SecretService real = own(SecretService.bus(folder));
            Process keyring = real.startUnlocked();
            startChild(real.environment());
            is(STATE, store("a", utf8("before")), "STORED");
            Tools.signal(keyring, "STOP");
            isWithin(STATE, ask("probe"), "UNAVAILABLE", PROBE);
            isWithin(STATE, store("a", utf8("while it slept")), "UNAVAILABLE", CALL);
            Tools.signal(keyring, "CONT");
            is(STATE, store("b", utf8("after")), "STORED");
            assertThat(real.lookup("b")).isEqualTo("after");
            held(STATE);
            Tools.signal(keyring, "STOP");
            isWithin(STATE, ask("probe"), "UNAVAILABLE", PROBE);
            ends(STATE);
            Tools.signal(keyring, "CONT");
        }

        @Test
        void losesNothingWhenItIsKilledInTheMiddleOfACall() throws IOException {
            SecretService real = own(SecretService.bus(folder));
            Process keyring = real.startUnlocked();
            startChild(real.environment());
            is(STATE, store("a", utf8("before")), "STORED");
            Tools.signal(keyring, "STOP");
            CompletableFuture<String> asked = child().begin("store " + base64(utf8("b")) + " " + base64(utf8("lost")));
            Tools.signal(keyring, "KILL");
            isWithin(STATE, Said.of(ChildJvm.answer(asked)), "UNAVAILABLE", CALL);
            isWithin(STATE, load("a"), "UNAVAILABLE", CALL);
            isWithin(STATE, ask("probe"), "UNAVAILABLE", PROBE);
            real.startUnlocked();
            is(STATE, load("a"), base64(utf8("before")));
            is(STATE, load("b"), "NONE");
            is(STATE, store("b", utf8("again")), "STORED");
            assertThat(real.lookup("b")).isEqualTo("again");
            held(STATE);
            ends(STATE);
        }
    }
}
