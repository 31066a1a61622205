package dev.keyrack.shared.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ServiceLoader;
import java.util.logging.ConsoleHandler;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The log")
class LogSetupTest {
    private final LoggerContext context = new LoggerContext();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        System.clearProperty(LogSetup.FOLDER_PROPERTY);
        context.stop();
    }

    private void configure() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        LogSetup setup = new LogSetup();
        setup.setContext(context);
        setup.configure(context);
    }

    @Test
    void isFoundByLogback() {
        assertThat(StreamSupport.stream(ServiceLoader.load(Configurator.class).spliterator(), false))
                .anyMatch(LogSetup.class::isInstance);
    }

    @Test
    void isSilentWithoutAFolder() {
        configure();
        assertThat(context.getLogger("ROOT").iteratorForAppenders().hasNext()).isFalse();
        assertThat(context.getLogger("dev.keyrack.key").isErrorEnabled()).isFalse();
        assertThat(Logger.getLogger("").getHandlers()).noneMatch(ConsoleHandler.class::isInstance);
    }

    @Test
    void goesToAFileForTheUserAloneWithoutCredentials() throws Exception {
        System.setProperty(LogSetup.FOLDER_PROPERTY, folder.resolve("state").toString());
        configure();
        context.getLogger("dev.keyrack.test").info("sent {}\nand more", "Bearer abcdefghijklmnop");
        context.getLogger("dev.keyrack.test").warn("failed",
                new IllegalStateException("outer", new IllegalStateException("key ch_live_0123456789abcdef")));
        context.getLogger("org.library").info("chatter");
        context.getLogger("dev.keyrack.test").debug("detail");
        Path file = folder.resolve("state").resolve("keyrack.log");
        assertThat(file).content().contains("INFO ", "sent Bearer ***\\nand more", "IllegalStateException: outer",
                "key ch_live_***").doesNotContain("abcdefgh", "0123456789", "chatter", "detail");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }
}
