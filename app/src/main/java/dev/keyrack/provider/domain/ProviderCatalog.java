package dev.keyrack.provider.domain;

import java.util.List;
import java.util.Optional;

/// The providers that this installation knows. Read once; any thread.
public interface ProviderCatalog {
    /// All providers by name.
    List<Provider> all();

    /// The provider with that id.
    Optional<Provider> find(String id);
}
