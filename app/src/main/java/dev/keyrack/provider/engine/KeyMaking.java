package dev.keyrack.provider.engine;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.provider.engine.Descriptor.SecretPlace;
import dev.keyrack.provider.engine.Requests.Answered;
import dev.keyrack.shared.secret.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creates keys, and makes sure that the value is not lost whatever else the answer lacks.
final class KeyMaking {
    private final Desk desk;
    private final KeyReading reading;

    KeyMaking(Desk desk, KeyReading reading) {
        this.desk = desk;
        this.reading = reading;
    }

    /// Creates a key. The caller closes it.
    IssuedKey create(NewKey wish) throws CallFailed {
        Operation operation = desk.offering().operation(Capability.CREATE);
        Instant now = desk.engine().clock().instant();
        Map<String, Object> variables = Wishes.variables(wish, desk.engine().descriptor(), now);
        try (Answered made = desk.requests().run(operation, variables, Optional.empty(), false)) {
            Row row = row(made);
            Optional<String> id = headerId(operation, made.reply()).or(() -> quietId(row));
            Secret secret = secret(operation, made, id);
            Optional<String> known = desk.keys().fields().idIsSecret()
                    ? Optional.of(SecretIds.opaque(secret))
                    : id;
            return new IssuedKey(described(made, row, known, wish, now), secret);
        }
    }

    private Row row(Answered made) {
        try {
            return made.row(desk.engine().mapping());
        } catch (CallFailed _) {
            return new Row(null, made.variables(), made.reply().raw().call());
        }
    }

    private Optional<String> quietId(Row row) {
        try {
            return Optional.of(desk.keys().id(row));
        } catch (CallFailed _) {
            return Optional.empty();
        }
    }

    /// The last segment of the address in a header such as `Location`, or the header's whole text.
    private static Optional<String> headerId(Operation operation, Reply reply) {
        String name = operation.answer().idHeader();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return reply.raw().headers().firstValue(name).map(String::strip).map(KeyMaking::lastSegment)
                .filter(id -> !id.isBlank());
    }

    private static String lastSegment(String address) {
        try {
            String path = URI.create(address).getRawPath();
            String bare = path == null ? address : path.replaceAll("/+$", "");
            return URLDecoder.decode(bare.substring(bare.lastIndexOf('/') + 1).replace("+", "%2B"),
                    StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) { // no address: then it is the id itself
            return address;
        }
    }

    private Secret secret(Operation operation, Answered made, Optional<String> id) throws CallFailed {
        SecretPlace place = operation.answer().secret()
                .orElseThrow(() -> new IllegalStateException("creating without a place of the value"));
        if (place.operation().isEmpty()) {
            return taken(place, made.reply());
        }
        String known = id.orElseThrow(() -> Mapping.unexpected(
                "the key was created, but the answer does not say its id, so that its value cannot be read",
                made.reply().raw().call()));
        Operation asking = desk.offering().named(place.operation());
        SecretPlace there = asking.answer().secret()
                .orElseThrow(() -> new IllegalStateException("no value where it should be read"));
        try (Subject subject = Subject.of(desk.keys().fields(), known, null);
                Answered read = desk.about(subject, asking, Map.of(), false)) {
            return taken(there, read.reply());
        } catch (CallFailed failed) {
            throw Mapping.unexpected("the key " + known + " was created, but its value could not be read ("
                    + failed.failure().kind() + ")", made.reply().raw().call());
        }
    }

    private static Secret taken(SecretPlace place, Reply reply) throws CallFailed {
        return NewSecret.take(place, reply).orElseThrow(() -> Mapping.unexpected(
                "the key was created, but there is no value at " + NewSecret.words(place), reply.raw().call()));
    }

    /// The new key. Its value is here and will never be shown again, so an answer whose other members do not fit is no
    /// reason to lose it: the key is read by its id, or what was asked for stands in.
    private ApiKey described(Answered made, Row row, Optional<String> id, NewKey wish, Instant now) {
        boolean isTold = made.operation().answer().idHeader().isEmpty() && row.item() != null;
        ApiKey key = isTold ? mapped(row, id) : null;
        if (key == null && id.isPresent()) {
            key = read(id.get());
        }
        return key != null ? key : asWished(id.orElse(wish.name()), wish, now);
    }

    private @Nullable ApiKey mapped(Row row, Optional<String> id) {
        try {
            return desk.keys().key(row, id);
        } catch (CallFailed _) {
            return null;
        }
    }

    private @Nullable ApiKey read(String id) {
        try {
            return desk.offering().can(Capability.GET) ? reading.one(new KeyId(id)) : null;
        } catch (CallFailed _) {
            return null;
        }
    }

    private static ApiKey asWished(String id, NewKey wish, Instant now) {
        return new ApiKey(new KeyId(id), wish.name(), new Hint(Hint.Kind.NONE, ""), wish.scopes(), Optional.of(now),
                new LastUsed.Unknown(), wish.expiresIn().map(now::plus), KeyStatus.ACTIVE, Optional.empty());
    }
}
