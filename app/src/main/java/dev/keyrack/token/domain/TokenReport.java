package dev.keyrack.token.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What a JSON Web Token says of itself (RFC 7519). Nothing of it is verified: anybody can write a token that says the
/// same. Holds no signature, so it is no credential.
///
/// @param header the JOSE header
/// @param claims the payload
/// @param oddities what a reader should know beside the members
public record TokenReport(SequencedMap<String, @Nullable Object> header,
        SequencedMap<String, @Nullable Object> claims, List<Oddity> oddities) {
    /// Something about a token that should not be overlooked.
    public enum Oddity {
        /// `alg` is `none`: anybody could have written it (RFC 7518 section 3.6).
        NOT_SIGNED,
        /// `exp` has passed.
        EXPIRED,
        /// `nbf` has not come yet.
        NOT_YET_VALID,
        /// It has no `exp`: it never runs out.
        NO_EXPIRY,
        /// `iat` is in the future: the clocks differ.
        ISSUED_IN_FUTURE,
        /// It has `crit`: whoever does not know those members must refuse it (RFC 7515 section 4.1.11).
        CRITICAL_MEMBERS
    }

    /// Keeps its own copies.
    public TokenReport {
        header = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(header));
        claims = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(claims));
        oddities = List.copyOf(oddities);
    }

    /// When it was issued (`iat`).
    public Optional<Instant> issuedAt() {
        return TokenTimes.of(claims, "iat");
    }

    /// From when on it holds (`nbf`).
    public Optional<Instant> notBefore() {
        return TokenTimes.of(claims, "nbf");
    }

    /// When it stops to hold (`exp`).
    public Optional<Instant> expiresAt() {
        return TokenTimes.of(claims, "exp");
    }

    /// What `header` and `claims` come to at `now`.
    public static TokenReport of(SequencedMap<String, @Nullable Object> header,
            SequencedMap<String, @Nullable Object> claims, Instant now) {
        return new TokenReport(header, claims, TokenTimes.oddities(header, claims, now));
    }

    /// The text of a header member; empty text if it is not there.
    public String headerText(String name) {
        return text(header, name);
    }

    private static String text(Map<String, @Nullable Object> members, String name) {
        return members.get(name) instanceof String text ? text : "";
    }
}
