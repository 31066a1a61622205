package dev.keyrack.shared.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A guarded file")
class FileGuardTest {
    @TempDir
    Path folder;

    /// Another program that keeps the file until its standard input ends.
    static final class Holder {
        private Holder() {
        }

        public static void main(String[] args) throws IOException {
            new FileGuard(Path.of(args[0])).alone(() -> {
                System.out.println("held");
                return System.in.read();
            });
        }
    }

    @Test
    void waitsForAnotherProgram() throws Exception {
        Path file = folder.resolve("file");
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Holder.class.getName(), file.toString()).start();
        try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("held");
            FutureTask<String> mine = new FutureTask<>(() -> new FileGuard(file).alone(() -> "mine"));
            Thread.ofPlatform().daemon().start(mine);
            assertThatThrownBy(() -> mine.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            other.getOutputStream().close();
            assertThat(mine.get(8, TimeUnit.SECONDS)).isEqualTo("mine");
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void isFreeAgainAfterAFailure() throws Exception {
        FileGuard guard = new FileGuard(folder.resolve("file"));
        assertThatThrownBy(() -> guard.alone(() -> {
            throw new IllegalStateException("bug");
        })).isInstanceOf(IllegalStateException.class);
        assertThat(guard.<String, IOException>alone(() -> "free")).isEqualTo("free");
    }

    @Test
    void isWrittenWholeOrNotAtAll() throws Exception {
        Path file = folder.resolve("file");
        PrivateFiles.create(file, new byte[]{1});
        assertThatThrownBy(() -> PrivateFiles.create(file, new byte[]{2}))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> PrivateFiles.replace(folder.resolve("missing").resolve("file"), new byte[]{3}))
                .isInstanceOf(IOException.class);
        Files.createDirectories(folder.resolve("full").resolve("inside"));
        assertThatThrownBy(() -> PrivateFiles.replace(folder.resolve("full"), new byte[]{4}))
                .isInstanceOf(IOException.class);
        assertThat(file).hasBinaryContent(new byte[]{1});
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("file", "full");
        }
    }
}
