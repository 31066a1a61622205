package dev.keyrack.cli;

import dev.keyrack.bootstrap.TourRunner;
import dev.keyrack.shared.result.Outcome;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(name = "tour", description = "Drives every screen on a fresh authority, without a display, and leaves pictures and tour.json.")
final class TourCommand extends Command {
    private final TourRunner tour;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the pictures go.")
    private Optional<Path> out = Optional.empty();

    TourCommand(Session session, TourRunner tour) {
        super(session);
        this.tour = tour;
    }

    @Override
    boolean worksLocked() {
        return true;
    }

    @Override
    Outcome<Integer> run() throws InterruptedException {
        return Outcome.ok(tour.run(out));
    }
}
