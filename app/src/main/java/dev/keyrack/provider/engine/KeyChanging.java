package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.engine.Descriptor.CapabilityEntry;
import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.provider.engine.Requests.Answered;
import dev.keyrack.shared.result.Call;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// Changes keys and ends them.
final class KeyChanging {
    private final Desk desk;
    private final KeyReading reading;

    KeyChanging(Desk desk, KeyReading reading) {
        this.desk = desk;
        this.reading = reading;
    }

    /// Changes a key and gives what it then is.
    ApiKey update(KeyId id, KeyChange change) throws CallFailed {
        SequencedSet<Operation> needed = new LinkedHashSet<>();
        for (Capability capability : Wishes.capabilities(change)) {
            needed.add(editing(capability, change));
        }
        if (needed.isEmpty()) {
            return reading.one(id);
        }
        Map<String, Object> wishes = Wishes.variables(change, desk.engine().descriptor(),
                desk.engine().clock().instant());
        Optional<ApiKey> latest = Optional.empty();
        try (Subject subject = desk.subject(id)) {
            for (Operation operation : needed) {
                try (Answered answered = desk.about(subject, operation, wishes, false)) {
                    latest = told(answered, id);
                }
            }
        }
        return latest.isPresent() ? latest.get() : reading.one(idAfter(id, change));
    }

    /// The key in an answer to a change. One that is not there, or not whole, is no failure: the change was made.
    private Optional<ApiKey> told(Answered answered, KeyId id) {
        try {
            if (answered.reply().tree() == null) {
                return Optional.empty();
            }
            Row row = answered.row(desk.engine().mapping());
            desk.keys().id(row); // an answer that does not name the key is about something else
            return Optional.of(desk.keys().key(row, desk.knownId(id)));
        } catch (CallFailed _) {
            return Optional.empty();
        }
    }

    /// Where the name is the id, a new name is a new id.
    private KeyId idAfter(KeyId id, KeyChange change) {
        boolean same = desk.keys().fields().id().equals(desk.keys().fields().name());
        return same ? change.name().map(KeyId::new).orElse(id) : id;
    }

    private Operation editing(Capability capability, KeyChange change) throws CallFailed {
        CapabilityEntry entry = desk.offering().entry(capability);
        boolean back = capability == Capability.DISABLE && change.enabled().orElse(false);
        return desk.offering().named(back && !entry.reverse().isEmpty() ? entry.reverse() : entry.operation());
    }

    /// Ends a key. One that the provider does not know any more counts as ended.
    Call revoke(KeyId id) throws CallFailed {
        Operation operation = desk.offering().operation(Capability.REVOKE);
        try (Subject subject = desk.subject(id);
                Answered answered = desk.about(subject, operation, Map.of(), true)) {
            return answered.reply().raw().call();
        }
    }
}
