package dev.keyrack.tour;

import dev.keyrack.bootstrap.AppPaths;
import dev.keyrack.bootstrap.Desktop;
import dev.keyrack.reveal.ui.FxClipboard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;

/// The process that is looked into: the real desktop, from a new profile to the lock. It gets its secrets covered,
/// types them, and keeps none itself but the two that must be found. Each step leaves what the window says in a file;
/// the process that started it searches these, and the heap dumps.
final class SentinelChild {
    static final String KEY_NAME = "sentinel key";

    // found in every dump, or the search is worth nothing
    private static byte[] keptBytes = {};
    private static String keptText = "";

    private final Map<Sentinel, String> covered;
    private final Path home;
    private final Path out;
    private final String address;
    private final Desktop desktop;
    private final Driver driver;

    private SentinelChild(Path base, String address, Map<Sentinel, String> covered) {
        this.covered = covered;
        this.home = base.resolve("home");
        this.out = base.resolve("seen");
        this.address = address;
        this.desktop = Driver.onFx(() -> {
            Desktop made = new Desktop(new Stage(), new Desktop.Options(AppPaths.below(home),
                    Clock.tickMillis(ZoneOffset.UTC), Map.of(), System.getProperty("os.name", ""), true, _ -> {
                    }));
            made.stage().setX(0);
            made.stage().setY(0);
            made.show();
            return made;
        });
        this.driver = new Driver(desktop.stage(), desktop, out);
    }

    /// Goes through all steps; ends with 0 if each held.
    ///
    /// @param args folder, address of the provider, then each sentinel covered, in the enum's order
    public static void main(String[] args) throws IOException {
        Map<Sentinel, String> covered = new EnumMap<>(Sentinel.class);
        int next = 2;
        for (Sentinel each : Sentinel.values()) {
            covered.put(each, args[next++]);
        }
        keptBytes = Sentinel.uncovered(covered.getOrDefault(Sentinel.KEPT_BYTES, ""));
        keptText = new String(Sentinel.uncovered(covered.getOrDefault(Sentinel.KEPT_TEXT, "")), StandardCharsets.UTF_8);
        Platform.startup(() -> Platform.setImplicitExit(false));
        boolean went = false;
        try {
            new SentinelChild(Path.of(args[0]), args[1], covered).run();
            went = keptBytes.length + keptText.length() > 0;
        } catch (StepFailed failed) {
            System.err.println("expected: " + failed.getMessage());
        } finally {
            System.exit(went ? 0 : 1); // the toolkit's thread is no daemon
        }
    }

    private void run() throws IOException {
        driver.await("the first run", () -> driver.says("Every API key you answer for"));
        see("first-run");
        connect();
        createKey();
        peek();
        fault();
        handOver();
        dump("open");
        driver.press("reveal-done");
        driver.press("clipboard-clear");
        driver.await("an empty clipboard", () -> new FxClipboard().text().filter(text -> !text.isEmpty()).isEmpty());
        see("ended");
        dump("ended-1");
        dump("ended-2");
        discard();
        changePassword();
        dropTyped();
        connectBy("key", Sentinel.ADMIN_KEY);
        connectBy("client", Sentinel.CLIENT);
        revoke();
        lock();
        see("locked");
        dump("locked-1");
        dump("locked-2");
    }

    private void connect() throws IOException {
        driver.press("first-connect");
        driver.type("connect-name", "sentinel");
        driver.press("connect-place-staging");
        driver.choose("connect-provider", "Sentinel");
        driver.press("connect-way-account");
        driver.type("connect-address", address);
        driver.type("connect-account", "admin@sentinel.test");
        type("connect-credential", Sentinel.PASSWORD);
        see("connect");
        driver.press("connect-act");
        driver.await("the question for a passphrase", () -> driver.shows("passphrase"));
        type("passphrase", Sentinel.PASSPHRASE);
        type("passphrase-again", Sentinel.PASSPHRASE);
        see("passphrase");
        driver.press("passphrase-act");
        driver.await("the profile", () -> driver.words("switcher-name").equals("sentinel"));
        driver.await("its keys", () -> driver.says("Connected"));
        see("connected");
    }

    private void createKey() throws IOException {
        driver.press("key-new");
        driver.type("create-name", KEY_NAME + " 1");
        driver.press("create-act");
        driver.await("the reveal", () -> driver.says(KEY_NAME + " 1 is ready"));
        see("masked");
    }

    private void peek() throws IOException {
        mouse("reveal-peek", MouseEvent.MOUSE_PRESSED);
        see("peek");
        mouse("reveal-peek", MouseEvent.MOUSE_RELEASED);
        see("peek-over");
    }

    /// A fault while the secret is open, whose message quotes it: what is shown, copied and logged must not.
    private void fault() throws IOException {
        Platform.runLater(() -> {
            String value = open(Sentinel.NEW_KEY);
            throw new IllegalStateException("fault with Authorization: Bearer " + value + " and \"key\":\"" + value
                    + "\" for " + value, new IllegalArgumentException(value));
        });
        driver.press("bug-copy");
        see("fault");
        Files.writeString(out.resolve("report.txt"), Driver.onFx(() -> new FxClipboard().text().orElse("none")));
        driver.press("bug-close");
    }

