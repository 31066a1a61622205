package dev.keyrack.profile.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.PendingChange;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.profile.domain.ProfileRepository;
import dev.keyrack.shared.result.StorageException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The profile repository")
class JsonProfileRepositoryTest {
    @TempDir
    Path folder;

    private Path file;
    private JsonProfileRepository repository;

    @BeforeEach
    void open() {
        file = folder.resolve("config").resolve("profiles.json");
        repository = new JsonProfileRepository(folder.resolve("config"));
    }

    private static Profile profile(String name, Environment environment) {
        return new Profile(new ProfileName(name), "sample", environment, URI.create("http://127.0.0.1:8080"),
                Map.of("region", "eu", "account", "7"), Optional.of("ada@example.test"),
                Instant.parse("2026-11-22T12:00:00.5Z"));
    }

    @Test
    void isEmptyAtFirstAndMakesNoFile() {
        assertThat(repository.findAll()).isEmpty();
        assertThat(folder.resolve("config")).doesNotExist();
    }

    @Test
    void givesBackWhatItTook() {
        Profile bare = new Profile(new ProfileName("Köln-1"), "other", Environment.parse("Lab").orElseThrow(),
                URI.create("https://api.example.test/v2"), Map.of(), Optional.empty(), Instant.EPOCH);
        repository.save(bare);
        repository.save(profile("demo", Environment.PRODUCTION));
        JsonProfileRepository again = new JsonProfileRepository(folder.resolve("config"));
        assertThat(again.find(new ProfileName("Köln-1"))).contains(bare);
        assertThat(again.find(new ProfileName("demo"))).contains(profile("demo", Environment.PRODUCTION));
        assertThat(again.find(new ProfileName("none"))).isEmpty();
    }

    @Test
    void sortsByEnvironmentAndName() {
        Stream.of(profile("z", Environment.PRODUCTION), profile("b", Environment.DEVELOPMENT),
                profile("x", Environment.parse("qa").orElseThrow()), profile("a", Environment.DEVELOPMENT),
                profile("s", Environment.STAGING), profile("y", Environment.parse("lab").orElseThrow()))
                .forEach(repository::save);
        assertThat(repository.findAll()).extracting(found -> found.name().value()).containsExactly("z", "s", "a", "b",
                "y", "x");
    }

    @Test
    void replacesAndRemoves() {
        repository.save(profile("demo", Environment.STAGING));
        repository.save(profile("demo", Environment.DEVELOPMENT));
        assertThat(repository.findAll()).containsExactly(profile("demo", Environment.DEVELOPMENT));
        repository.remove(new ProfileName("demo"));
        repository.remove(new ProfileName("demo"));
        assertThat(repository.findAll()).isEmpty();
    }

    @Test
    void writesStableJsonForTheUserAlone() throws Exception {
        repository.save(profile("demo", Environment.PRODUCTION));
        assertThat(file).content().contains("\"version\" : 1", "\"base_url\" : \"http://127.0.0.1:8080\"",
                "\"environment\" : \"production\"", "\"created_at\" : \"2026-11-22T12:00:00.500Z\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("profiles.json",
                    "profiles.json.lock");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"version":1,"profiles":[{                  | not JSON at line 1
            []                                          | /version
            {"version":2,"profiles":[]}                 | a newer Keyrack
            {"version":1}                               | /profiles
            {"version":1,"profiles":[{"name":"a b"}]}   | /profiles/0/environment
            {"version":1,"profiles":[{"nam":"a"}]}      | /profiles/0/nam is not known
            {"version":1,"profiles":[{"name":7}]}       | /profiles/0/name
            {"version":1,"profiles":[]} x               | not JSON at line 1
            {"version":1,"version":1,"profiles":[]}     | not JSON at line 1
            """)
    void saysWhereADamagedFileIsDamagedAndLeavesIt(String text, String where) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThatThrownBy(repository::findAll).isInstanceOf(StorageException.class)
                .hasMessageContaining(file.toString()).cause().hasMessageContaining(where);
        assertThatThrownBy(() -> repository.save(profile("demo", Environment.STAGING)))
                .isInstanceOf(StorageException.class);
        assertThat(file).hasContent(text);
    }

    @Test
    void doesNotWriteWhatItCouldNotRead() {
        repository.save(profile("demo", Environment.STAGING));
        Environment odd = new Environment(Environment.Kind.NAMED, "prod");
        assertThatThrownBy(() -> repository.save(profile("odd", odd))).isInstanceOf(StorageException.class);
        assertThat(repository.findAll()).containsExactly(profile("demo", Environment.STAGING));
    }

    @Test
    void neverLosesAChangeOfAnotherProgram() {
        try (ExecutorService pool = Executors.newCachedThreadPool()) {
            for (int i = 0; i < 24; i++) {
                String name = "p" + i;
                JsonProfileRepository mine = new JsonProfileRepository(folder.resolve("config"));
                pool.execute(() -> mine.save(profile(name, Environment.STAGING)));
            }
        }
        assertThat(repository.findAll()).hasSize(24);
    }

    @Test
    void followsALinkInsteadOfReplacingIt() throws Exception {
        Files.createDirectories(file.getParent());
        Path real = Files.createDirectories(folder.resolve("dotfiles")).resolve("keyrack.json");
        Files.writeString(real, "{\"version\":1,\"profiles\":[]}");
        Files.createSymbolicLink(file, real);
        repository.save(profile("demo", Environment.STAGING));
        assertThat(file).isSymbolicLink();
        assertThat(real).content().contains("demo");
    }

    private static final class Remembering implements ProfileRepository.Rest {
        final List<PendingChange> followed = new ArrayList<>();
        boolean works = true;

        @Override
        public boolean follow(PendingChange change) {
            return works;
        }

        @Override
        public void followed(PendingChange change) {
            followed.add(change);
        }
    }

    @Test
    void remembersWhatHasToFollowAChangeUntilItHas() {
        Profile before = profile("demo", Environment.STAGING);
        repository.save(before);
        repository.change(before, profile("demo2", Environment.STAGING));
        PendingChange change = new PendingChange(new ProfileName("demo"), new ProfileName("demo2"), "sample");
        Remembering rest = new Remembering();
        rest.works = false;

        repository.settle(rest);
        assertThat(rest.followed).isEmpty();
        rest.works = true;
        new JsonProfileRepository(folder.resolve("config")).settle(rest);
        repository.settle(rest);
        assertThat(rest.followed).containsExactly(change);
        assertThat(repository.findAll()).containsExactly(profile("demo2", Environment.STAGING));
    }

    @Test
    void hasNothingThatFollowsAProfileThatWasRemoved() {
        Profile before = profile("demo", Environment.STAGING);
        repository.save(before);
        repository.change(before, profile("demo2", Environment.STAGING));
        repository.remove(new ProfileName("demo2"));
        Remembering rest = new Remembering();
        repository.settle(rest);
        assertThat(rest.followed).isEmpty();
    }
}
