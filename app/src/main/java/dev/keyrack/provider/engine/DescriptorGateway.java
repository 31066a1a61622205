package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Probe;
import dev.keyrack.key.domain.RequestLimit;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Choice;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.provider.engine.Descriptor.CapabilityEntry;
import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.provider.engine.Descriptor.Resource;
import dev.keyrack.provider.engine.Operations.Run;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// A profile's way to a provider that a descriptor describes.
final class DescriptorGateway implements KeyGateway {
    private final Provider provider;
    private final Engine engine;
    private final Resource resource;
    private final Operations operations;
    private final Sessions sessions;
    private final KeyMapper keys;
    private final Prober prober;

    DescriptorGateway(Provider provider, Engine engine, Sessions sessions, SessionStore store) {
        this.provider = provider;
        this.engine = engine;
        this.resource = engine.descriptor().keys();
        this.sessions = sessions;
        this.operations = new Operations(engine, sessions, store);
        this.keys = new KeyMapper(resource.key(), engine.mapping());
        this.prober = new Prober(engine);
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
            case PASSWORD, OAUTH -> outcome(() -> sessions.signIn(code));
            case KEY, NONE -> test();
        };
    }

    @Override
    public Outcome<Boolean> signOut() {
        return outcome(sessions::signOut);
    }

    @Override
    public Outcome<Call> test() {
        return outcome(() -> {
            Operation operation = resource.test().isEmpty()
                    ? operation(Capability.LIST).operation()
                    : named(resource.test());
            Pages.Ask first = new Pages(operation, engine.mapping(), engine.limits(), engine.address()).first();
            try (Reply reply = operations
                    .run(new Run(operation, Map.of(), Optional.empty(), first, engine.limits().listBytes(), false))) {
                return reply.raw().call();
            }
        });
    }

    @Override
    public Outcome<List<ApiKey>> list(Progress progress) {
        return outcome(() -> listed(progress));
    }

    private List<ApiKey> listed(Progress progress) throws CallFailed {
        Operation operation = operation(Capability.LIST).operation();
        List<ApiKey> all = new ArrayList<>();
        overPages(operation, Map.of(), Optional.empty(), (items, reply) -> {
            all.addAll(keys.keys(items, reply.raw().call()));
            progress.report(all.size(), 0);
        });
        return all;
    }

    private interface PageReader {
        void read(List<@Nullable Object> items, Reply reply) throws CallFailed;
    }

    private void overPages(Operation operation, Map<String, Object> variables, Optional<String> subject,
            PageReader reader) throws CallFailed {
        Pages pages = new Pages(operation, engine.mapping(), engine.limits(), engine.address());
        Optional<Pages.Ask> ask = Optional.of(pages.first());
        while (ask.isPresent()) {
            try (Reply reply = operations.run(
                    new Run(operation, variables, subject, ask.get(), engine.limits().listBytes(), false))) {
                List<@Nullable Object> items = engine.mapping().items(operation.answer().items(), reply, variables);
                reader.read(items, reply);
                ask = pages.next(reply, items);
            }
        }
    }

    @Override
    public Outcome<ApiKey> get(KeyId id) {
        return outcome(() -> found(id));
    }

    private ApiKey found(KeyId id) throws CallFailed {
        if (!provider.can(Capability.GET)) { // a provider without it lists all the same
            return listed(Progress.NONE).stream().filter(key -> key.id().equals(id)).findFirst()
                    .orElseThrow(() -> new CallFailed(new Failure.NotFound("key", id.value(), List.of())));
        }
        Operation operation = operation(Capability.GET).operation();
        try (Reply reply = operations.run(single(operation, about(id), id, false))) {
            return keys.key(item(operation, reply), reply.raw().call());
        }
    }

    @Override
    public Outcome<IssuedKey> create(NewKey wish) {
        return outcome(() -> {
            Operation operation = operation(Capability.CREATE).operation();
            Instant now = engine.clock().instant();
            Map<String, Object> variables = Wishes.variables(wish, now);
            try (Reply reply = operations.run(new Run(operation, variables, Optional.empty(), null,
                    engine.limits().answerBytes(), false))) {
                String place = operation.answer().secret().map(Descriptor.SecretPlace::at).orElse("");
                Secret secret = reply.parsed().take(place).orElseThrow(() -> Mapping
                        .unexpected("the key was created, but there is no value at " + place, reply.raw().call()));
                return new IssuedKey(created(operation, reply, wish, now), secret);
            }
        });
    }

    /// The new key. Its value is here and will never be shown again, so an answer whose other members do not fit is no
    /// reason to lose it: what was asked for stands in.
    private ApiKey created(Operation operation, Reply reply, NewKey wish, Instant now) {
        Call call = reply.raw().call();
        @Nullable
        Object item = null;
        try {
            item = item(operation, reply);
            return keys.key(item, call);
        } catch (CallFailed _) {
            String id = keys.id(item, call).orElse(wish.name());
            return new ApiKey(new KeyId(id), wish.name(), new Hint(Hint.Kind.NONE, ""), wish.scopes(),
                    Optional.of(now), new LastUsed.Unknown(), wish.expiresIn().map(now::plus), KeyStatus.ACTIVE,
                    Optional.empty());
        }
    }

    @Override
    public Outcome<ApiKey> update(KeyId id, KeyChange change) {
        return outcome(() -> {
            SequencedSet<Operation> needed = new LinkedHashSet<>();
            for (Capability capability : Wishes.capabilities(change)) {
                needed.add(editing(capability, change));
            }
            if (needed.isEmpty()) {
                return found(id);
            }
            Map<String, Object> variables = new LinkedHashMap<>(about(id));
            variables.putAll(Wishes.variables(change, engine.clock().instant()));
            Optional<ApiKey> latest = Optional.empty();
            for (Operation operation : needed) {
                try (Reply reply = operations.run(single(operation, variables, id, false))) {
                    latest = told(operation, reply);
                }
            }
            return latest.isPresent() ? latest.get() : found(id);
        });
    }

    /// The key in an answer to a change. One that is not there, or not whole, is no failure: the change was made.
    private Optional<ApiKey> told(Operation operation, Reply reply) {
        try {
            return reply.tree() == null
                    ? Optional.empty()
                    : Optional.of(keys.key(item(operation, reply), reply.raw().call()));
        } catch (CallFailed _) {
            return Optional.empty();
        }
    }

    private Operation editing(Capability capability, KeyChange change) throws CallFailed {
        Wanted wanted = operation(capability);
        boolean back = capability == Capability.DISABLE && change.enabled().orElse(false);
        return back && !wanted.entry().reverse().isEmpty() ? named(wanted.entry().reverse()) : wanted.operation();
    }

    @Override
    public Outcome<Call> revoke(KeyId id) {
        return outcome(() -> {
            Operation operation = operation(Capability.REVOKE).operation();
            try (Reply reply = operations.run(single(operation, about(id), id, true))) {
                return reply.raw().call();
            }
        });
    }

    @Override
    public Outcome<UsageSeries> usage(KeyId id, Instant from, Instant to, Bucket bucket) {
        return outcome(() -> {
            Operation operation = operation(Capability.USAGE).operation();
            UsageMapper usage = new UsageMapper(
                    resource.usage().orElseThrow(() -> new IllegalStateException("usage without its mapping")),
                    engine.mapping());
            Map<String, Object> variables = new LinkedHashMap<>(about(id));
            variables.put("bucket", usage.word(bucket).orElseThrow(() -> unsupported(Capability.USAGE,
                    "This provider does not count by the " + bucket.name().toLowerCase(Locale.ROOT) + ".")));
            variables.put("from", Moments.of(from));
            variables.put("to", Moments.of(to));
            overPages(operation, variables, Optional.of(id.value()),
                    (items, reply) -> usage.add(items, variables, reply.raw().call()));
            return usage.series(bucket);
        });
    }

    @Override
    public Outcome<Probe> probe(Secret value) {
        return outcome(() -> {
            require(Capability.PROBE);
            return prober.probe(resource.verify()
                    .orElseThrow(() -> new IllegalStateException("probe without its request")), value);
        });
    }

    @Override
    public Outcome<List<ScopeInfo>> scopes() {
        return Outcome.ok(provider.scopes());
    }

    @Override
    public Outcome<List<Choice>> choices(String parameter) {
        return Outcome.failed(new Failure.Unsupported(parameter, ""));
    }

    @Override
    public Optional<RequestLimit> limit() {
        return engine.exchanger().limit();
    }

    private Run single(Operation operation, Map<String, Object> variables, KeyId id, boolean lenient) {
        return new Run(operation, variables, Optional.of(id.value()), null, engine.limits().answerBytes(), lenient);
    }

    private static Map<String, Object> about(KeyId id) {
        return Map.of("id", id.value());
    }

    private @Nullable Object item(Operation operation, Reply reply) throws CallFailed {
        String place = operation.answer().item();
        return place.isEmpty() ? reply.tree() : engine.mapping().value(place, reply, Map.of());
    }

    private record Wanted(CapabilityEntry entry, Operation operation) {
    }

    private Wanted operation(Capability capability) throws CallFailed {
        require(capability);
        CapabilityEntry entry = resource.capabilities().get(ProviderView.word(capability));
        if (entry == null) {
            throw new IllegalStateException("no entry for " + capability);
        }
        return new Wanted(entry, named(entry.operation()));
    }

    private void require(Capability capability) throws CallFailed {
        if (!provider.can(capability)) {
            throw unsupported(capability, ProviderView.reason(provider.support(capability)));
        }
    }

    private static CallFailed unsupported(Capability capability, String reason) {
        return new CallFailed(new Failure.Unsupported(ProviderView.word(capability), reason));
    }

    private Operation named(String name) {
        Operation operation = resource.operations().get(name);
        if (operation == null) {
            throw new IllegalStateException("no operation " + name);
        }
        return operation;
    }

    @Override
    public void close() {
        sessions.close();
        engine.exchanger().close();
    }
}
