package dev.keyrack.tour;

import dev.keyrack.reveal.ui.FxClipboard;

/// The short life of a key of any provider, through the window: handed over once, used, revoked, proved dead.
final class KeyLife {
    private final Ground ground;
    private final Driver driver;
    private final String name;
    private String value = "";

    KeyLife(Ground ground, String name) {
        this.ground = ground;
        this.driver = ground.driver();
        this.name = name;
    }

    /// Begins the dialog for the new key.
    KeyLife begin() {
        driver.press("key-new");
        driver.type("create-name", name);
        return this;
    }

    /// Sends the dialog, and takes the value that is shown once.
    ///
    /// @param picture name of a picture of the reveal; empty for none
    KeyLife create(String picture) {
        driver.press("create-act");
        driver.await("the reveal", () -> driver.says(name + " is ready"));
        Ground.expect("dots and no secret", driver.words("secret-text").contains("••••"));
        driver.press("reveal-copy");
        driver.await("a countdown", () -> driver.says("Clears in"));
        value = Driver.onFx(() -> new FxClipboard().text().orElse(""));
        Ground.expect("the secret on the clipboard", value.length() > 20);
        ground.hide(value);
        if (!picture.isEmpty()) {
            ground.picture(picture);
        }
        driver.press("reveal-done");
        driver.await("the key in the detail", () -> driver.words("detail-name").equals(name));
        driver.press("clipboard-clear");
        return this;
    }

    String name() {
        return name;
    }

    /// The value, as the user of the key has it.
    String value() {
        return value;
    }

    /// What a program with the key is answered.
    int status(String path) {
        return ground.client().get(driver.address() + path, value);
    }

    /// Expects that the key opens `path`.
    KeyLife use(String path) {
        Ground.expect("200 for the new key", status(path) == 200);
        return this;
    }

    /// Revokes it with a proof, and expects that it opens `path` no longer.
    ///
    /// @param picture name of a picture of the proof; empty for none
    void die(String path, String picture) {
        driver.press("detail-revoke");
        driver.press("revoke-paste");
        driver.type("revoke-value", value);
        driver.press("revoke-value-use");
        driver.await("that the value is held", () -> driver.says("Keyrack holds the value"));
        driver.press("revoke-act");
        driver.await("that it is dead", () -> driver.says(name + " is dead"));
        Ground.expect("401 for the revoked key", status(path) == 401);
        if (!picture.isEmpty()) {
            ground.picture(picture);
        }
        driver.press("proof-done");
        driver.await("the proof to close", () -> !driver.shows("proof-dialog"));
    }
}
