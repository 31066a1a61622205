package dev.keyrack.authority.http;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The members of a JSON object, read one by one. The first that cannot be taken is remembered, reading goes on with a
/// harmless value, and [#finish] tells.
public final class Fields {
    private final ObjectNode body;
    private @Nullable Denial problem;

    /// Reads from `body`.
    public Fields(ObjectNode body) {
        this.body = body;
    }

    /// Whether the member is there, be it null.
    public boolean has(String name) {
        return body.has(name);
    }

    /// Whether the member is there and null.
    public boolean isNull(String name) {
        return body.has(name) && body.get(name).isNull();
    }

    /// A text that has to be there, of 1 to `longest` characters, none of them a control character, not only blanks.
    public String text(String name, int longest) {
        if (!body.has(name) || body.get(name).isNull()) {
            reject(name, "\"" + name + "\" is missing.");
            return "";
        }
        return optionalText(name, longest).orElse("");
    }

    /// The same for a text that nobody shall see; whoever receives it closes it.
    public Secret secret(String name, int longest) {
        return Secret.wrap(text(name, longest).getBytes(StandardCharsets.UTF_8));
    }

    /// The same for a text that may be missing or null.
    public Optional<String> optionalText(String name, int longest) {
        JsonNode node = body.get(name);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        String text = node.isString() ? node.stringValue() : "";
        if (text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            reject(name, "\"" + name + "\" has to be a text of 1 to " + longest
                    + " characters without line breaks and other control characters.");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /// A text as it came; empty if it is missing or no text.
    public Optional<String> rawText(String name) {
        JsonNode node = body.get(name);
        return node == null ? Optional.empty() : node.stringValueOpt();
    }

    /// A list of texts; empty if it is missing.
    public Optional<List<String>> texts(String name) {
        JsonNode node = body.get(name);
        if (node == null) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        if (!node.isArray()) {
            reject(name, "\"" + name + "\" has to be a list of texts.");
        }
        for (JsonNode item : node) {
            if (!item.isString()) {
                reject(name, "\"" + name + "\" has to be a list of texts only.");
                return Optional.of(List.of());
            }
            texts.add(item.stringValue());
        }
        return Optional.of(List.copyOf(texts));
    }

    /// A yes or no; empty if it is missing.
    public Optional<Boolean> flag(String name) {
        JsonNode node = body.get(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            reject(name, "\"" + name + "\" has to be true or false.");
            return Optional.empty();
        }
        return Optional.of(node.booleanValue());
    }

    /// Remembers that a member cannot be taken, unless one was before.
    public void reject(String name, String message) {
        if (problem == null) {
            problem = Denial.invalid(name, message);
        }
    }

    /// What was read, put together by `result`; or the first problem.
    public <T> Ruling<T> finish(Supplier<T> result) {
        return problem == null ? Ruling.granted(result.get()) : Ruling.denied(problem);
    }
}
