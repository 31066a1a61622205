package dev.keyrack.tour;

import dev.keyrack.authority.Authority;
import dev.keyrack.authority.AuthorityException;
import dev.keyrack.authority.AuthorityOptions;
import dev.keyrack.authority.Plan;
import dev.keyrack.authority.ReadyLine;
import dev.keyrack.authority.Sample;
import dev.keyrack.reveal.ui.FxClipboard;
import dev.keyrack.shared.secret.Secret;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The steps of the tour: from the first run to the proof that a key is dead, and the states that nobody wishes for.
final class Tour implements AutoCloseable {
    private static final String KEY_NAME = "invoice-worker";
    private static final String NEW_NAME = "invoice-worker-2";

    private final Driver driver;
    private final Path scratch;
    private final PrintStream out;
    private final TourReport report = new TourReport();
    private final List<Secret> secrets = new ArrayList<>();
    private final List<Authority> authorities = new ArrayList<>();
    private final PlainClient client = new PlainClient();
    private String sampleUrl = "";
    private int livePort;

    Tour(Driver driver, Path scratch, PrintStream out) {
        this.driver = driver;
        this.scratch = scratch;
        this.out = out;
    }

    /// Takes all steps; the first that does not hold ends the tour.
    TourReport take() {
        List<Step> steps = List.of(new Step("first run", this::firstRun), new Step("sign in", this::signIn),
                new Step("list", this::list), new Step("search", this::search), new Step("commands", this::commands),
                new Step("window sizes", this::narrow),
                new Step("create", this::create),
                new Step("reveal", this::reveal), new Step("copy", this::copy), new Step("use", this::use),
                new Step("last used and usage", this::usage), new Step("clipboard", this::clipboard),
                new Step("edit", this::edit), new Step("disable and enable", this::disable),
                new Step("revoke", this::revoke), new Step("proof", this::proof),
                new Step("audit", this::audit),
                new Step("providers", this::providers), new Step("settings", this::settings),
                new Step("empty", this::empty), new Step("arming", this::arming),
                new Step("production", this::production), new Step("disarming", this::disarming),
                new Step("offline", this::offline), new Step("refused", this::refused));
        for (Step step : steps) {
            if (!take(step)) {
                break;
            }
        }
        return report;
    }

    private record Step(String name, Runnable work) {}

    private boolean take(Step step) {
        long start = System.nanoTime();
        boolean ok = true;
        try {
            step.work().run();
        } catch (StepFailed e) {
            ok = false;
            out.println("tour: " + step.name() + " expected " + e.getMessage());
        }
        report.add(step.name(), ok, (System.nanoTime() - start) / 1_000_000);
        return ok;
    }

    private void firstRun() {
        driver.await("the page of the first run", () -> driver.says("Every API key you answer for"));
        driver.picture("first-run", secrets);
    }

    private void signIn() {
        driver.press("first-start");
        driver.await("the dialog for a passphrase", () -> driver.says("Choose a passphrase"));
        String passphrase = "tour " + System.nanoTime();
        driver.type("passphrase", passphrase);
        driver.type("passphrase-again", passphrase);
        secrets.add(secret(passphrase));
        driver.press("passphrase-act");
        driver.await("the keys of the sample", () -> driver.says("Connected"));
    }

    private void list() {
        expect("more than 50 keys", driver.rows() > 50);
        for (String word : List.of("Active", "Disabled", "Expired", "Never used")) {
            expect("a key that is " + word, driver.anyRowSays(word));
        }
        driver.type("key-search", "billing-reconciler");
        driver.await("one row", () -> driver.says("1 key shown"));
        driver.selectRow(0);
        driver.await("its requests", () -> driver.words("detail-usage").contains("requests"));
        driver.type("key-search", "");
        driver.await("all rows", () -> !driver.says("hidden"));
        driver.await("the pictures of the last days", () -> !driver.says("loading…"));
        driver.picture("main-keys", secrets);
    }

    private void narrow() {
        driver.resize(1000, 700);
        driver.picture("main-keys-small", secrets);
        driver.press("detail-close");
        driver.resize(1440, 900);
        driver.await("the column that has room now", () -> driver.says("Created"));
        driver.picture("main-keys-wide", secrets);
    }

    private void search() {
        driver.type("key-search", "no such key");
        driver.await("a word that nothing matches", () -> driver.says("No key matches"));
        driver.picture("no-match", secrets);
        driver.press("clear-filter");
        expect("all keys again", driver.rows() > 50);
    }

    private void commands() {
        driver.press("key-commands");
        driver.type("palette-field", "rev");
        driver.await("a command that opens a confirmation", () -> driver.says("opens the confirmation"));
        driver.picture("palette", secrets);
        driver.pressEscape();
        driver.await("the palette to close", () -> !driver.shows("palette"));
    }

