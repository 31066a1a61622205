package dev.keyrack.tour;

import dev.keyrack.authority.Plan;
import dev.keyrack.authority.ReadyLine;
import dev.keyrack.authority.Sample;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.shared.secret.Secret;
import java.util.OptionalInt;

/// A provider whose keys tell by their first letters where they belong, and whose free plan allows few requests.
final class LimitSteps {
    private static final String PATH = "/v1/projects";
    private static final String PROFILE = "mail-production";

    private final Ground ground;
    private final Driver driver;

    LimitSteps(Ground ground) {
        this.ground = ground;
        this.driver = ground.driver();
    }

    Provider provider() {
        return ground.provider(each -> !each.variable().isEmpty());
    }

    /// A key for tests works, but not in production: there is a warning first, then the provider's refusal.
    void testKey() {
        Provider provider = provider();
        ground.open(provider.id() + "-staging");
        KeyLife key = new KeyLife(ground, "newsletter-preview").begin();
        driver.press("access-read-only");
        key.create("").use(PATH);
        driver.await("the pictures of the last days", () -> !driver.says("loading…"));
        ground.picture("keys-short-ids");
        ground.fillConnect(provider, ground.sample(provider), PROFILE, "production");
        ground.chooseWay(provider, SignIn.Kind.KEY);
        driver.type("connect-credential", key.value());
        driver.await("a warning before anything is sent", () -> driver.says("is likely to refuse it"));
        driver.press("connect-test");
        driver.await("what the documents say of 401",
                () -> driver.says("A test key is used in the production environment"));
        ground.picture("connect-test-key");
        driver.press("connect-cancel");
        key.die(PATH, "");
    }

    void signIn() {
        Provider provider = provider();
        ReadyLine line = ground.start("limited", provider.id(), new Sample.Demo(), Plan.FREE, OptionalInt.empty());
        ground.fillConnect(provider, line, PROFILE, "production");
        ground.chooseWay(provider, SignIn.Kind.KEY);
        try (Secret value = line.given("api_key").orElseThrow(() -> new StepFailed("a first key"))) {
            driver.type("connect-credential", value.reveal());
            ground.hide(value.reveal());
        }
        ground.picture("connect-key");
        ground.connect(PROFILE);
        driver.await("its keys", () -> driver.says("Connected"));
    }

    /// What is left of the limit is spent; the next request waits, and says so.
    void waiting() {
        driver.await("that a request waits", () -> {
            // on the JavaFX thread nothing must wait for a button
            if (!driver.says("for the provider's limit") && driver.says("Connected")
                    && driver.canPress("key-refresh")) {
                driver.press("key-refresh");
            }
            return driver.says("for the provider's limit");
        });
        ground.picture("limit-waiting");
        driver.press("pause-cancel");
        driver.await("that nothing waits", () -> !driver.says("for the provider's limit"));
        ground.picture("limit-cancelled");
    }
}
