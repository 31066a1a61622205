package dev.keyrack.authority;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until somebody moves it.
final class MovableClock implements InstantSource {
    private volatile Instant now;

    MovableClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration by) {
        now = now.plus(by);
    }
}
