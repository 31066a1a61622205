package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.KeyId;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.provider.engine.Descriptor.Resource;
import dev.keyrack.provider.engine.Requests.Answered;
import dev.keyrack.shared.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the parts of one gateway work with.
record Desk(Engine engine, Provider provider, Offering offering, Listing listing, Requests requests, KeyMapper keys) {
    static Desk of(Provider provider, Engine engine, Operations operations) {
        Offering offering = new Offering(provider, engine.descriptor());
        KeyMapper keys = new KeyMapper(engine.descriptor().keys().key(), engine.mapping());
        Listing listing = new Listing(engine, offering, operations, keys);
        return new Desk(engine, provider, offering, listing, new Requests(engine, offering, operations, listing),
                keys);
    }

    Resource resource() {
        return engine.descriptor().keys();
    }

    /// The key with that id, as requests name it; the caller closes it.
    Subject subject(KeyId id) throws CallFailed {
        Secret secret = keys.fields().idIsSecret()
                ? listing.secretId(offering.operation(Capability.LIST), id.value())
                : null;
        return Subject.of(keys.fields(), id.value(), secret);
    }

    /// The id of a key that was asked for by `id`, where an answer about it cannot say it itself.
    Optional<String> knownId(KeyId id) {
        boolean isMade = keys.fields().idIsSecret() || !keys.fields().idParts().isEmpty();
        return isMade ? Optional.of(id.value()) : Optional.empty();
    }

    /// Runs an operation about one key. The caller closes the answer.
    Answered about(Subject subject, Operation operation, Map<String, Object> more, boolean lenient)
            throws CallFailed {
        Map<String, Object> variables = new LinkedHashMap<>(subject.variables());
        variables.putAll(more);
        return requests.run(operation, variables, Optional.of(subject.id()), lenient);
    }
}
