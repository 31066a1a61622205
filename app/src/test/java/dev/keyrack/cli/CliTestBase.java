package dev.keyrack.cli;

import dev.keyrack.bootstrap.AppPaths;
import dev.keyrack.bootstrap.Services;
import dev.keyrack.bootstrap.Settings;
import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.ApiKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;

/// One command line on fakes.
abstract class CliTestBase {
    final FakeTerminal terminal = new FakeTerminal();
    final FakeServices services = new FakeServices();
    final Map<String, String> environment = new HashMap<>();
    final List<Settings> opened = new ArrayList<>();
    final List<Optional<Path>> tours = new ArrayList<>();
    Function<Settings, Services> open = settings -> {
        opened.add(settings);
        return services;
    };

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path home;

    final int run(String... arguments) {
        environment.put("KEYRACK_HOME", home.toString());
        services.marker = AppPaths.below(home).lockMarker();
        Host host = new Host(environment, "Linux", home);
        return new Cli(terminal, host, open, out -> {
            tours.add(out);
            return 7;
        }).run(arguments);
    }

    final void haveProfile() {
        services.profiles.held.put(Samples.DEMO.name(), Samples.DEMO);
    }

    final void haveKey(ApiKey key) {
        haveProfile();
        services.gateway.keys.put(key.id(), key);
    }

    final List<String> requests() {
        return services.log.stream().filter(line -> line.startsWith("provider: ")).toList();
    }
}
