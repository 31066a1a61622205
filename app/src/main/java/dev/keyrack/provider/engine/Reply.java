package dev.keyrack.provider.engine;

import org.jspecify.annotations.Nullable;

/// An answer that was read. Closing it wipes the secrets that nobody took.
record Reply(RawAnswer raw, AnswerReader.Parsed parsed) implements AutoCloseable {
    int status() {
        return raw.status();
    }

    @Nullable
    Object tree() {
        return parsed.tree();
    }

    @Override
    public void close() {
        parsed.close();
    }
}
