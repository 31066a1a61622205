package dev.keyrack.token.domain;

import dev.keyrack.token.domain.TokenReport.Oddity;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the times of a token (RFC 7519 section 2, NumericDate) and says what they mean.
final class TokenTimes {
    private TokenTimes() {
    }

    static Optional<Instant> of(Map<String, @Nullable Object> claims, String name) {
        return claims.get(name) instanceof Number number ? moment(number) : Optional.empty();
    }

    private static Optional<Instant> moment(Number number) {
        try {
            long millis = new BigDecimal(number.toString()).movePointRight(3).longValue();
            Instant instant = Instant.ofEpochMilli(millis);
            return instant.isAfter(Instant.EPOCH) ? Optional.of(instant) : Optional.empty();
        } catch (DateTimeException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    static List<Oddity> oddities(Map<String, @Nullable Object> header, Map<String, @Nullable Object> claims,
            Instant now) {
        List<Oddity> odd = new ArrayList<>();
        if (header.get("alg") instanceof String name && name.equalsIgnoreCase("none")) {
            odd.add(Oddity.NOT_SIGNED);
        }
        Optional<Instant> end = of(claims, "exp");
        if (end.isEmpty()) {
            odd.add(Oddity.NO_EXPIRY);
        } else if (!now.isBefore(end.get())) {
            odd.add(Oddity.EXPIRED);
        }
        of(claims, "nbf").filter(now::isBefore).ifPresent(_ -> odd.add(Oddity.NOT_YET_VALID));
        of(claims, "iat").filter(now::isBefore).ifPresent(_ -> odd.add(Oddity.ISSUED_IN_FUTURE));
        if (header.containsKey("crit")) {
            odd.add(Oddity.CRITICAL_MEMBERS);
        }
        return odd;
    }
}
