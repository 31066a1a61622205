package dev.keyrack.fake;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Probe;
import dev.keyrack.key.domain.RequestLimit;
import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.provider.domain.Choice;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageBucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// A provider in memory. Notes what it is asked in `log`, in order with what the other fakes note there.
public final class FakeGateway implements KeyGateway {
    public static final String VALUE = "fk_live_0123456789abcdef";
    public final Map<KeyId, ApiKey> keys = new LinkedHashMap<>();
    public final Deque<Outcome<Probe>> probes = new ArrayDeque<>();
    public Optional<Failure> failure = Optional.empty();
    public Optional<String> neededCode = Optional.empty();
    public Runnable duringList = () -> {
    };
    public Runnable duringUsage = () -> {
    };
    public boolean isClosed;
    private final List<String> log;

    public final FakeTwoFactor twoFactor;

    public FakeGateway(List<String> log) {
        this.log = log;
        twoFactor = new FakeTwoFactor(log);
    }

    public static Call call(int status) {
        return new Call("GET", "/v1/things", OptionalInt.of(status), "", Samples.NOW, Duration.ofMillis(12));
    }

    public void probe(Probe.Verdict verdict) {
        probes.add(Outcome.ok(new Probe(verdict, call(verdict == Probe.Verdict.REFUSED ? 401 : 200))));
    }

    public List<ApiKey> snapshot() {
        return new ArrayList<>(keys.values());
    }

    private <T> Optional<Outcome<T>> refusal() {
        if (failure.isPresent()) {
            return Optional.of(Outcome.failed(failure.get()));
        }
        return neededCode.isPresent()
                ? Optional.of(Outcome.failed(new Failure.SecondFactorNeeded(false)))
                : Optional.empty();
    }

    private Outcome<ApiKey> found(KeyId id) {
        ApiKey key = keys.get(id);
        return key == null ? Outcome.failed(new Failure.NotFound("key", id.value(), List.of())) : Outcome.ok(key);
    }

    @Override
    public Outcome<Call> signIn(Optional<String> code) {
        log.add("provider: sign in" + code.map(text -> " with " + text).orElse(""));
        if (failure.isEmpty() && neededCode.isPresent() && code.isPresent()) {
            if (!code.equals(neededCode)) {
                return Outcome.failed(new Failure.SecondFactorNeeded(true));
            }
            neededCode = Optional.empty();
        }
        return this.<Call>refusal().orElseGet(() -> Outcome.ok(call(200)));
    }

    @Override
    public Outcome<Call> test() {
        log.add("provider: test");
        return this.<Call>refusal().orElseGet(() -> Outcome.ok(call(200)));
    }

    @Override
    public Outcome<List<ApiKey>> list(Progress progress) {
        log.add("provider: list");
        List<ApiKey> answer = snapshot();
        duringList.run();
        return this.<List<ApiKey>>refusal().orElseGet(() -> Outcome.ok(answer));
    }

    @Override
    public Outcome<ApiKey> get(KeyId id) {
        log.add("provider: get " + id);
        return this.<ApiKey>refusal().orElseGet(() -> found(id));
    }

    @Override
    public Outcome<IssuedKey> create(NewKey wish) {
        log.add("provider: create " + wish.name());
        return this.<IssuedKey>refusal().orElseGet(() -> {
            ApiKey key = Samples.key("key_new0000001", wish.name(), wish.scopes().stream().map(s -> s.value()).toList())
                    .expires(wish.expiresIn().map(Samples.NOW::plus)).build();
            keys.put(key.id(), key);
            return Outcome.ok(new IssuedKey(key, Secret.wrap(VALUE.getBytes(StandardCharsets.UTF_8))));
        });
    }

    @Override
    public Outcome<ApiKey> update(KeyId id, KeyChange change) {
        log.add("provider: update " + id);
        return this.<ApiKey>refusal().orElseGet(() -> {
            ApiKey key = Samples.changed(Objects.requireNonNull(keys.get(id)), change);
            keys.put(id, key);
            return Outcome.ok(key);
        });
    }

    @Override
    public Outcome<Call> revoke(KeyId id) {
        log.add("provider: revoke " + id);
        return this.<Call>refusal().orElseGet(() -> {
            keys.remove(id);
            return Outcome.ok(call(204));
        });
    }

    @Override
    public Outcome<UsageSeries> usage(KeyId id, Instant from, Instant to, Bucket bucket) {
        log.add("provider: usage " + id);
        duringUsage.run();
        return this.<UsageSeries>refusal().orElseGet(() -> Outcome
                .ok(new UsageSeries(bucket, List.of(new UsageBucket(bucket.startOf(from), 5, 0, 1, 0)))));
    }

    @Override
    public Outcome<Probe> probe(Secret value) {
        log.add("provider: probe");
        Outcome<Probe> next = probes.poll();
        return next != null ? next : Outcome.ok(new Probe(Probe.Verdict.ACCEPTED, call(200)));
    }

    @Override
    public Outcome<List<ScopeInfo>> scopes() {
        log.add("provider: scopes");
        return this.<List<ScopeInfo>>refusal().orElseGet(() -> Outcome.ok(Samples.provider().scopes()));
    }

    @Override
    public Outcome<List<Choice>> choices(String parameter) {
        return Outcome.ok(List.of(new Choice("first", "The first"), new Choice("second", "The second")));
    }

    @Override
    public Optional<RequestLimit> limit() {
        return Optional.of(new RequestLimit(Optional.of(100L), 99, Optional.empty()));
    }

    @Override
    public AccountTwoFactor twoFactor() {
        return twoFactor;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
