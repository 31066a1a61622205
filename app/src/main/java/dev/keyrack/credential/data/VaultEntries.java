package dev.keyrack.credential.data;

import dev.keyrack.shared.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// What is in the vault: values by name, as a JSON object of base64 texts. No value becomes a `String` on the way.
final class VaultEntries implements AutoCloseable {
    // the default pool would keep the buffers, and with them the values, for the next caller
    private static final JsonFactory JSON = JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final TreeMap<String, Secret> values = new TreeMap<>();

    /// Reads what [#write] wrote; `plain` stays the caller's.
    ///
    /// @throws IOException if it is something else
    static VaultEntries read(Secret plain) throws IOException {
        VaultEntries entries = new VaultEntries();
        boolean complete = false;
        try {
            complete = plain.use(entries::readAll);
        } catch (JacksonException e) {
            throw new IOException("not a vault's content", e);
        } finally {
            if (!complete) {
                entries.close();
            }
        }
        if (!complete) {
            throw new IOException("not a vault's content");
        }
        return entries;
    }

    private boolean readAll(byte[] plain) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), plain)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    return false;
                }
                values.put(name, Secret.wrap(parser.getBinaryValue()));
            }
            return parser.nextToken() == null;
        }
    }

    /// The content as a secret of its own.
    Secret write() {
        int room = 16;
        for (var entry : values.entrySet()) {
            room += 16 + 6 * entry.getKey().length() + 2 * entry.getValue().length();
        }
        Buffer out = new Buffer(room);
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeStartObject();
            values.forEach((name, value) -> value.use(bytes -> generator.writeBinaryProperty(name, bytes)));
            generator.writeEndObject();
        }
        return out.take();
    }

    /// The value; the caller wipes it.
    Optional<byte[]> get(String name) {
        return Optional.ofNullable(values.get(name)).map(value -> value.use(byte[]::clone));
    }

    void put(String name, byte[] value) {
        remove(name);
        values.put(name, Secret.wrap(value.clone()));
    }

    boolean remove(String name) {
        Secret old = values.remove(name);
        if (old != null) {
            old.close();
        }
        return old != null;
    }

    @Override
    public void close() {
        values.values().forEach(Secret::close);
    }

    /// Large enough from the start, so that no outgrown array stays behind.
    private static final class Buffer extends ByteArrayOutputStream {
        Buffer(int size) {
            super(size);
        }

        Secret take() {
            Secret all = Secret.wrap(toByteArray());
            Arrays.fill(buf, (byte) 0);
            return all;
        }
    }
}
