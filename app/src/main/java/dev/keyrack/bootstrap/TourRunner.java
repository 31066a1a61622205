package dev.keyrack.bootstrap;

import java.nio.file.Path;
import java.util.Optional;

/// Drives every screen without a display.
@FunctionalInterface
public interface TourRunner {
    /// Runs the tour and prints where its pictures are.
    ///
    /// @param out where the pictures go; empty for the usual place
    /// @return exit code; zero only if every step held
    /// @throws InterruptedException if it was given up
    int run(Optional<Path> out) throws InterruptedException;
}
