package dev.keyrack.authority;

import dev.keyrack.shared.result.StorageException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes what was opened so far when a start breaks off, last one first.
final class Undo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Undo.class);

    private final Deque<Closeable> opened = new ArrayDeque<>();

    /// Remembers what is to be closed.
    void later(Closeable close) {
        opened.push(close);
    }

    /// Everything went well: closes nothing.
    void nothing() {
        opened.clear();
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (IOException | StorageException e) {
                LOG.warn("The authority could not be taken down in order", e);
            }
        }
    }
}
