package dev.keyrack.shared.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/// Takes `java.util.logging`, which some libraries use, off the console and into our own log.
final class JavaLogging {
    private JavaLogging() {
    }

    static void quiet() {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(new Bridge());
    }

    private static final class Bridge extends Handler {
        @Override
        public void publish(LogRecord line) {
            String name = line.getLoggerName() == null ? "java.util.logging" : line.getLoggerName();
            LoggerFactory.getLogger(name).warn("{}", new SimpleFormatter().formatMessage(line), line.getThrown());
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
