package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.provider.engine.Descriptor.KeyFields;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.PlatformThread;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Makes keys of what a provider answers.
final class KeyMapper {
    private final KeyFields fields;
    private final Mapping mapping;

    KeyMapper(KeyFields fields, Mapping mapping) {
        this.fields = fields;
        this.mapping = mapping;
    }

    /// All keys of a page.
    List<ApiKey> keys(List<@Nullable Object> items, Call call) throws CallFailed {
        Outcome<List<ApiKey>> mapped = PlatformThread.call(() -> all(items, call)); // one thread for the whole page
        return switch (mapped) {
            case Outcome.Ok<List<ApiKey>>(var keys) -> keys;
            case Outcome.Failed<List<ApiKey>>(var failure) -> throw new CallFailed(failure);
        };
    }

    private Outcome<List<ApiKey>> all(List<@Nullable Object> items, Call call) {
        List<ApiKey> keys = new ArrayList<>();
        try {
            for (Object item : items) {
                keys.add(key(item, call));
            }
            return Outcome.ok(keys);
        } catch (CallFailed failed) {
            return Outcome.failed(failed.failure());
        }
    }

    /// One key.
    ///
    /// @throws CallFailed if it has no id, or a member is not what it should be
    ApiKey key(@Nullable Object item, Call call) throws CallFailed {
        String id = text(fields.id(), item, call).filter(text -> !text.isBlank())
                .orElseThrow(() -> Mapping.unexpected("a key without an id at " + fields.id(), call));
        return new ApiKey(new KeyId(id), text(fields.name(), item, call).orElse(""), hint(item, call),
                scopes(item, call), time(fields.createdAt(), item, call), lastUsed(item, call),
                time(fields.expiresAt(), item, call), status(item, call),
                text(fields.owner(), item, call).filter(text -> !text.isBlank()));
    }

    /// The id alone, for an answer whose other members do not fit.
    Optional<String> id(@Nullable Object item, Call call) {
        try {
            return text(fields.id(), item, call).filter(text -> !text.isBlank());
        } catch (CallFailed _) {
            return Optional.empty();
        }
    }

    private Hint hint(@Nullable Object item, Call call) throws CallFailed {
        Optional<String> text = text(fields.hint().value(), item, call).filter(found -> !found.isBlank());
        Hint.Kind kind = text.isEmpty()
                ? Hint.Kind.NONE
                : Hint.Kind.valueOf(fields.hint().kind().toUpperCase(Locale.ROOT));
        return new Hint(kind, text.orElse(""));
    }

    private SequencedSet<Scope> scopes(@Nullable Object item, Call call) throws CallFailed {
        SequencedSet<Scope> scopes = new LinkedHashSet<>();
        for (Object scope : Values.list(value(fields.scopes(), item, call))) {
            String text = Values.text(scope).filter(found -> !found.isBlank())
                    .orElseThrow(() -> Mapping.unexpected("a scope that is no text at " + fields.scopes(), call));
            scopes.add(new Scope(text));
        }
        return scopes;
    }

    private LastUsed lastUsed(@Nullable Object item, Call call) throws CallFailed {
        Optional<Instant> at = time(fields.lastUsed().at(), item, call);
        if (at.isPresent()) {
            return new LastUsed.At(at.get(),
                    LastUsed.Precision.valueOf(fields.lastUsed().precision().toUpperCase(Locale.ROOT)));
        }
        return Values.isTrue(value(fields.lastUsed().never(), item, call))
                ? new LastUsed.Never()
                : new LastUsed.NotReported();
    }

    private KeyStatus status(@Nullable Object item, Call call) throws CallFailed {
        Optional<String> word = text(fields.status(), item, call);
        if (word.isEmpty()) {
            return KeyStatus.ACTIVE;
        }
        return switch (word.get().toLowerCase(Locale.ROOT)) {
            case "active" -> KeyStatus.ACTIVE;
            case "disabled" -> KeyStatus.DISABLED;
            case "expired" -> KeyStatus.EXPIRED;
            case "revoked" -> KeyStatus.REVOKED;
            default -> throw Mapping.unexpected(
                    "a status other than active, disabled, expired and revoked at " + fields.status(), call);
        };
    }

    private Optional<Instant> time(String expression, @Nullable Object item, Call call) throws CallFailed {
        try {
            return Values.instant(value(expression, item, call));
        } catch (DateTimeException | ArithmeticException _) {
            throw Mapping.unexpected("no time at " + Mapping.abridged(expression), call);
        }
    }

    private Optional<String> text(String expression, @Nullable Object item, Call call) throws CallFailed {
        return Values.text(value(expression, item, call));
    }

    private @Nullable Object value(String expression, @Nullable Object item, Call call) throws CallFailed {
        return mapping.value(expression, item, Map.of(), call);
    }
}
