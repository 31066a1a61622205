package dev.keyrack.cli;

import dev.keyrack.bootstrap.AppPaths;
import dev.keyrack.bootstrap.Services;
import dev.keyrack.credential.data.FileLockMarker;
import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainControl;
import dev.keyrack.credential.domain.LockService;
import dev.keyrack.credential.domain.ProfileCheck;
import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.credential.domain.ProfileStores;
import dev.keyrack.fake.FakeClock;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.FakeInventory;
import dev.keyrack.fake.FakeJournal;
import dev.keyrack.fake.FakeKeychain;
import dev.keyrack.fake.FakeProfiles;
import dev.keyrack.fake.FakeStore;
import dev.keyrack.fake.Samples;
import dev.keyrack.incident.domain.ProofOfDeath;
import dev.keyrack.incident.domain.Revocation;
import dev.keyrack.key.domain.KeyService;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.profile.domain.Interlock;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.domain.TwoFactorService;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The real use cases on fakes.
final class FakeServices implements Services {
    final List<String> log = new ArrayList<>();
    final FakeGateway gateway = new FakeGateway(log);
    final FakeInventory inventory = new FakeInventory(log);
    final FakeJournal journal = new FakeJournal(log);
    final FakeKeychain keychain = new FakeKeychain();
    final FakeProfiles profiles = new FakeProfiles();
    final FakeStore store = new FakeStore();
    Path marker = Path.of("/nowhere");
    final FakeClock clock = new FakeClock();
    Optional<Failure> placeProblem = Optional.empty();
    Optional<Failure> deliveryProblem = Optional.empty();
    boolean isClosed;
    private final Messages messages = Messages.forLocale(Locale.ENGLISH);
    final Interlock interlock = new Interlock(journal, clock, clock, "ada");
    Provider provider = Samples.provider();
    final List<String> variables = new ArrayList<>();
    private final OpenGateways gateways = new OpenGateways(_ -> Outcome.ok(gateway), interlock);

    @Override
    public AppPaths paths() {
        return AppPaths.below(Path.of("/home/ada/kr"));
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public ProviderCatalog catalog() {
        return Samples.catalog(provider);
    }

    @Override
    public Keychain keychain() {
        return keychain;
    }

    @Override
    public KeychainControl keychainControl() {
        return store;
    }

    @Override
    public LockService lockService() {
        return new LockService(store, new FileLockMarker(marker), journal, clock);
    }

    @Override
    public ProfileService profiles() {
        return new ProfileService(new ProfileStores(profiles, keychain, inventory, journal), gateways,
                _ -> _ -> Outcome.ok(gateway), new ProfileCheck(catalog(), messages), clock);
    }

    @Override
    public KeyService keys() {
        return new KeyService(gateways, inventory, journal, catalog(), clock, messages);
    }

    @Override
    public Interlock interlock() {
        return interlock;
    }

    @Override
    public Revocation revocation() {
        return new Revocation(gateways, inventory, journal, clock);
    }

    @Override
    public ProofOfDeath proof() {
        return new ProofOfDeath(gateways, inventory, journal, clock, clock, messages);
    }

    @Override
    public TwoFactorService twoFactor() {
        return new TwoFactorService(gateways, keychain, journal, catalog(), clock);
    }

    @Override
    public Outcome<HandOver> handOver(String target, String keyName) {
        variables.add(keyName);
        if (!target.startsWith("file:")) {
            return Outcome.failed(new Failure.InvalidInput("--secret-to", "there is no place called " + target));
        }
        return Outcome.ok(new HandOver() {
            @Override
            public Outcome<String> check() {
                log.add("place: check");
                return placeProblem.<Outcome<String>>map(Outcome::failed).orElseGet(() -> Outcome.ok(target));
            }

            @Override
            public Outcome<String> deliver(Secret secret) {
                log.add("place: " + secret.reveal());
                return deliveryProblem.<Outcome<String>>map(Outcome::failed)
                        .orElseGet(() -> Outcome.ok("the file " + target.substring(5)));
            }
        });
    }

    @Override
    public void close() {
        isClosed = true; // the gateways stay open: a test may run several commands
    }
}
