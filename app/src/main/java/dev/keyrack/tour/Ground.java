package dev.keyrack.tour;

import dev.keyrack.authority.Authority;
import dev.keyrack.authority.AuthorityException;
import dev.keyrack.authority.AuthorityOptions;
import dev.keyrack.authority.Plan;
import dev.keyrack.authority.ReadyLine;
import dev.keyrack.authority.Sample;
import dev.keyrack.provider.domain.Parameter;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/// What all steps stand on: the window, somebody's program, authorities, and the secrets that no picture may show.
final class Ground implements AutoCloseable {
    private final Driver driver;
    private final TourBrowser browser;
    private final Path scratch;
    private final PlainClient client = new PlainClient();
    private final List<Secret> secrets = new ArrayList<>();
    private Optional<Secret> passphrase = Optional.empty();
    private final List<Authority> authorities = new ArrayList<>();

    Ground(Driver driver, TourBrowser browser, Path scratch) {
        this.driver = driver;
        this.browser = browser;
        this.scratch = scratch;
    }

    Driver driver() {
        return driver;
    }

    TourBrowser browser() {
        return browser;
    }

    PlainClient client() {
        return client;
    }

    /// Pictures of the window, after making sure that none of the secrets is in it.
    void picture(String name) {
        driver.picture(name, secrets);
    }

    /// From now on no picture may show `text`.
    void hide(String text) {
        secrets.add(Secret.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// The passphrase of the store, which no picture may show.
    void keepPassphrase(String text) {
        hide(text);
        passphrase = Optional.of(secrets.getLast());
    }

    String passphrase() {
        return passphrase.map(Secret::reveal).orElseThrow(() -> new StepFailed("a passphrase"));
    }

    /// The provider that fits; the first one if several do.
    Provider provider(Predicate<Provider> fits) {
        return Authority.systems().stream().flatMap(id -> driver.providers().find(id).stream()).filter(fits).findFirst()
                .orElseThrow(() -> new StepFailed("a provider that fits"));
    }

    /// Where the sample serves a provider's system.
    ReadyLine sample(Provider provider) {
        return driver.sample().stream().filter(line -> line.system().equals(provider.id())).findFirst()
                .orElseThrow(() -> new StepFailed("a sample of " + provider.name()));
    }

    /// Starts an authority of its own for one system.
    ReadyLine start(String folder, String system, Sample sample, Plan plan, OptionalInt port) {
        try {
            Authority authority = Authority.start(new AuthorityOptions(scratch.resolve(folder), Set.of(system), port,
                    Optional.empty(), sample, plan), InstantSource.system());
            authorities.add(authority);
            return authority.ready().getFirst();
        } catch (AuthorityException e) {
            throw new StepFailed("an authority, but: " + e.getMessage());
        }
    }

    /// Stops the authority that was started last.
    ///
    /// @return its port
    int stopLast() {
        try (Authority last = authorities.removeLast()) {
            return last.ready().getFirst().baseUrl().getPort();
        }
    }

    /// Opens the dialog for a new profile and fills in what every way to sign in needs.
    void fillConnect(Provider provider, ReadyLine line, String name, String place) {
        driver.chooseFromMenu("switcher", "switcher-add");
        driver.type("connect-name", name);
        driver.press("connect-place-" + place);
        driver.choose("connect-provider", provider.name());
        driver.type("connect-address", line.baseUrl().toString());
    }

    /// Chooses the provider's first way of that kind.
    void chooseWay(Provider provider, SignIn.Kind kind) {
        SignIn way = provider.signIns().stream().filter(each -> each.kind() == kind).findFirst()
                .orElseThrow(() -> new StepFailed("a way to sign in: " + kind));
        if (driver.shows("connect-way-" + way.id())) {
            driver.press("connect-way-" + way.id());
        } else {
            driver.choose("connect-way", way.label());
        }
    }

    /// Fills in what the server has given of all that a profile must say.
    void fillParameters(Provider provider, ReadyLine line) {
        for (Parameter parameter : provider.parameters()) {
            line.given(parameter.name()).ifPresent(value -> {
                try (value) {
                    driver.type("connect-" + parameter.name(), value.reveal());
                }
            });
        }
    }

    /// Fills in e-mail and password.
    void fillAccount(ReadyLine line) {
        driver.type("connect-account", line.email());
        try (Secret password = line.password()) {
            driver.type("connect-credential", password.reveal());
        }
    }

    /// Sends the dialog and waits until the profile is open.
    void connect(String name) {
        driver.press("connect-act");
        driver.await("the profile " + name, () -> driver.words("switcher-name").equals(name));
    }

    /// Opens a profile that exists and waits for its keys.
    void open(String profile) {
        driver.chooseFromMenu("switcher", "switcher-to-" + profile);
        driver.await("the profile " + profile, () -> driver.words("switcher-name").equals(profile));
        driver.await("its keys", () -> driver.says("Connected"));
    }

    static void expect(String expected, boolean holds) {
        if (!holds) {
            throw new StepFailed(expected);
        }
    }

    @Override
    public void close() {
        authorities.forEach(Authority::close);
        secrets.forEach(Secret::close);
        client.close();
        browser.close();
    }
}
