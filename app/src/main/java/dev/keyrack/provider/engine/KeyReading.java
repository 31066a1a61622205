package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.provider.engine.Requests.Answered;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.task.Progress;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads keys and their use.
final class KeyReading {
    private final Desk desk;

    KeyReading(Desk desk) {
        this.desk = desk;
    }

    /// Makes the call that tries a connection.
    Call test() throws CallFailed {
        String name = desk.resource().test();
        Operation operation = name.isEmpty()
                ? desk.offering().operation(Capability.LIST)
                : desk.offering().named(name);
        return desk.listing().first(operation);
    }

    /// All keys.
    List<ApiKey> all(Progress progress) throws CallFailed {
        List<ApiKey> all = new ArrayList<>();
        desk.listing().read(desk.offering().operation(Capability.LIST), Map.of(), Optional.empty(),
                (rows, _, total) -> {
                    all.addAll(desk.keys().keys(rows));
                    progress.report(all.size(), total > 0 ? Math.max(total, all.size()) : 0);
                });
        return all;
    }

    /// The key with that id. A provider that cannot be asked for one lists all the same.
    ApiKey one(KeyId id) throws CallFailed {
        if (!desk.offering().can(Capability.GET)) {
            return all(Progress.NONE).stream().filter(key -> key.id().equals(id)).findFirst()
                    .orElseThrow(() -> new CallFailed(new Failure.NotFound("key", id.value(), List.of())));
        }
        try (Subject subject = desk.subject(id);
                Answered answered = desk.about(subject, desk.offering().operation(Capability.GET), Map.of(), false)) {
            return desk.keys().key(answered.row(desk.engine().mapping()), desk.knownId(id));
        }
    }

    /// Requests made with a key.
    UsageSeries usage(KeyId id, Instant from, Instant to, Bucket bucket) throws CallFailed {
        Operation operation = desk.offering().operation(Capability.USAGE);
        UsageMapper usage = new UsageMapper(
                desk.resource().usage().orElseThrow(() -> new IllegalStateException("usage without its mapping")),
                desk.engine().mapping());
        try (Subject subject = desk.subject(id)) {
            Map<String, Object> variables = new LinkedHashMap<>(subject.variables());
            variables.put("bucket", usage.word(bucket).orElseThrow(() -> Offering.unsupported(Capability.USAGE,
                    "This provider does not count by the " + bucket.name().toLowerCase(Locale.ROOT) + ".")));
            variables.put("from", Moments.of(from));
            variables.put("to", Moments.of(to));
            desk.listing().read(operation, variables, Optional.of(id.value()), (rows, _, _) -> usage.add(rows));
        }
        return usage.series(bucket);
    }
}
