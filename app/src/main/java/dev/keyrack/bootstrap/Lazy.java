package dev.keyrack.bootstrap;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that is made when it is first asked for, once. Any thread.
///
/// @param <T> what it is
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        T result = made;
        if (result == null) {
            result = maker.get();
            made = result;
        }
        return result;
    }

    /// What was made; empty if nobody has asked for it.
    synchronized Optional<T> ifMade() {
        return Optional.ofNullable(made);
    }
}
