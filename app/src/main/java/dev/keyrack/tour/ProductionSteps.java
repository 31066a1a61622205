package dev.keyrack.tour;

import dev.keyrack.authority.Authority;
import dev.keyrack.authority.Plan;
import dev.keyrack.authority.ReadyLine;
import dev.keyrack.authority.Sample;
import dev.keyrack.provider.domain.Provider;
import java.util.OptionalInt;

/// A production profile and its interlock, and the states that nobody wishes for.
final class ProductionSteps {
    private final Ground ground;
    private final Driver driver;
    private int livePort;

    ProductionSteps(Ground ground) {
        this.ground = ground;
        this.driver = ground.driver();
    }

    void empty() {
        ReadyLine line = start("empty", new Sample.None(), OptionalInt.empty());
        connect(line, "workshop", "development", "connect");
        driver.await("the empty page", () -> driver.says("No keys in workshop yet"));
        ground.picture("empty");
    }

    void arming() {
        ReadyLine line = start("live", new Sample.Demo(), OptionalInt.empty());
        connect(line, "main-production", "production", "");
        driver.await("its keys", () -> driver.says("Connected"));
        new SettingsSteps(ground).test("settings-profile-production");
        driver.press("nav-keys");
        driver.await("that it is read-only", () -> driver.says("PRODUCTION read-only"));
        driver.press("key-new");
        driver.await("the question for its name", () -> driver.shows("arm-dialog"));
        driver.type("arm-name", "main-productio");
        Ground.expect("no arming before the name is typed in full", !driver.canPress("arm-act"));
        driver.type("arm-name", "main-production");
        ground.picture("arm");
        driver.press("arm-act");
        driver.await("what was asked for to go on", () -> driver.says("Create in PRODUCTION"));
        driver.press("create-cancel");
        Ground.expect("the band", driver.says("PRODUCTION IS ARMED") && driver.says("Armed by "));
    }

    void disarming() {
        driver.press("disarm");
        driver.await("that it is read-only again", () -> driver.says("PRODUCTION read-only"));
        Ground.expect("no band", !driver.shows("armed-banner"));
        driver.press("nav-audit");
        driver.await("arming in the journal", () -> driver.says("interlock.armed"));
        driver.await("disarming in the journal", () -> driver.says("interlock.disarmed"));
        driver.press("nav-keys");
    }

    void production() {
        driver.type("key-search", "checkout");
        driver.await("the key that is looked for", () -> driver.says("hidden"));
        driver.selectRow(0);
        driver.type("key-search", "");
        driver.await("all rows", () -> !driver.says("hidden"));
        driver.await("the pictures of the last days", () -> !driver.says("loading…"));
        ground.picture("main-production-armed");
        driver.press("detail-revoke");
        driver.await("what stops working", () -> driver.says("in the last 24 hours"));
        driver.type("revoke-name", "main-productio");
        Ground.expect("no act before the name is typed in full", !driver.canPress("revoke-act"));
        driver.type("revoke-name", "main-production");
        Ground.expect("the act once the name is typed", driver.canPress("revoke-act"));
        ground.picture("revoke-confirm-production");
        driver.press("revoke-cancel");
        driver.type("key-search", "");
    }

    void offline() {
        livePort = ground.stopLast();
        driver.press("key-refresh");
        driver.await("that it is offline", () -> driver.says("Offline since"));
        ground.picture("offline");
    }

    void refused() {
        start("other", new Sample.None(), OptionalInt.of(livePort));
        driver.press("key-refresh");
        driver.await("that it was refused", () -> driver.says("What helps, most likely first"));
        ground.picture("error");
    }

    private void connect(ReadyLine line, String name, String place, String picture) {
        ground.fillConnect(first(), line, name, place);
        ground.fillAccount(line);
        if (!picture.isEmpty()) {
            ground.picture(picture);
        }
        ground.connect(name);
    }

    private Provider first() {
        return ground.provider(_ -> true);
    }

    private ReadyLine start(String folder, Sample sample, OptionalInt port) {
        return ground.start(folder, Authority.systems().iterator().next(), sample, Plan.PRO, port);
    }
}
