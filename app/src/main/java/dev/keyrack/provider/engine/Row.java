package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that a provider told of.
///
/// @param item      as it stands in the answer
/// @param variables what expressions can refer to beside it; never a secret
/// @param call      the request that gave it
record Row(@Nullable Object item, Map<String, Object> variables, Call call) {
    /// The same with one more variable.
    Row with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new Row(item, more, call);
    }

    /// The variables without the secrets, which no expression may see.
    static Map<String, Object> plain(Map<String, Object> variables) {
        Map<String, Object> plain = new LinkedHashMap<>(variables);
        plain.values().removeIf(Secret.class::isInstance);
        return plain;
    }

    /// The one thing in an answer.
    static @Nullable Object item(Mapping mapping, Operation operation, Reply reply, Map<String, Object> variables)
            throws CallFailed {
        String place = operation.answer().item();
        return place.isEmpty() ? reply.tree() : mapping.value(place, reply, variables);
    }
}
