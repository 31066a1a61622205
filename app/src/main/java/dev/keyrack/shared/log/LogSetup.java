package dev.keyrack.shared.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import dev.keyrack.shared.file.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Sets Logback up, found through `META-INF/services`: in code, because reading XML would be paid at each start.
///
/// Nothing goes to the console, which belongs to the command line. Where the system property `keyrack.log.dir` names a
/// folder before the first logger is made, warnings of everybody and what Keyrack tells at INFO go to `keyrack.log`
/// there, in a folder of 0700; a file that has grown past 1 MB is put aside, and three such are kept.
public final class LogSetup extends ContextAwareBase implements Configurator {
    /// The system property that names the folder.
    public static final String FOLDER_PROPERTY = "keyrack.log.dir";

    private static final int OLD_FILES = 3;
    private static final long BYTES = FileSize.MB_COEFFICIENT;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        JavaLogging.quiet();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        context.getLogger("dev.keyrack").setLevel(Level.INFO);
        String folder = System.getProperty(FOLDER_PROPERTY);
        if (folder == null || folder.isBlank()) {
            root.setLevel(Level.OFF);
            context.getLogger("dev.keyrack").setLevel(Level.OFF);
        } else {
            appendTo(Path.of(folder), context, root);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private void appendTo(Path folder, LoggerContext context, Logger root) {
        Path file = folder.resolve("keyrack.log");
        try {
            PrivateFiles.createFolder(folder);
            PrivateFiles.createIfMissing(file);
        } catch (IOException e) {
            addError("no log in " + folder, e); // a program that cannot log still works
            return;
        }
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder(context));
        roll(appender, folder, context);
        appender.start();
        root.addAppender(appender);
    }

    private static LayoutWrappingEncoder<ILoggingEvent> encoder(LoggerContext context) {
        RedactingLayout layout = new RedactingLayout();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    private static void roll(RollingFileAppender<ILoggingEvent> appender, Path folder, LoggerContext context) {
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(folder.resolve("keyrack.%i.log").toString());
        rolling.setMinIndex(1);
        rolling.setMaxIndex(OLD_FILES);
        rolling.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(new FileSize(BYTES));
        trigger.start();
        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(trigger);
    }
}
