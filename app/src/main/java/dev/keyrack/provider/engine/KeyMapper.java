package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.provider.engine.Descriptor.KeyFields;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.PlatformThread;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
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

    KeyFields fields() {
        return fields;
    }

    /// All keys of a page.
    List<ApiKey> keys(List<Row> rows) throws CallFailed {
        Outcome<List<ApiKey>> mapped = PlatformThread.call(() -> all(rows)); // one thread for the whole page
        return switch (mapped) {
            case Outcome.Ok<List<ApiKey>>(var keys) -> keys;
            case Outcome.Failed<List<ApiKey>>(var failure) -> throw new CallFailed(failure);
        };
    }

    private Outcome<List<ApiKey>> all(List<Row> rows) {
        List<ApiKey> keys = new ArrayList<>();
        try {
            for (Row row : rows) {
                keys.add(key(row, Optional.empty()));
            }
            return Outcome.ok(keys);
        } catch (CallFailed failed) {
            return Outcome.failed(failed.failure());
        }
    }

    /// One key.
    ///
    /// @param known its id, if that is not to be read
    /// @throws CallFailed if it has no id, or a member is not what it should be
    ApiKey key(Row row, Optional<String> known) throws CallFailed {
        String id = known.isPresent() ? known.get() : id(row);
        Hint hint = hint(row);
        return new ApiKey(new KeyId(id), name(row, hint), hint, scopes(row), time(fields.createdAt(), row),
                lastUsed(row), time(fields.expiresAt(), row), status(row),
                text(fields.owner(), row).filter(text -> !text.isBlank()), facts(row));
    }

    /// The id alone.
    ///
    /// @throws CallFailed if there is none, or it lacks a part
    String id(Row row) throws CallFailed {
        if (fields.idParts().isEmpty()) {
            return text(fields.id(), row).filter(text -> !text.isBlank())
                    .orElseThrow(() -> Mapping.unexpected("a key without an id at " + fields.id(), row.call()));
        }
        List<String> parts = new ArrayList<>();
        for (Object part : Values.list(value(fields.id(), row))) {
            Values.text(part).filter(text -> !text.isBlank()).ifPresent(parts::add);
        }
        if (parts.size() != fields.idParts().size()) {
            throw Mapping.unexpected("a key whose id does not have the parts " + String.join(", ", fields.idParts())
                    + " at " + Mapping.abridged(fields.id()), row.call());
        }
        return Subject.joined(parts);
    }

    /// A provider that has no names leaves the visible fragment to tell keys apart by.
    private String name(Row row, Hint hint) throws CallFailed {
        if (!fields.name().isEmpty()) {
            return text(fields.name(), row).orElse("");
        }
        return switch (hint.kind()) {
            case PREFIX -> hint.text() + "…";
            case LAST -> "…" + hint.text();
            case ID, NONE -> "";
        };
    }

    private SequencedMap<String, String> facts(Row row) throws CallFailed {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        for (Map.Entry<String, String> fact : fields.facts().entrySet()) {
            String text = String.join(", ", Values.list(value(fact.getValue(), row)).stream()
                    .flatMap(one -> Values.text(one).stream()).filter(one -> !one.isBlank()).toList());
            if (!text.isEmpty()) {
                facts.put(fact.getKey(), text);
            }
        }
        return facts;
    }

    private Hint hint(Row row) throws CallFailed {
        Optional<String> text = text(fields.hint().value(), row).filter(found -> !found.isBlank());
        Hint.Kind kind = text.isEmpty()
                ? Hint.Kind.NONE
                : Hint.Kind.valueOf(fields.hint().kind().toUpperCase(Locale.ROOT));
        return new Hint(kind, text.orElse(""));
    }

    private SequencedSet<Scope> scopes(Row row) throws CallFailed {
        SequencedSet<Scope> scopes = new LinkedHashSet<>();
        for (Object scope : Values.list(value(fields.scopes(), row))) {
            String text = Values.text(scope).filter(found -> !found.isBlank())
                    .orElseThrow(() -> Mapping.unexpected("a scope that is no text at " + fields.scopes(), row.call()));
            scopes.add(new Scope(text));
        }
        return scopes;
    }

    private LastUsed lastUsed(Row row) throws CallFailed {
        Optional<Instant> at = time(fields.lastUsed().at(), row);
        if (at.isPresent()) {
            return new LastUsed.At(at.get(),
                    LastUsed.Precision.valueOf(fields.lastUsed().precision().toUpperCase(Locale.ROOT)));
        }
        return Values.isTrue(value(fields.lastUsed().never(), row))
                ? new LastUsed.Never()
                : new LastUsed.NotReported();
    }

    private KeyStatus status(Row row) throws CallFailed {
        Optional<String> word = text(fields.status(), row);
        if (word.isEmpty()) {
            return KeyStatus.ACTIVE;
        }
        return switch (word.get().toLowerCase(Locale.ROOT)) {
            case "active" -> KeyStatus.ACTIVE;
            case "disabled" -> KeyStatus.DISABLED;
            case "expired" -> KeyStatus.EXPIRED;
            case "revoked" -> KeyStatus.REVOKED;
            default -> throw Mapping.unexpected(
                    "a status other than active, disabled, expired and revoked at " + fields.status(), row.call());
        };
    }

    private Optional<Instant> time(String expression, Row row) throws CallFailed {
        try {
            return Values.instant(value(expression, row));
        } catch (DateTimeException | ArithmeticException _) {
            throw Mapping.unexpected("no time at " + Mapping.abridged(expression), row.call());
        }
    }

    private Optional<String> text(String expression, Row row) throws CallFailed {
        return Values.text(value(expression, row));
    }

    private @Nullable Object value(String expression, Row row) throws CallFailed {
        return mapping.value(expression, row.item(), row.variables(), row.call());
    }
}
