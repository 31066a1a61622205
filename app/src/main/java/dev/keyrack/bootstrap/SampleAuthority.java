package dev.keyrack.bootstrap;

import dev.keyrack.authority.Authority;
import dev.keyrack.authority.AuthorityException;
import dev.keyrack.authority.AuthorityOptions;
import dev.keyrack.authority.Plan;
import dev.keyrack.authority.ReadyLine;
import dev.keyrack.authority.Sample;
import dev.keyrack.credential.domain.NewProfile;
import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Parameter;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The embedded server that the desktop runs so that a fresh computer has something real to manage. It keeps its data
/// apart from that of `authority start`, since two servers must not write one database. Any thread.
final class SampleAuthority implements AutoCloseable {
    private final Path folder;
    private final InstantSource clock;
    private @Nullable Authority running;

    SampleAuthority(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// Whether it was started on this computer before.
    boolean isThere() {
        return Files.exists(folder);
    }

    /// Starts it, on the ports of last time where they are free. Does nothing if it runs.
    synchronized Outcome<List<ReadyLine>> start() {
        try {
            if (running == null) {
                running = Authority.start(new AuthorityOptions(folder, Authority.systems(), OptionalInt.empty(),
                        Optional.empty(), new Sample.Demo(), Plan.PRO), clock);
            }
            return Outcome.ok(running.ready());
        } catch (AuthorityException e) {
            return Outcome.failed(new Failure.StorageFailed("starting the sample authority",
                    String.valueOf(e.getMessage())));
        }
    }

    /// Adds a profile for each of its systems that has none yet.
    ///
    /// @param catalog says what a profile needs beside the address
    /// @return name of the first one
    Outcome<String> addProfiles(ProfileService profiles, ProviderCatalog catalog) {
        return start().then(lines -> {
            String first = "";
            for (ReadyLine line : lines) {
                String name = line.system() + "-staging";
                Outcome<Profile> added = add(line, name, profiles, catalog.find(line.system()));
                if (added instanceof Outcome.Failed<Profile>(var why)
                        && !(why instanceof Failure.AlreadyThere)) {
                    return Outcome.failed(why);
                }
                first = first.isEmpty() ? name : first;
            }
            return Outcome.ok(first);
        });
    }

    private static Outcome<Profile> add(ReadyLine line, String name, ProfileService profiles,
            Optional<Provider> provider) {
        NewProfile wish = new NewProfile(name, line.system(), "staging", line.baseUrl().toString(),
                provider.map(its -> parameters(line, its)).orElse(Map.of()), Optional.of(line.email()));
        try (Secret password = line.password()) {
            return profiles.add(wish, password, Optional.empty());
        }
    }

    /// What the server has given of all that a profile must say.
    private static Map<String, String> parameters(ReadyLine line, Provider provider) {
        Map<String, String> given = new HashMap<>();
        for (Parameter parameter : provider.parameters()) {
            line.given(parameter.name()).ifPresent(value -> {
                try (value) {
                    given.put(parameter.name(), value.reveal());
                }
            });
        }
        return given;
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
