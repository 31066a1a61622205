package dev.keyrack.bootstrap;

import java.net.URI;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.stage.Stage;

/// Opens addresses in the system's browser. JavaFX thread.
public final class SystemBrowser implements Consumer<URI> {
    private final Services services = new Services();

    @Override
    public void accept(URI page) {
        services.getHostServices().showDocument(page.toString());
    }

    /// Never started: JavaFX gives its services to applications alone.
    private static final class Services extends Application {
        @Override
        public void start(Stage stage) {
            throw new IllegalStateException("not to be started");
        }
    }
}
