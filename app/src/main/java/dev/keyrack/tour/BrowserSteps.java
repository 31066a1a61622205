package dev.keyrack.tour;

import dev.keyrack.authority.ReadyLine;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.shared.secret.Secret;

/// A provider that lets profiles in through the browser.
final class BrowserSteps {
    private static final String PATH = "/v1/users";
    private static final String PROFILE = "platform-sandbox";

    private final Ground ground;
    private final Driver driver;

    BrowserSteps(Ground ground) {
        this.ground = ground;
        this.driver = ground.driver();
    }

    Provider provider() {
        return ground.provider(each -> each.signIns().stream()
                .anyMatch(way -> way.kind() == SignIn.Kind.OAUTH_BROWSER));
    }

    void signIn() {
        Provider provider = provider();
        ReadyLine line = ground.sample(provider);
        ground.fillConnect(provider, line, PROFILE, "development");
        ground.chooseWay(provider, SignIn.Kind.OAUTH_BROWSER);
        ground.fillParameters(provider, line);
        line.given("client_secret").ifPresent(value -> {
            try (Secret secret = value) {
                driver.type("connect-credential", secret.reveal());
                ground.hide(secret.reveal());
            }
        });
        driver.press("connect-browser");
        driver.await("the dialog that waits for the browser", () -> driver.shows("browser-dialog"));
        ground.picture("browser-waiting");
        ground.browser().allow(line);
        driver.await("the dialog to close", () -> !driver.shows("browser-dialog"));
        driver.await("the call that worked", () -> driver.says("answered 200"));
        ground.picture("connect-browser");
        ground.connect(PROFILE);
        driver.await("its keys", () -> driver.says("Connected"));
    }

    void life() {
        KeyLife key = new KeyLife(ground, "report-builder").begin();
        driver.press("access-read-only");
        key.create("").use(PATH);
        driver.await("the pictures of the last days", () -> !driver.says("loading…"));
        ground.picture("keys-browser");
        key.die(PATH, "");
    }
}
