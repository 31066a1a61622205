package dev.keyrack.authority.sample;

import java.util.Locale;

/// What happened to a key of the demo so far.
enum KeyStory {
    /// Used on working days, in working hours.
    OFFICE,
    /// Used all day, every day, a little less at night.
    STEADY,
    /// Used once a night.
    NIGHTLY,
    /// Used much on some days, then limited, with failures.
    BURSTS,
    /// Not used for more than six weeks.
    IDLE,
    /// Never used.
    UNUSED,
    /// Switched off two weeks ago.
    DISABLED,
    /// Its time ran out, and whoever used it stopped.
    EXPIRED,
    /// Its time ran out, and somebody goes on trying.
    PROBED,
    /// Runs out within days.
    SOON,
    /// In use, and lacks a scope for some of what it tries.
    NARROW;

    static KeyStory of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
