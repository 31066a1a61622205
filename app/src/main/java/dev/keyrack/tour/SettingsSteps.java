package dev.keyrack.tour;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.profile.domain.Profile;
import java.net.URI;

/// The settings of profiles, and what the desktop shows to the person who is needed for a request.
final class SettingsSteps {
    private final Ground ground;
    private final Driver driver;

    SettingsSteps(Ground ground) {
        this.ground = ground;
        this.driver = ground.driver();
    }

    /// All of them.
    void all() {
        test("settings-profile");
        failedTest();
        rename();
        attendant();
    }

    /// A profile is tried, which names the call.
    void test(String picture) {
        driver.press("nav-settings");
        driver.await("how it signs in", () -> driver.says("Signs in with"));
        driver.press("profile-test");
        driver.await("the call that worked", () -> driver.says("answered 200"));
        ground.picture(picture);
    }

    /// Where nobody answers, the test says so; nothing is kept.
    void failedTest() {
        driver.type("profile-address", "http://127.0.0.1:1");
        driver.press("profile-test");
        driver.await("why it did not work", () -> driver.says("Nothing answers at 127.0.0.1:1"));
        ground.picture("settings-test-failed");
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
        try (Attendant.Waiting _ = attendant.enterCode(profile, "WDJB-MJHT", URI.create("https://example.com/device"),
                SettingsSteps::nothing)) {
            driver.await("the code", () -> driver.shows("device-dialog"));
            ground.picture("device-code");
        }
        driver.await("the dialog to close", () -> !driver.shows("device-dialog"));
    }

    private static void nothing() {
        // nobody cancels
    }
}