    private void handOver() throws IOException {
        RevealHands.save(desktop, home.resolve("handed/key.txt").toString());
        driver.await("that it is saved", () -> Files.exists(home.resolve("handed/key.txt")) && driver.says("key.txt"));
        RevealHands.setIn(desktop, home.resolve("handed/.env").toString());
        driver.await("that it is set", () -> Files.exists(home.resolve("handed/.env")) && driver.says("handed/.env"));
        driver.press("reveal-command");
        driver.type("reveal-command-line", "dd 'of=" + home.resolve("handed/command") + "' status=none");
        driver.press("reveal-command-run");
        driver.await("that the command has it", () -> Files.exists(home.resolve("handed/command")));
        driver.press("reveal-copy");
        driver.await("a countdown", () -> driver.says("Clears in"));
        driver.await("that all is handed over", () -> driver.canPress("reveal-done"));
        see("handed-over");
    }

    private void discard() throws IOException {
        driver.press("key-new");
        driver.type("create-name", KEY_NAME + " 2");
        driver.press("create-act");
        driver.await("the reveal", () -> driver.says(KEY_NAME + " 2 is ready"));
        driver.press("reveal-discard");
        driver.press("reveal-discard-only");
        driver.await("the end of the reveal", () -> !driver.shows("reveal-dialog"));
        see("discarded");
    }

    private void changePassword() throws IOException {
        driver.press("nav-settings");
        driver.press("profile-sign-in-change");
        type("profile-credential", Sentinel.DROPPED); // somebody changes their mind
        type("profile-credential", Sentinel.NEW_PASSWORD);
        see("settings-typed");
        driver.press("profile-test");
        driver.await("that it works", () -> driver.shows("profile-result"));
        driver.press("profile-save");
        driver.await("that it is kept", () -> !driver.canPress("profile-save") && driver.canPress("profile-test"));
        see("settings");
    }

    private void dropTyped() throws IOException {
        driver.chooseFromMenu("switcher", "switcher-add");
        driver.choose("connect-provider", "Sentinel");
        driver.press("connect-way-key");
        type("connect-credential", Sentinel.DROPPED);
        see("dropped");
        driver.press("connect-cancel");
        driver.await("the end of the dialog", () -> !driver.shows("connect-dialog"));
    }

    /// Another profile, with a secret of another kind.
    private void connectBy(String way, Sentinel secret) throws IOException {
        String name = "sentinel-" + way;
        driver.chooseFromMenu("switcher", "switcher-add");
        driver.type("connect-name", name);
        driver.press("connect-place-staging");
        driver.choose("connect-provider", "Sentinel");
        driver.press("connect-way-" + way);
        driver.type("connect-address", address);
        if (way.equals("client")) {
            driver.type("connect-client_id", "sentinel");
        }
        type("connect-credential", secret);
        see("connect-" + way);
        driver.press("connect-act");
        driver.await("the profile", () -> driver.words("switcher-name").equals(name));
        driver.press("nav-keys");
        driver.await("its keys",
                () -> driver.says("Connected") && driver.shows("key-table") && driver.rows() == 2);
        see("connected-" + way);
    }

    /// The value comes back by hand, and is proved dead.
    private void revoke() throws IOException {
        driver.selectRow(0);
        if (!driver.selectedRowSays(KEY_NAME + " 1")) {
            driver.selectRow(1);
        }
        driver.press("detail-revoke");
        driver.press("revoke-paste");
        type("revoke-value", Sentinel.NEW_KEY);
        driver.press("revoke-value-use");
        driver.await("that the value is held", () -> driver.says("Keyrack holds the value"));
        see("revoke");
        driver.press("revoke-act");
        driver.await("that it is dead", () -> driver.says(KEY_NAME + " 1 is dead"));
        see("proved");
        driver.press("proof-done");
    }

    /// What ends everything that is held in memory while the window stays.
    private void lock() {
        driver.pressShortcut(KeyCode.L);
        driver.await("the locked window", () -> driver.shows("unlock-passphrase"));
    }

    /// The value itself, which nobody may keep.
    private String open(Sentinel which) {
        return new String(Sentinel.uncovered(covered.getOrDefault(which, "")), StandardCharsets.UTF_8);
    }

    private void type(String field, Sentinel which) {
        driver.type(field, open(which));
    }

    private void mouse(String id, EventType<MouseEvent> what) {
        Driver.onFx(() -> {
            Node node = desktop.stage().getScene().lookup("#" + id);
            boolean down = what == MouseEvent.MOUSE_PRESSED;
            Event.fireEvent(node, new MouseEvent(what, 5, 5, 5, 5, MouseButton.PRIMARY, 1, false, false, false, false,
                    down, false, false, true, false, true, null));
            return true;
        });
    }

    private void see(String step) throws IOException {
        SentinelEyes.see(step, out);
    }

    private void dump(String name) throws IOException {
        SentinelEyes.dump(desktop.stage(), out.resolveSibling(name + ".hprof"));
    }
}
