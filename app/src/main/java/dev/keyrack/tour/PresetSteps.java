package dev.keyrack.tour;

import dev.keyrack.authority.ReadyLine;
import dev.keyrack.provider.domain.Preset;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.SignIn;

/// A provider with presets: one that asks why, one that is enough, and what its documents say when a key is refused.
final class PresetSteps {
    private static final String PATH = "/v1/files";

    private final Ground ground;
    private final Driver driver;
    private final KeyLife mover;
    private final KeyLife watcher;

    PresetSteps(Ground ground) {
        this.ground = ground;
        this.driver = ground.driver();
        this.mover = new KeyLife(ground, "migration-runner");
        this.watcher = new KeyLife(ground, "files-dashboard");
    }

    Provider provider() {
        return ground.provider(each -> each.presets().stream().anyMatch(Preset::asksWhy));
    }

    private String staging() {
        return provider().id() + "-staging";
    }

    void life() {
        Preset most = provider().presets().stream().filter(Preset::asksWhy).findFirst()
                .orElseThrow(() -> new StepFailed("a preset that asks why"));
        ground.open(staging());
        mover.begin();
        driver.press("access-" + most.id());
        driver.await("the question why", () -> driver.shows("access-reason"));
        ground.picture("create-key-asks-why");
        driver.type("access-reason", "Moves accounts between stores, and closes the old ones");
        mover.create("").use(PATH);
        watcher.begin();
        driver.press("access-" + provider().presets().getFirst().id());
        Ground.expect("no question for the least", !driver.shows("access-reason"));
        ground.picture("create-key-preset");
        watcher.create("reveal-once-preset").use(PATH);
        driver.await("the pictures of the last days", () -> !driver.says("loading…"));
        ground.picture("keys-preset");
    }

    /// A key that may not manage keys is refused before a profile is kept; one that is revoked later is refused then.
    void refusedKey() {
        Provider provider = provider();
        ReadyLine line = ground.sample(provider);
        ground.fillConnect(provider, line, "file-jobs", "staging");
        ground.chooseWay(provider, SignIn.Kind.KEY);
        driver.type("connect-credential", watcher.value());
        driver.press("connect-test");
        driver.await("what the documents say of 403", () -> driver.says("permissions are insufficient"));
        ground.picture("connect-forbidden");
        driver.type("connect-credential", mover.value());
        ground.connect("file-jobs");
        driver.await("its keys", () -> driver.says("Connected"));
        ground.open(staging());
        revoke(mover);
        driver.chooseFromMenu("switcher", "switcher-to-file-jobs");
        driver.await("what the documents say of 401", () -> driver.says("Check your API key"));
        ground.picture("error-401");
        ground.open(staging());
        revoke(watcher);
    }

    private void revoke(KeyLife key) {
        driver.type("key-search", key.name());
        driver.await("one row", () -> driver.says("1 key shown"));
        driver.selectRow(0);
        driver.await("the key in the detail", () -> driver.words("detail-name").equals(key.name()));
        key.die(PATH, "");
        driver.type("key-search", "");
    }
}
