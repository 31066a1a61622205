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

/// Reads when a key shall end: as a duration such as `365d` in one member, or as a moment in another; null for never.
///
/// @param in name of the member for a duration
/// @param at name of the member for a moment
record Expiries(String in, String at) {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /// The end that `body` asks for; empty if it does not speak of it.
    Optional<KeyPatch.Expiry> read(Fields body, Instant now) {
        if (body.has(in) && body.has(at)) {
            body.reject(at, "Send either \"" + in + "\" or \"" + at + "\", not both.");
            return Optional.empty();
        }
        if (body.isNull(in) || body.isNull(at)) {
            return Optional.of(new KeyPatch.Expiry(Optional.empty()));
        }
        return body.has(in) ? duration(body, now) : moment(body, now);
    }

    private Optional<KeyPatch.Expiry> duration(Fields body, Instant now) {
        Optional<Duration> duration = body.rawText(in).flatMap(DurationText::parse);
        if (duration.isEmpty()) {
            body.reject(in, "\"" + in + "\" has to be a whole number and a unit (s, m, h, d, w, y), such as \"365d\", "
                    + "at most 100 years; null for never.");
        }
        return duration.map(length -> end(now.plus(length)));
    }

    private Optional<KeyPatch.Expiry> moment(Fields body, Instant now) {
        Optional<Instant> end = body.rawText(at).flatMap(Expiries::parse);
        if (body.has(at) && end.filter(now::isBefore).filter(now.plus(LONGEST)::isAfter).isEmpty()) {
            body.reject(at, "\"" + at + "\" has to be a moment in the future, at most 100 years away, "
                    + "such as \"2027-01-31T00:00:00Z\"; null for never.");
        }
        return end.map(Expiries::end);
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
