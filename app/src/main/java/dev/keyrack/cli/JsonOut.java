package dev.keyrack.cli;

import dev.keyrack.shared.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// Writes JSON with `snake_case` members, one object per line.
final class JsonOut {
    private final JsonFactory factory = JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();
    private final PrintStream out;

    JsonOut(PrintStream out) {
        this.out = out;
    }

    /// Writes one object and ends the line.
    void object(Consumer<JsonObject> members) {
        write(members);
        out.print('\n');
    }

    /// Writes an array with an object for each of `items`.
    <T> void array(Collection<T> items, Shape<T> shape) {
        String before = "[\n";
        for (T item : items) {
            out.print(before);
            write(object -> shape.write(object, item));
            before = ",\n";
        }
        out.print(items.isEmpty() ? "[]\n" : "\n]\n");
    }

    private void write(Consumer<JsonObject> members) {
        WipedBuffer buffer = new WipedBuffer();
        try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), buffer)) {
            generator.writeStartObject();
            members.accept(new JsonObject(generator));
            generator.writeEndObject();
        }
        buffer.drainTo(out);
    }

    /// How an item becomes an object.
    ///
    /// @param <T> what it is
    @FunctionalInterface
    interface Shape<T> {
        void write(JsonObject object, T item);
    }

    /// The members of one object.
    ///
    /// @param generator where they go
    record JsonObject(JsonGenerator generator) {
        JsonObject text(String name, String value) {
            generator.writeStringProperty(name, value);
            return this;
        }

        JsonObject text(String name, Optional<String> value) {
            if (value.isPresent()) {
                return text(name, value.get());
            }
            generator.writeNullProperty(name);
            return this;
        }

        JsonObject time(String name, Optional<Instant> value) {
            return text(name, value.map(Instant::toString));
        }

        JsonObject number(String name, long value) {
            generator.writeNumberProperty(name, value);
            return this;
        }

        JsonObject flag(String name, boolean value) {
            generator.writeBooleanProperty(name, value);
            return this;
        }

        JsonObject texts(String name, Collection<String> values) {
            generator.writeArrayPropertyStart(name);
            values.forEach(generator::writeString);
            generator.writeEndArray();
            return this;
        }

        JsonObject texts(String name, Map<String, String> values) {
            generator.writeObjectPropertyStart(name);
            values.forEach(generator::writeStringProperty);
            generator.writeEndObject();
            return this;
        }

        JsonObject object(String name, Consumer<JsonObject> members) {
            generator.writeObjectPropertyStart(name);
            members.accept(this);
            generator.writeEndObject();
            return this;
        }

        <T> JsonObject objects(String name, Collection<T> items, Shape<T> shape) {
            generator.writeArrayPropertyStart(name);
            for (T item : items) {
                generator.writeStartObject();
                shape.write(this, item);
                generator.writeEndObject();
            }
            generator.writeEndArray();
            return this;
        }

        /// JSON as it was read: maps, lists, text, numbers, booleans and null.
        JsonObject value(String name, @Nullable Object value) {
            generator.writeName(name);
            write(value);
            return this;
        }

        private void write(@Nullable Object value) {
            switch (value) {
                case null -> generator.writeNull();
                case Map<?, ?> members -> {
                    generator.writeStartObject();
                    members.forEach((name, member) -> value(String.valueOf(name), member));
                    generator.writeEndObject();
                }
                case Collection<?> elements -> {
                    generator.writeStartArray();
                    elements.forEach(this::write);
                    generator.writeEndArray();
                }
                case Boolean truth -> generator.writeBoolean(truth);
                case BigInteger number -> generator.writeNumber(number);
                case BigDecimal number -> generator.writeNumber(number);
                case Integer number -> generator.writeNumber(number);
                case Long number -> generator.writeNumber(number);
                default -> generator.writeString(value.toString());
            }
        }

        JsonObject secrets(String name, Collection<Secret> values) {
            generator.writeArrayPropertyStart(name);
            values.forEach(value -> value.use(bytes -> generator.writeUTF8String(bytes, 0, bytes.length)));
            generator.writeEndArray();
            return this;
        }

        JsonObject secret(String name, Secret value) {
            generator.writeName(name);
            value.use(bytes -> generator.writeUTF8String(bytes, 0, bytes.length));
            return this;
        }
    }

    /// Forgets what it held: it may have been a secret.
    private static final class WipedBuffer extends ByteArrayOutputStream {
        void drainTo(PrintStream target) {
            target.write(buf, 0, count);
            Arrays.fill(buf, (byte) 0);
            reset();
        }
    }
}
