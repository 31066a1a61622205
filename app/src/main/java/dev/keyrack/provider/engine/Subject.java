package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.KeyFields;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The key that a request is about. Closing it wipes the id if that is the secret.
///
/// @param id     as everybody outside of the engine knows it
/// @param secret the id that the provider knows, where that is a secret
record Subject(String id, Map<String, Object> variables, @Nullable Secret secret) implements AutoCloseable {
    /// Takes over `secret`.
    ///
    /// @throws CallFailed if the id does not have the parts that it must have
    static Subject of(KeyFields fields, String id, @Nullable Secret secret) throws CallFailed {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("id", secret == null ? id : secret);
        if (!fields.idParts().isEmpty()) {
            variables.put("part", parts(fields.idParts(), id));
        }
        return new Subject(id, variables, secret);
    }

    /// One id of several parts.
    static String joined(List<String> parts) {
        return String.join("/", parts.stream().map(Template::encode).toList());
    }

    private static Map<String, String> parts(List<String> names, String id) throws CallFailed {
        String[] found = id.split("/", -1);
        if (found.length != names.size()) {
            throw new CallFailed(new Failure.NotFound("key", id, List.of()));
        }
        Map<String, String> parts = new LinkedHashMap<>();
        try {
            for (int i = 0; i < found.length; i++) {
                parts.put(names.get(i), URLDecoder.decode(found[i].replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException _) { // somebody's own text, with a percent sign
            throw new CallFailed(new Failure.NotFound("key", id, List.of()));
        }
        return parts;
    }

    @Override
    public void close() {
        if (secret != null) {
            secret.close();
        }
    }
}
