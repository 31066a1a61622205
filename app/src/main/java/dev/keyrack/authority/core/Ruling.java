package dev.keyrack.authority.core;

import java.util.function.Function;

/// What the authority decided: it did what was asked, or it says why not.
///
/// @param <T> what it gives when it does
public sealed interface Ruling<T> {
    /// It was done.
    ///
    /// @param value the result
    record Granted<T>(T value) implements Ruling<T> {}

    /// It was not done.
    ///
    /// @param denial why
    record Denied<T>(Denial denial) implements Ruling<T> {}

    /// A result.
    static <T> Ruling<T> granted(T value) {
        return new Granted<>(value);
    }

    /// A denial.
    static <T> Ruling<T> denied(Denial denial) {
        return new Denied<>(denial);
    }

    /// Turns the value into another one; a denial stays what it is.
    default <R> Ruling<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Granted<T>(var value) -> granted(change.apply(value));
            case Denied<T>(var denial) -> denied(denial);
        };
    }

    /// Goes on with `next`; a denial ends it.
    default <R> Ruling<R> then(Function<? super T, Ruling<R>> next) {
        return switch (this) {
            case Granted<T>(var value) -> next.apply(value);
            case Denied<T>(var denial) -> denied(denial);
        };
    }
}
