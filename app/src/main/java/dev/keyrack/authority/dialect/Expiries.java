package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.KeyPatch;
import dev.keyrack.authority.http.Fields;
import dev.keyrack.shared.time.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Reads when a key shall end: `expires_in` as a duration such as `365d`, or `expires_at` as a moment; null for never.
final class Expiries {
    private static final String IN = "expires_in";
    private static final String AT = "expires_at";
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Expiries() {
    }

    /// The end that `body` asks for; empty if it does not speak of it.
    static Optional<KeyPatch.Expiry> read(Fields body, Instant now) {
        if (body.has(IN) && body.has(AT)) {
            body.reject(AT, "Send either \"expires_in\" or \"expires_at\", not both.");
            return Optional.empty();
        }
        if (body.isNull(IN) || body.isNull(AT)) {
            return Optional.of(new KeyPatch.Expiry(Optional.empty()));
        }
        return body.has(IN) ? duration(body, now) : moment(body, now);
    }

    private static Optional<KeyPatch.Expiry> duration(Fields body, Instant now) {
        Optional<Duration> duration = body.rawText(IN).flatMap(DurationText::parse);
        if (duration.isEmpty()) {
            body.reject(IN, "\"expires_in\" has to be a whole number and a unit (s, m, h, d, w, y), such as \"365d\", "
                    + "at most 100 years; null for never.");
        }
        return duration.map(length -> end(now.plus(length)));
    }

    private static Optional<KeyPatch.Expiry> moment(Fields body, Instant now) {
        Optional<Instant> at = body.rawText(AT).flatMap(Expiries::parse);
        if (body.has(AT) && at.filter(now::isBefore).filter(now.plus(LONGEST)::isAfter).isEmpty()) {
            body.reject(AT, "\"expires_at\" has to be a moment in the future, at most 100 years away, "
                    + "such as \"2027-01-31T00:00:00Z\"; null for never.");
        }
        return at.map(Expiries::end);
    }

    /// A moment with a zone offset; empty if it is none.
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static KeyPatch.Expiry end(Instant at) {
        return new KeyPatch.Expiry(Optional.of(at.truncatedTo(ChronoUnit.MILLIS)));
    }
}
