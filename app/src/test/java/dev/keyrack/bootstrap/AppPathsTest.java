package dev.keyrack.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The folders")
class AppPathsTest {
    private static final Path USER = Path.of("/home/ada");

    @Test
    void areTogetherBelowAHome() {
        AppPaths paths = AppPaths.resolve(Optional.of(Path.of("/x/../y")), Map.of("KEYRACK_HOME", "/z"), "Linux", USER);

        assertThat(paths).isEqualTo(
                new AppPaths(Path.of("/y/config"), Path.of("/y/data"), Path.of("/y/state")));
        assertThat(paths.vault()).isEqualTo(Path.of("/y/data/vault.json"));
    }

    @Test
    void areBelowKeyrackHomeWithoutOne() {
        assertThat(AppPaths.resolve(Optional.empty(), Map.of("KEYRACK_HOME", "/z"), "Linux", USER).data())
                .isEqualTo(Path.of("/z/data"));
        assertThat(AppPaths.resolve(Optional.empty(), Map.of("KEYRACK_HOME", " "), "Linux", USER).data())
                .isEqualTo(Path.of("/home/ada/.local/share/keyrack"));
    }

    @Test
    void followXdgOnLinux() {
        Map<String, String> xdg = Map.of("XDG_CONFIG_HOME", "/c", "XDG_DATA_HOME", "relative", "XDG_STATE_HOME", "");

        assertThat(AppPaths.resolve(Optional.empty(), xdg, "Linux", USER)).isEqualTo(new AppPaths(
                Path.of("/c/keyrack"), USER.resolve(".local/share/keyrack"), USER.resolve(".local/state/keyrack")));
    }

    @Test
    void areInTheLibraryOnMacOs() {
        assertThat(AppPaths.resolve(Optional.empty(), Map.of("XDG_DATA_HOME", "/d"), "Mac OS X", USER).data())
                .isEqualTo(USER.resolve("Library/Application Support/Keyrack"));
    }

    @Test
    void areInAppDataOnWindows() {
        AppPaths paths = AppPaths.resolve(Optional.empty(), Map.of("APPDATA", "/roaming"), "Windows 11", USER);

        assertThat(paths.config()).isEqualTo(Path.of("/roaming/Keyrack"));
        assertThat(paths.data()).isEqualTo(USER.resolve("AppData/Local/Keyrack/data"));
    }
}
