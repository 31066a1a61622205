package dev.keyrack.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the real desktop in a process of its own, with the options of the image's launcher, and looks for secrets that
/// it chose: in heap dumps, in every file, and in all that the window says.
@DisplayName("A secret that went through the desktop")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SentinelTest {
    private static final List<String> SEARCHED_AFTER_REVEAL = List.of("ended-1.hprof", "ended-2.hprof");
    private static final List<String> SEARCHED_AFTER_LOCK = List.of("locked-1.hprof", "locked-2.hprof");

    /// All that the desktop writes; it is searched.
    @TempDir
    private static Path base;
    @TempDir
    private static Path dumps;

    private static final Map<Sentinel, String> KNOWN = Sentinel.fresh(new SecureRandom());
    private static final Map<String, List<Needles.Hit>> HITS = new LinkedHashMap<>();
    private static List<String> problems = List.of();
    private static List<String> asked = List.of();

    @BeforeAll
    static void run() throws Exception {
        for (String folder : List.of("home/config/providers", "home/handed", "seen", "tmp", "user")) {
            Files.createDirectories(base.resolve(folder));
        }
        try (var descriptor = SentinelTest.class.getResourceAsStream("sentinel.json")) {
            Files.copy(descriptor, base.resolve("home/config/providers/sentinel.json"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        try (SentinelProvider provider = new SentinelProvider(KNOWN)) {
            Process child = new ProcessBuilder(command(provider)).directory(base.resolve("user").toFile())
                    .redirectOutput(base.resolve("out.txt").toFile()).redirectError(base.resolve("err.txt").toFile())
                    .start();
            boolean ended = child.waitFor(240, TimeUnit.SECONDS);
            child.destroyForcibly().onExit().join();
            problems = provider.problems();
            asked = provider.asked();
            assertThat(ended && child.exitValue() == 0).as("the desktop said: " + said()).isTrue();
        }
        for (String name : List.of("open.hprof", "ended-1.hprof", "ended-2.hprof", "locked-1.hprof",
                "locked-2.hprof")) {
            Files.move(base.resolve(name), dumps.resolve(name));
            HITS.put(name, needles().in(Files.readAllBytes(dumps.resolve(name))));
        }
    }

    private static Needles needles() {
        Needles needles = new Needles();
        KNOWN.forEach(needles::with);
        return needles;
    }

    @AfterAll
    static void forget() {
        HITS.clear();
    }

    private static String said() throws IOException {
        return Files.readString(base.resolve("out.txt")) + Files.readString(base.resolve("err.txt"));
    }

    private static List<String> command(SentinelProvider provider) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        String modules = System.getProperty("jdk.module.path", "");
        if (!modules.isEmpty()) {
            command.addAll(List.of("--module-path", modules, "--add-modules", "javafx.controls"));
        }
        command.addAll(launcherOptions());
        command.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw", "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + base.resolve("tmp"), "-Duser.home=" + base.resolve("user"),
                "-XX:ErrorFile=" + base.resolve("user/hs_err.log"), "-cp", System.getProperty("java.class.path"),
                SentinelChild.class.getName(), base.toString(), provider.address()));
        KNOWN.values().forEach(value -> command.add(Sentinel.covered(value)));
        return command;
    }

    /// The options that the image's launcher gets, from where they are written down.
    private static List<String> launcherOptions() throws IOException {
        String source = Files.readString(Path.of("../installer/src/build/Image.java"));
        String method = source.substring(source.indexOf("List<String> javaOptions()"));
        String body = method.substring(0, method.indexOf("\n    }\n"));
        List<String> options = new ArrayList<>(Pattern.compile("\"(-[^\"]+)\"").matcher(body).results()
                .map(found -> found.group(1)).filter(option -> !option.contains("$APPDIR")
                        && !option.startsWith("-Djna.n"))
                .toList());
        options.add("-XX:+UseSerialGC"); // which the launcher gets after it was trained
        assertThat(options).contains("-Dprism.cacheLayoutSize=0", "-XX:+UseCompactObjectHeaders");
        return options;
    }

    private static List<Sentinel> in(String dump) {
        return HITS.getOrDefault(dump, List.of()).stream().map(Needles.Hit::which).distinct().toList();
    }

    /// Where a value is in a dump, and who holds it there.
    private static List<String> found(String dump, Sentinel which) {
        List<Needles.Hit> hits = HITS.getOrDefault(dump, List.of()).stream().filter(hit -> hit.which() == which)
                .limit(5).toList();
        if (hits.isEmpty()) {
            return List.of();
        }
        try {
            HeapDump heap = HeapDump.read(dumps.resolve(dump));
            return hits.stream()
                    .map(hit -> which + " (" + hit.form() + ") in " + dump + ": " + heap.holders(hit.at())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    @DisplayName("is looked for by a search that")
    class TheSearch {
        @ParameterizedTest
        @ValueSource(strings = {"open.hprof", "ended-1.hprof", "ended-2.hprof", "locked-1.hprof", "locked-2.hprof"})
        void findsWhatIsKeptOnPurpose(String dump) {
            assertThat(in(dump)).contains(Sentinel.KEPT_BYTES, Sentinel.KEPT_TEXT);
        }

        @Test
        void saysWhoHoldsWhatItFound() {
            assertThat(found("locked-1.hprof", Sentinel.KEPT_BYTES))
                    .anySatisfy(words -> assertThat(words).contains("SentinelChild.keptBytes"));
        }

        @Test
        void findsTheNewKeyWhileItsRevealIsOpen() {
            assertThat(in("open.hprof")).contains(Sentinel.NEW_KEY);
        }

        @Test
        void findsTheSessionUntilItEnds() {
            assertThat(in("ended-1.hprof")).contains(Sentinel.SESSION);
        }

        @Test
        void seesTheNewKeyInTheWindowWhileTheButtonIsHeld() throws IOException {
            assertThat(Files.readString(base.resolve("seen/shown-peek.txt")))
                    .contains(KNOWN.get(Sentinel.NEW_KEY));
        }

        @Test
        void wentThroughEveryStepWithTheRightSecrets() throws IOException {
            assertThat(problems).isEmpty();
            assertThat(asked).contains("POST /login", "POST /oauth/token", "POST /keys", "DELETE /keys/k1",
                    "GET /whoami");
            for (String file : List.of("key.txt", ".env", "command")) {
                assertThat(Files.readString(base.resolve("home/handed").resolve(file))).as(file)
                        .contains(KNOWN.get(Sentinel.NEW_KEY));
            }
        }
    }

    @Test
    void isNotInTheHeapOnceItsRevealHasEnded() {
        for (String dump : SEARCHED_AFTER_REVEAL) {
            assertThat(found(dump, Sentinel.NEW_KEY)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Sentinel.class, mode = EnumSource.Mode.MATCH_NONE, names = "KEPT_.*")
    void isNotInTheHeapOnceKeyrackIsLocked(Sentinel which) {
        for (String dump : SEARCHED_AFTER_LOCK) {
            assertThat(found(dump, which)).isEmpty();
        }
    }

    @Test
    void isInNoFileButThoseItWasHandedTo() throws IOException {
        Needles needles = needles();
        try (Stream<Path> files = Files.walk(base)) {
            List<Path> searched = files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(base.resolve("home/handed")))
                    .filter(file -> !file.equals(base.resolve("seen/shown-peek.txt"))).toList();
            assertThat(searched).map(file -> file.getFileName().toString()).contains("keyrack.db", "keyrack.log",
                    "vault.json", "profiles.json", "report.txt", "shown-masked.txt", "spoken-peek.txt", "out.txt");
            for (Path file : searched) {
                assertThat(needles.in(Files.readAllBytes(file))).as(file.toString()).isEmpty();
            }
        }
    }

    @Test
    void leavesNoFileOutsideOfItsFolders() {
        assertThat(names(base.resolve("tmp"))).noneMatch(name -> name.contains("keyrack"));
        assertThat(names(base.resolve("user"))).noneMatch(name -> name.startsWith("hs_err"));
    }

    @Test
    void isMaskedInTheReportOfAFaultWhichStillSaysWhereItWas() throws IOException {
        String report = Files.readString(base.resolve("seen/report.txt"));
        assertThat(report).contains("IllegalStateException", "SentinelChild", "***");
        assertThat(Files.readString(base.resolve("home/state/keyrack.log"))).contains("IllegalStateException", "***");
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
