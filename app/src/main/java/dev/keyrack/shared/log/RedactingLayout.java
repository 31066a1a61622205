package dev.keyrack.shared.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One line a message, the stack trace of an exception below it; all of it through the [Redactor].
final class RedactingLayout extends LayoutBase<ILoggingEvent> {
    private final ThrowableProxyConverter throwables = new ThrowableProxyConverter();

    @Override
    public void start() {
        throwables.start();
        super.start();
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        Instant at = Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS);
        // a line end in a message must not look like the next message
        String message = event.getFormattedMessage().replace("\r", "\\r").replace("\n", "\\n");
        return Redactor.redact("%s %-5s [%s] %s - %s%n%s".formatted(at, event.getLevel(), event.getThreadName(),
                event.getLoggerName(), message, throwables.convert(event)));
    }
}