    private void create() {
        driver.press("key-new");
        driver.type("create-name", KEY_NAME);
        driver.press("scope-databases-read");
        driver.press("scope-backups-read");
        driver.await("what it will be able to do", () -> driver.says("list and view databases"));
        driver.picture("create-key", secrets);
        driver.type("scope-search", "restore");
        driver.await("the scope that is looked for alone", () -> !driver.shows("scope-databases-read"));
        expect("a scope that restores", driver.shows("scope-backups-write"));
        driver.picture("create-key-search", secrets);
        driver.type("scope-search", "");
        driver.press("create-act");
        driver.await("the reveal", () -> driver.says(KEY_NAME + " is ready"));
    }

    private void reveal() {
        driver.pressEscape();
        expect("the reveal to stay after Esc", driver.shows("reveal-dialog"));
        expect("the window to stay open while it holds a secret", !driver.tryToClose());
        expect("dots and no secret", driver.words("secret-text").contains("••••"));
        driver.picture("reveal-once", secrets);
    }

    private void copy() {
        driver.press("reveal-copy");
        String copied = Driver.onFx(() -> new FxClipboard().text().orElse(""));
        expect("the secret on the clipboard", copied.length() > 40);
        secrets.add(secret(copied));
        driver.await("a countdown", () -> driver.says("Clears in"));
        driver.picture("reveal-copied", secrets);
        driver.press("reveal-done");
        driver.await("the key in the detail", () -> driver.words("detail-name").equals(KEY_NAME));
    }

    private void use() {
        sampleUrl = driver.address();
        for (int i = 0; i < 3; i++) {
            expect("200 for the new key", client.get(sampleUrl + "/v1/databases", value()) == 200);
        }
        expect("403 for what its scopes do not allow", client.get(sampleUrl + "/v1/billing", value()) == 403);
    }

    private void usage() {
        driver.press("key-refresh");
        driver.await("its four requests", () -> driver.words("detail-usage").startsWith("4 requests"));
        driver.await("a last use that is not 'never'", () -> driver.selectedRowSays("just now"));
        driver.picture("key-used", secrets);
    }

    private void clipboard() {
        driver.press("clipboard-clear");
        driver.await("an empty clipboard", () -> new FxClipboard().text().filter(text -> !text.isEmpty()).isEmpty());
    }

    private void edit() {
        driver.press("detail-edit");
        driver.type("edit-name", NEW_NAME);
        driver.press("scope-backups-read");
        driver.picture("edit-key", secrets);
        driver.press("edit-act");
        driver.await("its new name", () -> driver.words("detail-name").equals(NEW_NAME));
        expect("403 for the scope it lost", client.get(sampleUrl + "/v1/backups", value()) == 403);
    }

    private void disable() {
        driver.press("detail-toggle");
        driver.await("a question before it is switched off", () -> driver.says("This can be undone"));
        driver.picture("disable", secrets);
        driver.press("disable-act");
        driver.await("that it is switched off", () -> driver.words("detail-status").equals("Disabled"));
        expect("401 for a key that is switched off", client.get(sampleUrl + "/v1/databases", value()) == 401);
        driver.press("detail-toggle");
        driver.await("that it is switched on again", () -> driver.words("detail-status").equals("Active"));
        expect("200 for a key that is on again", client.get(sampleUrl + "/v1/databases", value()) == 200);
    }

    private void revoke() {
        driver.press("detail-revoke");
        driver.await("what stops working", () -> driver.says("in the last 24 hours"));
        driver.press("revoke-paste");
        driver.type("revoke-value", value());
        driver.press("revoke-value-use");
        driver.await("that the value is held", () -> driver.says("Keyrack holds the value"));
        driver.picture("revoke-confirm", secrets);
        driver.press("revoke-act");
        driver.await("the dialog of the proof", () -> driver.shows("proof-dialog"));
        expect("401 for the revoked key", client.get(sampleUrl + "/v1/databases", value()) == 401);
    }

    private void proof() {
        driver.await("that it is dead", () -> driver.says(NEW_NAME + " is dead"));
        driver.picture("revoke-proof", secrets);
        driver.press("proof-done");
        driver.await("its status", () -> driver.words("detail-status").equals("Dead"));
    }

    private void audit() {
        driver.press("nav-audit");
        for (String action : List.of("key.create.done", "key.secret.handed-over", "key.revoke.requested",
                "key.revoke.accepted", "key.death.proved")) {
            driver.await("the entry " + action, () -> driver.says(action));
        }
        driver.picture("audit", secrets);
    }

    private void providers() {
        driver.press("nav-providers");
        driver.await("what a provider can do", () -> driver.says("works, not documented by the provider"));
        driver.picture("providers", secrets);
        driver.press("nav-keys");
    }

