package dev.keyrack.provider.engine;

import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.engine.Descriptor.CapabilityEntry;
import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.provider.engine.Descriptor.SecretPlace;
import dev.keyrack.shared.result.Failure;
import java.util.Optional;

/// What a provider offers to do, and by which operations.
final class Offering {
    private final Provider provider;
    private final Descriptor descriptor;

    Offering(Provider provider, Descriptor descriptor) {
        this.provider = provider;
        this.descriptor = descriptor;
    }

    /// Whether it can be done.
    boolean can(Capability capability) {
        return provider.can(capability);
    }

    /// Makes sure that it can be done.
    ///
    /// @throws CallFailed if not, with the descriptor's reason
    void require(Capability capability) throws CallFailed {
        if (!provider.can(capability)) {
            throw unsupported(capability, ProviderView.reason(provider.support(capability)));
        }
    }

    /// What the descriptor says of a capability that is there.
    CapabilityEntry entry(Capability capability) throws CallFailed {
        require(capability);
        return descriptor.capability(ProviderView.word(capability))
                .orElseThrow(() -> new IllegalStateException("no entry for " + capability));
    }

    /// The operation that does it.
    Operation operation(Capability capability) throws CallFailed {
        return named(entry(capability).operation());
    }

    /// The operation of that name.
    Operation named(String name) {
        return descriptor.operation(name).orElseThrow(() -> new IllegalStateException("no operation " + name));
    }

    /// Where new values are found; empty if keys cannot be created.
    Optional<SecretPlace> secretPlace() {
        return Optional.ofNullable(descriptor.keys().capabilities().get(ProviderView.word(Capability.CREATE)))
                .flatMap(entry -> descriptor.operation(entry.operation())).flatMap(this::secretPlace);
    }

    private Optional<SecretPlace> secretPlace(Operation operation) {
        Optional<SecretPlace> place = operation.answer().secret();
        return place.isPresent() && !place.get().operation().isEmpty()
                ? named(place.get().operation()).answer().secret()
                : place;
    }

    static CallFailed unsupported(Capability capability, String reason) {
        return new CallFailed(new Failure.Unsupported(ProviderView.word(capability), reason));
    }
}
