package dev.keyrack.tour;

import dev.keyrack.bootstrap.AppPaths;
import dev.keyrack.bootstrap.Desktop;
import dev.keyrack.bootstrap.TourRunner;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Runs the tour on JavaFX's Headless platform, with a home of its own that is gone afterwards.
public final class HeadlessTour implements TourRunner {
    private final PrintStream out;
    private final Path usual;

    /// A tour that says on `out` where its pictures are.
    ///
    /// @param usual where pictures go if nothing else is asked for
    public HeadlessTour(PrintStream out, Path usual) {
        this.out = out;
        this.usual = usual;
    }

    @Override
    public int run(Optional<Path> asked) {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        Path pictures = asked.orElse(usual).toAbsolutePath().normalize();
        try {
            Files.createDirectories(pictures);
            Path scratch = Files.createTempDirectory("keyrack-tour");
            try {
                boolean held = drive(scratch, pictures);
                out.println((held ? "Every step held." : "A step did not hold.") + " The pictures are in " + pictures);
                return held ? 0 : 1;
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean drive(Path scratch, Path pictures) throws IOException {
        Platform.startup(() -> Platform.setImplicitExit(false));
        TourBrowser browser = new TourBrowser();
        Desktop desktop = Driver.onFx(() -> {
            Desktop made = new Desktop(new Stage(), new Desktop.Options(AppPaths.below(scratch.resolve("home")),
                    Clock.tickMillis(ZoneOffset.UTC), Map.of(), System.getProperty("os.name", ""), true, browser));
            made.stage().setX(0); // the screen is smaller than the window: menus would be moved onto it
            made.stage().setY(0);
            made.show();
            return made;
        });
        try (Ground ground = new Ground(new Driver(desktop.stage(), desktop, pictures), browser, scratch)) {
            TourReport report = new Tour(ground, out).take();
            Files.writeString(pictures.resolve("tour.json"), report.toJson());
            return report.held();
        } finally {
            Driver.onFx(() -> {
                desktop.close();
                return true;
            });
            Platform.exit();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
