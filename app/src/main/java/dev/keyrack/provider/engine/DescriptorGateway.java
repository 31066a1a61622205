package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Probe;
import dev.keyrack.key.domain.RequestLimit;
import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Choice;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A profile's way to a provider that a descriptor describes.
final class DescriptorGateway implements KeyGateway {
    private final Engine engine;
    private final Sessions sessions;
    private final Desk desk;
    private final KeyReading reading;
    private final KeyMaking making;
    private final KeyChanging changing;
    private final Offers offers;
    private final Prober prober;
    private final AccountTwoFactor twoFactor;

    DescriptorGateway(Provider provider, Engine engine, Sessions sessions, SessionStore store) {
        this.engine = engine;
        this.sessions = sessions;
        Operations operations = new Operations(engine, sessions, store);
        desk = Desk.of(provider, engine, operations);
        reading = new KeyReading(desk);
        making = new KeyMaking(desk, reading);
        changing = new KeyChanging(desk, reading);
        offers = new Offers(desk);
        prober = new Prober(engine, desk.offering());
        twoFactor = new DescribedTwoFactor(engine, desk.offering(), operations);
    }

    private interface Work<T> {
        T run() throws CallFailed;
    }

    private static <T> Outcome<T> outcome(Work<T> work) {
        try {
            return Outcome.ok(work.run());
        } catch (CallFailed failed) {
            return Outcome.failed(failed.failure());
        }
    }

    @Override
    public Outcome<Call> signIn(Optional<String> code) {
        return switch (sessions.auth().kind()) {
            case PASSWORD, TICKET, OAUTH -> outcome(() -> sessions.signIn(code));
            case KEY, NONE -> test();
        };
    }

    @Override
    public Outcome<Boolean> signOut() {
        return outcome(sessions::signOut);
    }

    @Override
    public Outcome<Call> test() {
        return outcome(reading::test);
    }

    @Override
    public Outcome<List<ApiKey>> list(Progress progress) {
        return outcome(() -> reading.all(progress));
    }

    @Override
    public Outcome<ApiKey> get(KeyId id) {
        return outcome(() -> reading.one(id));
    }

    @Override
    public Outcome<IssuedKey> create(NewKey wish) {
        return outcome(() -> making.create(wish));
    }

    @Override
    public Outcome<ApiKey> update(KeyId id, KeyChange change) {
        return outcome(() -> changing.update(id, change));
    }

    @Override
    public Outcome<Call> revoke(KeyId id) {
        return outcome(() -> changing.revoke(id));
    }

    @Override
    public Outcome<UsageSeries> usage(KeyId id, Instant from, Instant to, Bucket bucket) {
        return outcome(() -> reading.usage(id, from, to, bucket));
    }

    @Override
    public Outcome<Probe> probe(Secret value) {
        return outcome(() -> {
            desk.offering().require(Capability.PROBE);
            return prober.probe(desk.resource().verify()
                    .orElseThrow(() -> new IllegalStateException("probe without its request")), value);
        });
    }

    @Override
    public Outcome<List<ScopeInfo>> scopes() {
        return outcome(offers::scopes);
    }

    @Override
    public Outcome<List<Choice>> choices(String parameter) {
        return outcome(() -> offers.choices(parameter));
    }

    @Override
    public AccountTwoFactor twoFactor() {
        return twoFactor;
    }

    @Override
    public Duration settlesWithin() {
        return desk.provider().settlesWithin();
    }

    @Override
    public Optional<RequestLimit> limit() {
        return engine.exchanger().limit();
    }

    @Override
    public void close() {
        sessions.close();
        engine.exchanger().close();
    }
}