    private void settings() {
        SettingsSteps steps = new SettingsSteps(driver, secrets);
        steps.test("settings-profile");
        steps.failedTest();
        steps.rename();
        steps.attendant();
    }

    private void empty() {
        ReadyLine line = start("empty", new Sample.None(), OptionalInt.empty());
        connect(line, "workshop", "development", "connect");
        driver.await("the empty page", () -> driver.says("No keys in workshop yet"));
        driver.picture("empty", secrets);
    }

    private void arming() {
        ReadyLine line = start("live", new Sample.Demo(), OptionalInt.empty());
        connect(line, "main-production", "production", "");
        driver.await("its keys", () -> driver.says("Connected"));
        new SettingsSteps(driver, secrets).test("settings-profile-production");
        driver.press("nav-keys");
        driver.await("that it is read-only", () -> driver.says("PRODUCTION read-only"));
        driver.press("key-new");
        driver.await("the question for its name", () -> driver.shows("arm-dialog"));
        driver.type("arm-name", "main-productio");
        expect("no arming before the name is typed in full", !driver.canPress("arm-act"));
        driver.type("arm-name", "main-production");
        driver.picture("arm", secrets);
        driver.press("arm-act");
        driver.await("what was asked for to go on", () -> driver.says("Create in PRODUCTION"));
        driver.press("create-cancel");
        expect("the band", driver.says("PRODUCTION IS ARMED") && driver.says("Armed by "));
    }

    private void disarming() {
        driver.press("disarm");
        driver.await("that it is read-only again", () -> driver.says("PRODUCTION read-only"));
        expect("no band", !driver.shows("armed-banner"));
        driver.press("nav-audit");
        driver.await("arming in the journal", () -> driver.says("interlock.armed"));
        driver.await("disarming in the journal", () -> driver.says("interlock.disarmed"));
        driver.press("nav-keys");
    }

    private void production() {
        driver.type("key-search", "checkout");
        driver.await("the key that is looked for", () -> driver.says("hidden"));
        driver.selectRow(0);
        driver.type("key-search", "");
        driver.await("all rows", () -> !driver.says("hidden"));
        driver.await("the pictures of the last days", () -> !driver.says("loading…"));
        driver.picture("main-production-armed", secrets);
        driver.press("detail-revoke");
        driver.await("what stops working", () -> driver.says("in the last 24 hours"));
        driver.type("revoke-name", "main-productio");
        expect("no act before the name is typed in full", !driver.canPress("revoke-act"));
        driver.type("revoke-name", "main-production");
        expect("the act once the name is typed", driver.canPress("revoke-act"));
        driver.picture("revoke-confirm-production", secrets);
        driver.press("revoke-cancel");
        driver.type("key-search", "");
    }

    private void offline() {
        livePort = authorities.getLast().ready().getFirst().baseUrl().getPort();
        authorities.removeLast().close();
        driver.press("key-refresh");
        driver.await("that it is offline", () -> driver.says("Offline since"));
        driver.picture("offline", secrets);
    }

    private void refused() {
        start("other", new Sample.None(), OptionalInt.of(livePort));
        driver.press("key-refresh");
        driver.await("that it was refused", () -> driver.says("What helps, most likely first"));
        driver.picture("error", secrets);
    }

    private void connect(ReadyLine line, String name, String place, String picture) {
        driver.chooseFromMenu("switcher", "switcher-add");
        driver.type("connect-name", name);
        driver.press("connect-place-" + place);
        driver.type("connect-address", line.baseUrl().toString());
        driver.type("connect-account", line.email());
        try (Secret password = line.password()) {
            driver.type("connect-credential", password.reveal());
        }
        if (!picture.isEmpty()) {
            driver.picture(picture, List.of());
        }
        driver.press("connect-act");
        driver.await("the profile " + name, () -> driver.words("switcher-name").equals(name));
    }

    private ReadyLine start(String folder, Sample sample, OptionalInt port) {
        try {
            String system = Authority.systems().iterator().next();
            Authority authority = Authority.start(new AuthorityOptions(scratch.resolve(folder), Set.of(system), port,
                    Optional.empty(), sample, Plan.PRO), InstantSource.system());
            authorities.add(authority);
            return authority.ready().getFirst();
        } catch (AuthorityException e) {
            throw new StepFailed("an authority, but: " + e.getMessage());
        }
    }

    /// The value of the key that the tour has made, as its user has it.
    private String value() {
        return secrets.getLast().reveal();
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void expect(String expected, boolean holds) {
        if (!holds) {
            throw new StepFailed(expected);
        }
    }

    @Override
    public void close() {
        authorities.forEach(Authority::close);
        secrets.forEach(Secret::close);
        client.close();
    }
}
