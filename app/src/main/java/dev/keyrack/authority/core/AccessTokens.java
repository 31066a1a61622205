package dev.keyrack.authority.core;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;

/// Access tokens: JWTs signed with HMAC-SHA-256 (RFC 7519, RFC 7515) that hold for an hour. They carry the session they
/// came from, so that ending the session ends them too.
public final class AccessTokens {
    /// How long a token holds.
    public static final Duration LIFE = Duration.ofHours(1);

    private static final String KEY_NAME = "token_key";
    private static final int KEY_LENGTH = 32;
    private static final String SESSION = "sid";

    /// What a good token says.
    ///
    /// @param accountId whose it is
    /// @param sessionId the session it came from
    public record Claims(String accountId, String sessionId) {}

    private final Secret key;
    private final String issuer;
    private final SecureRandom random;
    private final InstantSource clock;

    /// Takes the signing key from `settings`, or makes one there.
    AccessTokens(SettingStore settings, String issuer, SecureRandom random, InstantSource clock) {
        this.issuer = issuer;
        this.random = random;
        this.clock = clock;
        this.key = Secret.wrap(settings.get(KEY_NAME).orElseGet(() -> {
            byte[] fresh = new byte[KEY_LENGTH];
            random.nextBytes(fresh);
            settings.put(KEY_NAME, fresh);
            return fresh;
        }));
    }

    /// A token for the account, to be closed by whoever receives it.
    Secret issue(Account account, String sessionId) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(issuer).subject(account.id())
                .claim("email", account.email()).claim("org", account.organisationId()).claim(SESSION, sessionId)
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(LIFE))).jwtID(Base62.id("jti_", random))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        return Secret.wrap(key.use(bytes -> sign(token, bytes)).getBytes(StandardCharsets.US_ASCII));
    }

    /// What `text` says, if it was issued here and still holds. Whether its session is over is for the caller to ask.
    Ruling<Claims> verify(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            if (!JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm())
                    || !key.use(bytes -> isSigned(token, bytes))) {
                return invalid();
            }
            JWTClaimsSet claims = token.getJWTClaimsSet();
            Date expires = claims.getExpirationTime();
            String account = claims.getSubject();
            String session = claims.getStringClaim(SESSION);
            if (expires == null || account == null || session == null || !issuer.equals(claims.getIssuer())) {
                return invalid();
            }
            return clock.instant().isBefore(expires.toInstant())
                    ? Ruling.granted(new Claims(account, session))
                    : Ruling.denied(Denial.of(Reason.TOKEN_EXPIRED,
                            "The access token has expired. Get a new one with the refresh token, or sign in again."));
        } catch (ParseException _) {
            return invalid();
        }
    }

    private static String sign(SignedJWT token, byte[] key) {
        try {
            token.sign(new MACSigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key of 256 bits can sign", e);
        }
    }

    private static boolean isSigned(SignedJWT token, byte[] key) {
        try {
            return token.verify(new MACVerifier(key));
        } catch (JOSEException _) {
            return false;
        }
    }

    private static Ruling<Claims> invalid() {
        return Ruling.denied(Denial.of(Reason.TOKEN_INVALID,
                "The access token was not issued here or has been altered. Sign in again."));
    }
}
