package dev.keyrack.shared.result;

import java.util.function.Consumer;
import java.util.function.Function;

/// What an operation that may fail in expected ways came to.
///
/// @param <T> what it gives when it works
public sealed interface Outcome<T> {
    /// It worked.
    ///
    /// @param value the result
    record Ok<T>(T value) implements Outcome<T> {}

    /// It failed in a way that was to be expected. Nothing was done, or the failure says what was.
    ///
    /// @param failure why
    record Failed<T>(Failure failure) implements Outcome<T> {}

    /// A result.
    static <T> Outcome<T> ok(T value) {
        return new Ok<>(value);
    }

    /// A failure.
    static <T> Outcome<T> failed(Failure failure) {
        return new Failed<>(failure);
    }

    /// Whether it worked.
    default boolean isOk() {
        return this instanceof Ok<T>;
    }

    /// Turns the value of a success into another one; a failure stays what it is.
    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Ok<T>(var value) -> ok(change.apply(value));
            case Failed<T>(var failure) -> failed(failure);
        };
    }

    /// Goes on with `next` after a success; a failure ends it.
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return switch (this) {
            case Ok<T>(var value) -> next.apply(value);
            case Failed<T>(var failure) -> failed(failure);
        };
    }

    /// Lets `look` see the value of a success and returns this.
    default Outcome<T> peek(Consumer<? super T> look) {
        if (this instanceof Ok<T>(var value)) {
            look.accept(value);
        }
        return this;
    }
}
