package dev.keyrack.tour;

import dev.keyrack.authority.Authority;
import dev.keyrack.provider.domain.Provider;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/// The steps of the tour: from the first run to the proof that a key is dead, the other systems, and the states that
/// nobody wishes for.
final class Tour {
    private final PrintStream out;
    private final TourReport report = new TourReport();
    private final FirstSteps first;
    private final KeySteps key;
    private final SettingsSteps settings;
    private final LockSteps lock;
    private final PresetSteps presets;
    private final PlainSteps plain;
    private final BrowserSteps browser;
    private final LimitSteps limit;
    private final TwoFactorSteps twoFactor;
    private final ProductionSteps production;

    Tour(Ground ground, PrintStream out) {
        this.out = out;
        this.first = new FirstSteps(ground);
        this.key = new KeySteps(ground);
        this.settings = new SettingsSteps(ground);
        this.lock = new LockSteps(ground);
        this.presets = new PresetSteps(ground);
        this.plain = new PlainSteps(ground);
        this.browser = new BrowserSteps(ground);
        this.limit = new LimitSteps(ground);
        this.twoFactor = new TwoFactorSteps(ground);
        this.production = new ProductionSteps(ground);
    }

    /// A step; the providers that it works with are asked for once it is over.
    private record Step(String name, Runnable work, Supplier<List<String>> systems) {}

    /// Takes all steps; the first that does not hold ends the tour.
    TourReport take() {
        List<String> everything = List.copyOf(Authority.systems());
        List<String> usual = everything.subList(0, 1);
        List<Step> steps = List.of(step("first run", first::firstRun, List.of()),
                step("sign in", first::signIn, everything), step("profiles", first::profiles, everything),
                step("list", first::list, usual), step("search", first::search, usual),
                step("commands", first::commands, usual), step("window sizes", first::narrow, usual),
                step("create", key::create, usual), step("reveal", key::reveal, usual), step("copy", key::copy, usual),
                step("use", key::use, usual), step("last used and usage", key::usage, usual),
                step("clipboard", key::clipboard, usual), step("edit", key::edit, usual),
                step("disable and enable", key::disable, usual), step("revoke", key::revoke, usual),
                step("proof", key::proof, usual), step("audit", key::audit, usual),
                step("providers", key::providers, everything), step("settings", settings::all, usual),
                step("settings of the lock", lock::settings, usual), step("lock", lock::lock, usual),
                of("presets", presets::life, presets::provider),
                of("refused key", presets::refusedKey, presets::provider),
                of("keys without scopes", plain::life, plain::provider),
                of("sign in with a browser", browser::signIn, browser::provider),
                of("life of a key after it", browser::life, browser::provider),
                of("test key in production", limit::testKey, limit::provider),
                of("sign in with a key", limit::signIn, limit::provider),
                of("waiting for a limit", limit::waiting, limit::provider),
                of("second factor", twoFactor::life, twoFactor::provider),
                step("empty", production::empty, usual), step("arming", production::arming, usual),
                step("production", production::production, usual), step("disarming", production::disarming, usual),
                step("offline", production::offline, usual), step("refused", production::refused, usual));
        for (Step step : steps) {
            if (!take(step)) {
                break;
            }
        }
        return report;
    }

    private static Step step(String name, Runnable work, List<String> systems) {
        return new Step(name, work, () -> systems);
    }

    private static Step of(String name, Runnable work, Supplier<Provider> provider) {
        return new Step(name, work, () -> List.of(provider.get().id()));
    }

    private boolean take(Step step) {
        long start = System.nanoTime();
        boolean ok = true;
        try {
            step.work().run();
        } catch (StepFailed e) {
            ok = false;
            out.println("tour: " + step.name() + " expected " + e.getMessage());
        }
        report.add(step.name(), ok, (System.nanoTime() - start) / 1_000_000, step.systems().get());
        return ok;
    }
}
