package dev.keyrack.bootstrap;

import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ProviderCatalog;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The catalogue that is read when it is first used: reading checks each descriptor.
///
/// @param library reads
record LazyCatalog(Supplier<? extends ProviderCatalog> library) implements ProviderCatalog {
    @Override
    public List<Provider> all() {
        return library.get().all();
    }

    @Override
    public Optional<Provider> find(String id) {
        return library.get().find(id);
    }
}
