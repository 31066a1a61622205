package dev.keyrack.provider.engine;

import dev.keyrack.provider.domain.Choice;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.provider.engine.Descriptor.Pick;
import dev.keyrack.provider.engine.Descriptor.ProfileParameter;
import dev.keyrack.provider.engine.Descriptor.ScopeCall;
import dev.keyrack.shared.result.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the provider what there is to choose from.
final class Offers {
    private final Desk desk;

    Offers(Desk desk) {
        this.desk = desk;
    }

    /// The scopes that it offers, each once; the catalogue if it cannot be asked.
    List<ScopeInfo> scopes() throws CallFailed {
        Optional<ScopeCall> from = desk.engine().descriptor().scopes().from();
        if (from.isEmpty()) {
            return desk.provider().scopes();
        }
        Map<String, ScopeInfo> scopes = new LinkedHashMap<>();
        for (Row row : desk.listing().all(from.get().operation(), from.get().items(), Map.of())) {
            ScopeInfo scope = scope(from.get(), row);
            scopes.putIfAbsent(scope.value(), scope);
        }
        return List.copyOf(scopes.values());
    }

    private ScopeInfo scope(ScopeCall from, Row row) throws CallFailed {
        String value = text(from.value(), row).orElseThrow(
                () -> Mapping.unexpected("a scope without a value at " + Mapping.abridged(from.value()), row.call()));
        int colon = value.lastIndexOf(':');
        return new ScopeInfo(value,
                text(from.resource(), row).orElse(colon < 0 ? value : value.substring(0, colon)),
                text(from.verb(), row).orElse(colon < 0 ? "" : value.substring(colon + 1)),
                Values.isTrue(value(from.changes(), row)), text(from.description(), row).orElse(""));
    }

    /// The values that it offers for a parameter.
    List<Choice> choices(String parameter) throws CallFailed {
        Pick pick = desk.engine().descriptor().parameters().stream().filter(one -> one.name().equals(parameter))
                .findFirst().flatMap(ProfileParameter::pick)
                .orElseThrow(() -> new CallFailed(new Failure.Unsupported(parameter, "")));
        Map<String, Choice> choices = new LinkedHashMap<>();
        for (Row row : desk.listing().all(pick.operation(), pick.items(), Map.of())) {
            String value = text(pick.value(), row).orElseThrow(() -> Mapping
                    .unexpected("a choice without a value at " + Mapping.abridged(pick.value()), row.call()));
            choices.putIfAbsent(value, new Choice(value, text(pick.label(), row).orElse(value)));
        }
        return List.copyOf(choices.values());
    }

    private Optional<String> text(String expression, Row row) throws CallFailed {
        return Values.text(value(expression, row)).filter(found -> !found.isBlank());
    }

    private @Nullable Object value(String expression, Row row) throws CallFailed {
        return desk.engine().mapping().value(expression, row.item(), row.variables(), row.call());
    }
}
