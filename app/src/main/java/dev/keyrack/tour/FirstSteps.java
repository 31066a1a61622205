package dev.keyrack.tour;

import dev.keyrack.authority.ReadyLine;
import java.util.List;

/// From the first run to a list of keys that can be searched.
final class FirstSteps {
    private final Ground ground;
    private final Driver driver;

    FirstSteps(Ground ground) {
        this.ground = ground;
        this.driver = ground.driver();
    }

    void firstRun() {
        driver.await("the page of the first run", () -> driver.says("Every API key you answer for"));
        ground.picture("first-run");
    }

    void signIn() {
        driver.press("first-start");
        driver.await("the dialog for a passphrase", () -> driver.says("Choose a passphrase"));
        String passphrase = "tour " + System.nanoTime();
        driver.type("passphrase", passphrase);
        driver.type("passphrase-again", passphrase);
        ground.keepPassphrase(passphrase);
        driver.press("passphrase-act");
        driver.await("the keys of the sample", () -> driver.says("Connected"));
    }

    /// One profile for each system of the sample.
    void profiles() {
        for (ReadyLine line : driver.sample()) {
            Ground.expect("a profile for " + line.system(), driver.profileNames().contains(line.system() + "-staging"));
        }
        driver.press("switcher");
        driver.await("the menu of the switcher", driver::menuIsOpen);
        ground.picture("switcher");
        driver.closeMenu();
    }

    void list() {
        Ground.expect("more than 50 keys", driver.rows() > 50);
        for (String word : List.of("Active", "Disabled", "Expired", "Never used")) {
            Ground.expect("a key that is " + word, driver.anyRowSays(word));
        }
        driver.type("key-search", "billing-reconciler");
        driver.await("one row", () -> driver.says("1 key shown"));
        driver.selectRow(0);
        driver.await("its requests", () -> driver.words("detail-usage").contains("requests"));
        driver.type("key-search", "");
        driver.await("all rows", () -> !driver.says("hidden"));
        driver.await("the pictures of the last days", () -> !driver.says("loading…"));
        ground.picture("main-keys");
    }

    void search() {
        driver.type("key-search", "no such key");
        driver.await("a word that nothing matches", () -> driver.says("No key matches"));
        ground.picture("no-match");
        driver.press("clear-filter");
        Ground.expect("all keys again", driver.rows() > 50);
    }

    void commands() {
        driver.press("key-commands");
        driver.type("palette-field", "rev");
        driver.await("a command that opens a confirmation", () -> driver.says("opens the confirmation"));
        ground.picture("palette");
        driver.pressEscape();
        driver.await("the palette to close", () -> !driver.shows("palette"));
    }

    void narrow() {
        driver.resize(1000, 700);
        ground.picture("main-keys-small");
        driver.press("detail-close");
        driver.resize(1440, 900);
        driver.await("the column that has room now", () -> driver.says("Created"));
        ground.picture("main-keys-wide");
    }
}
