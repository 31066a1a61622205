package dev.keyrack.cli;

import dev.keyrack.key.domain.Scope;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Preset;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import picocli.CommandLine.Option;

/// What a key may do, as the command line says it: a preset, scopes one by one, or both together.
final class ScopeOptions {
    private static final String READ_ONLY = "read-only";
    private static final List<String> COMPUTED = List.of(READ_ONLY, "read-write");

    @Option(names = "--scope", paramLabel = "S", split = ",", description = "A permission; may be repeated.")
    private List<String> scopes = new ArrayList<>();

    @Option(names = "--preset", paramLabel = "P", description = "One of the provider's presets. Where it has none, read-only (all permissions that change nothing) or read-write (all).")
    private Optional<String> preset = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it shall be able to do that much, for the journal.")
    private Optional<String> reason = Optional.empty();

    /// What was chosen.
    ///
    /// @param preset the provider's preset, if its scopes were taken as they are
    record Chosen(SequencedSet<Scope> scopes, Optional<String> preset, Optional<String> reason) {}

    /// Whether anything was said about scopes.
    boolean isGiven() {
        return !scopes.isEmpty() || preset.isPresent();
    }

    /// Reads them. Asks the provider for its scopes only where a computed preset needs them.
    ///
    /// @throws picocli.CommandLine.ParameterException if there is no such preset
    Outcome<Chosen> read(Command command, Profile profile) {
        Optional<Provider> provider = command.services().catalog().find(profile.provider());
        List<Preset> presets = provider.map(Provider::presets).orElse(List.of());
        SequencedSet<Scope> wanted = new LinkedHashSet<>();
        Optional<String> unchanged = Optional.empty();
        if (preset.isPresent() && !presets.isEmpty()) {
            Preset chosen = presets.stream().filter(each -> each.id().equals(preset.get())).findFirst()
                    .orElseThrow(() -> unknown(command, presets.stream().map(Preset::id).toList()));
            chosen.scopes().forEach(text -> wanted.add(new Scope(text)));
            if (chosen.asksWhy() && givenReason().isEmpty()) {
                command.session().remark(command.messages().get("cli.key.preset.why", chosen.label()));
            }
            unchanged = Optional.of(chosen.id()).filter(_ -> scopes.isEmpty());
        } else if (preset.isPresent()) {
            if (!COMPUTED.contains(preset.get())) {
                throw unknown(command, COMPUTED);
            }
            Outcome<List<ScopeInfo>> catalogue = catalogue(command, profile, provider);
            if (catalogue instanceof Outcome.Failed<List<ScopeInfo>>(var failure)) {
                return Outcome.failed(failure);
            }
            catalogue.peek(all -> all.stream().filter(scope -> !preset.get().equals(READ_ONLY) || !scope.changes())
                    .forEach(scope -> wanted.add(new Scope(scope.value()))));
        }
        scopes.stream().map(String::strip).filter(text -> !text.isEmpty()).forEach(text -> wanted.add(new Scope(text)));
        return Outcome.ok(new Chosen(wanted, unchanged, givenReason()));
    }

    private static Outcome<List<ScopeInfo>> catalogue(Command command, Profile profile, Optional<Provider> provider) {
        Outcome<List<ScopeInfo>> known = provider.filter(Provider::listsScopes).isPresent()
                ? command.session().withCode(profile, () -> command.services().keys().scopes(profile))
                : Outcome.ok(provider.map(Provider::scopes).orElse(List.of()));
        return known.then(all -> all.isEmpty()
                ? Outcome.failed(new Failure.InvalidInput("--preset",
                        command.messages().get("cli.key.create.no-catalogue")))
                : Outcome.ok(all));
    }

    private Optional<String> givenReason() {
        return reason.map(String::strip).filter(text -> !text.isEmpty());
    }

    private RuntimeException unknown(Command command, List<String> known) {
        return command.wrongUsage(command.messages().get("cli.key.preset.unknown", preset.orElseThrow(),
                String.join(", ", known)));
    }
}
