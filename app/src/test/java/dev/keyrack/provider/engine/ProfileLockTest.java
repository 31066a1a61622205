package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.profile.domain.ProfileName;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The lock of a profile")
@Timeout(60)
class ProfileLockTest {
    @TempDir
    Path folder;

    private ProfileLock lock(Duration longest) {
        return new ProfileLock(folder, longest);
    }

    @Test
    void keepsOtherProcessesOut() throws Exception {
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), LockHolder.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader says = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(says.readLine()).isEqualTo("held");
            assertThatThrownBy(() -> lock(Duration.ofMillis(200)).acquire(Workshop.PROFILE))
                    .isInstanceOf(CallFailed.class);
            other.getOutputStream().close();
            lock(Duration.ofSeconds(20)).acquire(Workshop.PROFILE).close();
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void letsOtherProfilesPass() throws Exception {
        ProfileLock one = lock(Duration.ofMillis(200));
        try (ProfileLock.Held _ = one.acquire(Workshop.PROFILE);
                ProfileLock.Held _ = one.acquire(new ProfileName("another"))) {
            assertThat(folder.toFile().list()).hasSize(2);
        }
    }

    @Test
    void canBeTakenAgainAndAgain() throws Exception {
        ProfileLock one = lock(Duration.ofMillis(200));
        for (int i = 0; i < 3; i++) {
            one.acquire(Workshop.PROFILE).close();
        }
        assertThat(folder.toFile().list()).hasSize(1);
    }
}
