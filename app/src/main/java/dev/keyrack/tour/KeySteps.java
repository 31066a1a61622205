package dev.keyrack.tour;

import dev.keyrack.reveal.ui.FxClipboard;
import java.util.List;

/// One key from its creation to the proof that it is dead, and what the journal says of it.
final class KeySteps {
    private static final String KEY_NAME = "invoice-worker";
    private static final String NEW_NAME = "invoice-worker-2";

    private final Ground ground;
    private final Driver driver;
    private String value = "";
    private String sampleUrl = "";

    KeySteps(Ground ground) {
        this.ground = ground;
        this.driver = ground.driver();
    }

    void create() {
        driver.press("key-new");
        driver.type("create-name", KEY_NAME);
        driver.press("scope-databases-read");
        driver.press("scope-backups-read");
        driver.await("what it will be able to do", () -> driver.says("list and view databases"));
        ground.picture("create-key");
        driver.type("scope-search", "restore");
        driver.await("the scope that is looked for alone", () -> !driver.shows("scope-databases-read"));
        Ground.expect("a scope that restores", driver.shows("scope-backups-write"));
        ground.picture("create-key-search");
        driver.type("scope-search", "");
        driver.press("create-act");
        driver.await("the reveal", () -> driver.says(KEY_NAME + " is ready"));
    }

    void reveal() {
        driver.pressEscape();
        Ground.expect("the reveal to stay after Esc", driver.shows("reveal-dialog"));
        Ground.expect("the window to stay open while it holds a secret", !driver.tryToClose());
        Ground.expect("dots and no secret", driver.words("secret-text").contains("••••"));
        ground.picture("reveal-once");
    }

    void copy() {
        driver.press("reveal-copy");
        String copied = Driver.onFx(() -> new FxClipboard().text().orElse(""));
        Ground.expect("the secret on the clipboard", copied.length() > 40);
        ground.hide(copied);
        value = copied;
        driver.await("a countdown", () -> driver.says("Clears in"));
        ground.picture("reveal-copied");
        driver.press("reveal-done");
        driver.await("the key in the detail", () -> driver.words("detail-name").equals(KEY_NAME));
    }

    void use() {
        sampleUrl = driver.address();
        for (int i = 0; i < 3; i++) {
            Ground.expect("200 for the new key", ground.client().get(sampleUrl + "/v1/databases", value) == 200);
        }
        Ground.expect("403 for what its scopes do not allow",
                ground.client().get(sampleUrl + "/v1/billing", value) == 403);
    }

    void usage() {
        driver.press("key-refresh");
        driver.await("its four requests", () -> driver.words("detail-usage").startsWith("4 requests"));
        driver.await("a last use that is not 'never'", () -> driver.selectedRowSays("just now"));
        ground.picture("key-used");
    }

    void clipboard() {
        driver.press("clipboard-clear");
        driver.await("an empty clipboard", () -> new FxClipboard().text().filter(text -> !text.isEmpty()).isEmpty());
    }

    void edit() {
        driver.press("detail-edit");
        driver.type("edit-name", NEW_NAME);
        driver.press("scope-backups-read");
        ground.picture("edit-key");
        driver.press("edit-act");
        driver.await("its new name", () -> driver.words("detail-name").equals(NEW_NAME));
        Ground.expect("403 for the scope it lost", ground.client().get(sampleUrl + "/v1/backups", value) == 403);
    }

    void disable() {
        driver.press("detail-toggle");
        driver.await("a question before it is switched off", () -> driver.says("This can be undone"));
        ground.picture("disable");
        driver.press("disable-act");
        driver.await("that it is switched off", () -> driver.words("detail-status").equals("Disabled"));
        Ground.expect("401 for a key that is switched off",
                ground.client().get(sampleUrl + "/v1/databases", value) == 401);
        driver.press("detail-toggle");
        driver.await("that it is switched on again", () -> driver.words("detail-status").equals("Active"));
        Ground.expect("200 for a key that is on again", ground.client().get(sampleUrl + "/v1/databases", value) == 200);
    }

    void revoke() {
        driver.press("detail-revoke");
        driver.await("what stops working", () -> driver.says("in the last 24 hours"));
        driver.press("revoke-paste");
        driver.type("revoke-value", value);
        driver.press("revoke-value-use");
        driver.await("that the value is held", () -> driver.says("Keyrack holds the value"));
        ground.picture("revoke-confirm");
        driver.press("revoke-act");
        driver.await("the dialog of the proof", () -> driver.shows("proof-dialog"));
        Ground.expect("401 for the revoked key", ground.client().get(sampleUrl + "/v1/databases", value) == 401);
    }

    void proof() {
        driver.await("that it is dead", () -> driver.says(NEW_NAME + " is dead"));
        ground.picture("revoke-proof");
        driver.press("proof-done");
        driver.await("its status", () -> driver.words("detail-status").equals("Dead"));
    }

    void audit() {
        driver.press("nav-audit");
        for (String action : List.of("key.create.done", "key.secret.handed-over", "key.revoke.requested",
                "key.revoke.accepted", "key.death.proved")) {
            driver.await("the entry " + action, () -> driver.says(action));
        }
        ground.picture("audit");
    }

    void providers() {
        driver.press("nav-providers");
        driver.await("what a provider can do", () -> driver.says("works, not documented by the provider"));
        ground.picture("providers");
        driver.press("nav-keys");
    }
}
