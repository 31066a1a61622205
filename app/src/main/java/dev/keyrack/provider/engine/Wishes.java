package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.provider.domain.Capability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What somebody wants of a key, as the variables of requests.
final class Wishes {
    private Wishes() {
    }

    /// For a new key; `never` says that it has no end.
    static Map<String, Object> variables(NewKey wish, Descriptor descriptor, Instant now) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("name", wish.name());
        variables.put("scopes", texts(wish.scopes()));
        wish.preset().ifPresent(preset -> variables.put("preset", word(preset, descriptor)));
        wish.expiresIn().ifPresent(length -> variables.put("expiry", Moments.expiry(now, length)));
        variables.put("never", wish.expiresIn().isEmpty());
        return variables;
    }

    /// For a change; what stays as it is has no variable.
    static Map<String, Object> variables(KeyChange change, Descriptor descriptor, Instant now) {
        Map<String, Object> variables = new LinkedHashMap<>();
        change.name().ifPresent(name -> variables.put("name", name));
        change.scopes().ifPresent(scopes -> variables.put("scopes", texts(scopes)));
        change.preset().ifPresent(preset -> variables.put("preset", word(preset, descriptor)));
        change.enabled().ifPresent(enabled -> variables.put("enabled", enabled));
        change.expiry().ifPresent(expiry -> {
            switch (expiry) {
                case KeyChange.Expiry.In(var length) -> variables.put("expiry", Moments.expiry(now, length));
                case KeyChange.Expiry.Never() -> variables.put("never", true);
            }
        });
        return variables;
    }

    /// What a provider must be able to do for a change.
    static List<Capability> capabilities(KeyChange change) {
        List<Capability> needed = new ArrayList<>();
        change.name().ifPresent(_ -> needed.add(Capability.EDIT_NAME));
        change.scopes().ifPresent(_ -> needed.add(Capability.EDIT_SCOPES));
        change.expiry().ifPresent(_ -> needed.add(Capability.EDIT_EXPIRY));
        change.enabled().ifPresent(_ -> needed.add(Capability.DISABLE));
        return needed;
    }

    /// What the provider calls the preset in requests.
    private static String word(String preset, Descriptor descriptor) {
        return descriptor.scopes().presets().stream().filter(known -> known.id().equals(preset))
                .map(Descriptor.PresetEntry::value).findFirst().orElse(preset);
    }

    private static List<String> texts(Collection<Scope> scopes) {
        return scopes.stream().map(Scope::value).toList();
    }
}
