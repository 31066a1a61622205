package dev.keyrack.tour;

import dev.keyrack.authority.ReadyLine;
import dev.keyrack.provider.domain.Parameter;
import dev.keyrack.provider.domain.Provider;

/// A provider whose keys have no scopes, and whose profiles say more than an address.
final class PlainSteps {
    private static final String PATH = "/api";

    private final Ground ground;
    private final Driver driver;

    PlainSteps(Ground ground) {
        this.ground = ground;
        this.driver = ground.driver();
    }

    Provider provider() {
        return ground.provider(each -> !each.hasScopes());
    }

    void life() {
        Provider provider = provider();
        ReadyLine line = ground.sample(provider);
        ground.fillConnect(provider, line, "customer-portal", "development");
        Ground.expect("a provider that asks for more than an address",
                provider.parameters().stream().anyMatch(Parameter::required));
        ground.fillParameters(provider, line);
        ground.fillAccount(line);
        driver.press("connect-test");
        driver.await("the call that worked", () -> driver.says("answered 200"));
        ground.picture("connect-parameter");
        ground.connect("customer-portal");
        driver.await("its keys", () -> driver.says("Connected"));
        KeyLife key = new KeyLife(ground, "portal-chat").begin();
        Ground.expect("a word that there are no scopes", driver.shows("no-scopes"));
        ground.picture("create-key-no-scopes");
        key.create("").use(PATH);
        driver.press("key-refresh");
        driver.await("a last use that is not 'never'", () -> driver.selectedRowSays("just now"));
        driver.await("the pictures of the last days", () -> !driver.says("loading…"));
        ground.picture("keys-no-scopes");
        key.die(PATH, "revoke-proof-no-scopes");
    }
}
