package dev.keyrack.tour;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.reveal.ui.FxClipboard;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;

/// The window is locked and says nothing, and is opened again where it was left.
final class LockSteps {
    private static final String KEY = "night-shift";

    private final Ground ground;
    private final Driver driver;

    LockSteps(Ground ground) {
        this.ground = ground;
        this.driver = ground.driver();
    }

    /// The settings' page about it.
    void settings() {
        driver.press("nav-settings");
        driver.press("settings-lock");
        driver.await("where credentials are", () -> driver.says("In the encrypted file"));
        ground.picture("settings-lock");
        driver.press("settings-profiles");
        driver.press("nav-keys");
        driver.await("the keys", () -> driver.says("Connected"));
    }

    /// Ctrl+L before a new secret is handed over for good, and back with the passphrase.
    void lock() {
        List<String> known = known();
        String profile = driver.words("switcher-name");
        String value = copied();
        driver.pressShortcut(KeyCode.L);
        driver.await("the locked window", () -> driver.shows("unlock-passphrase"));
        expectNothing(known);
        driver.await("an empty clipboard", () -> !new FxClipboard().text().orElse("").contains(value));
        driver.await("a note of it in the journal", () -> driver.says("Journal"));
        ground.picture("locked");
        driver.resize(1000, 700);
        ground.picture("locked-narrow");
        driver.resize(1440, 900);

        driver.type("unlock-passphrase", "not the passphrase");
        driver.press("unlock");
        driver.await("that it is wrong", () -> driver.says("That passphrase does not open it."));
        expectNothing(known);
        ground.picture("locked-wrong");
        driver.type("unlock-passphrase", ground.passphrase());
        driver.press("unlock");
        driver.await("the profile that was open", () -> driver.words("switcher-name").equals(profile));
        driver.await("what locking has left behind", () -> driver.says("The secret of " + KEY));
        driver.await("its keys", () -> driver.says("Connected"));
        ground.picture("unlocked");
        driver.press("after-close");
    }

    /// A new key whose secret is on the clipboard, and nowhere else yet.
    private String copied() {
        driver.press("key-new");
        driver.type("create-name", KEY);
        driver.press("scope-databases-read");
        driver.press("create-act");
        driver.press("reveal-copy");
        driver.await("a countdown", () -> driver.says("Clears in"));
        String value = Driver.onFx(() -> new FxClipboard().text().orElse(""));
        Ground.expect("the secret on the clipboard", value.length() > 20);
        ground.hide(value);
        return value;
    }

    /// All names and hints that the window could give away.
    private List<String> known() {
        List<String> all = new ArrayList<>(driver.keyWords());
        for (Profile each : driver.profiles()) {
            all.add(each.name().value());
            all.add(each.host());
        }
        all.add(KEY);
        Ground.expect("names to look for", all.size() > 3);
        return all;
    }

    private void expectNothing(List<String> known) {
        for (String word : known) {
            Ground.expect("nothing of '" + word + "' in the locked window", !driver.knows(word));
        }
    }
}
