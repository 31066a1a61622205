package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.core.UsageReport.Bucket;
import dev.keyrack.authority.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Which usage somebody asks for: the members `from` and `to` of a query, and the width of the buckets.
///
/// @param bucket the width
/// @param from   the beginning
/// @param to     the end, which does not belong to it
record UsageSpan(Bucket bucket, Instant from, Instant to) {
    /// How a system writes the width.
    ///
    /// @param parameter the query's member
    /// @param hour      its word for an hour
    /// @param day       its word for a day, which is the usual width
    record Words(String parameter, String hour, String day) {
        private Ruling<Bucket> read(Request request) {
            String word = request.query(parameter).orElse(day);
            if (word.equals(hour)) {
                return Ruling.granted(Bucket.HOUR);
            }
            return word.equals(day)
                    ? Ruling.granted(Bucket.DAY)
                    : Ruling.denied(Denial.invalid(parameter,
                            "\"" + parameter + "\" has to be \"" + hour + "\" or \"" + day + "\"."));
        }
    }

    /// Reads the query.
    static Ruling<UsageSpan> read(Request request, Words words, Instant now) {
        return words.read(request).then(bucket -> moment(request, "to", now)
                .then(to -> moment(request, "from", to.minus(bucket.usualSpan()))
                        .then(from -> span(bucket, from, to))));
    }

    private static Ruling<UsageSpan> span(Bucket bucket, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return Ruling.denied(Denial.invalid("from", "\"from\" has to lie before \"to\"."));
        }
        return Duration.between(from, to).compareTo(bucket.longestSpan()) > 0
                ? Ruling.denied(Denial.invalid("from",
                        "At most " + bucket.longestSpan().toDays() + " days at once with this bucket. Ask for less."))
                : Ruling.granted(new UsageSpan(bucket, from, to));
    }

    private static Ruling<Instant> moment(Request request, String name, Instant otherwise) {
        Optional<String> text = request.query(name);
        if (text.isEmpty()) {
            return Ruling.granted(otherwise);
        }
        return Expiries.parse(text.get()).map(Ruling::granted).orElseGet(() -> Ruling.denied(
                Denial.invalid(name, "\"" + name + "\" has to be a moment such as \"2026-01-31T00:00:00Z\".")));
    }
}
