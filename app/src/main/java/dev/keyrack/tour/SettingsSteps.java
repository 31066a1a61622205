package dev.keyrack.tour;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/// The settings of profiles, and what the desktop shows to the person who is needed for a request.
final class SettingsSteps {
    private static final URI PAGE = URI.create("https://login.example.com/authorize?client_id=keyrack&state=pjTy3o");
    private final Driver driver;
    private final List<Secret> secrets;

    SettingsSteps(Driver driver, List<Secret> secrets) {
        this.driver = driver;
        this.secrets = secrets;
    }

    /// A profile is tried, which names the call.
    void test(String picture) {
        driver.press("nav-settings");
        driver.await("how it signs in", () -> driver.says("Signs in with"));
        driver.press("profile-test");
        driver.await("the call that worked", () -> driver.says("answered 200"));
        driver.picture(picture, secrets);
    }

    /// Where nobody answers, the test says so; nothing is kept.
    void failedTest() {
        driver.type("profile-address", "http://127.0.0.1:1");
        driver.press("profile-test");
        driver.await("why it did not work", () -> driver.says("Nothing answers at 127.0.0.1:1"));
        driver.picture("settings-test-failed", secrets);
        driver.press("profile-discard");
        driver.await("what is kept", () -> !driver.words("profile-address").endsWith(":1"));
    }

    /// A profile gets another name and keeps all that belongs to it.
    void rename() {
        String before = driver.words("switcher-name");
        driver.type("profile-name", before + "-2");
        driver.press("profile-save");
        driver.await("its new name", () -> driver.words("switcher-name").equals(before + "-2"));
        driver.type("profile-name", before);
        driver.press("profile-save");
        driver.await("its old name", () -> driver.words("switcher-name").equals(before));
        driver.press("nav-keys");
        driver.await("its keys", () -> driver.says("Connected"));
    }

    /// What is shown while somebody is needed.
    void attendant() {
        Profile profile = driver.profile();
        Attendant attendant = driver.attendant();
        try (Attendant.Waiting _ = attendant.browse(profile, PAGE, SettingsSteps::nothing)) {
            driver.await("the dialog that waits for the browser", () -> driver.shows("browser-dialog"));
            driver.picture("browser-waiting", secrets);
        }
        driver.await("the dialog to close", () -> !driver.shows("browser-dialog"));
        try (Attendant.Waiting _ = attendant.enterCode(profile, "WDJB-MJHT", URI.create("https://example.com/device"),
                SettingsSteps::nothing)) {
            driver.await("the code", () -> driver.shows("device-dialog"));
            driver.picture("device-code", secrets);
        }
        driver.await("the dialog to close", () -> !driver.shows("device-dialog"));
        try (Attendant.Waiting _ = attendant.pause(profile, Instant.now().plusSeconds(34),
                SettingsSteps::nothing)) {
            driver.await("that a request waits", () -> driver.says("for the provider's limit"));
            driver.picture("limit-waiting", secrets);
        }
    }

    private static void nothing() {
        // nobody cancels
    }
}
