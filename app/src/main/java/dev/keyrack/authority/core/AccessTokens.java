package dev.keyrack.authority.core;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
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
import java.util.List;
import java.util.Optional;

/// Access tokens: JWTs signed with HMAC-SHA-256 (RFC 7519, RFC 7515). They carry the session or the application's grant
/// that they came from, so that ending it ends them too.
public final class AccessTokens {
    /// How long a token of a session holds.
    public static final Duration LIFE = Duration.ofHours(1);

    private static final String KEY_NAME = "token_key";
    private static final int KEY_LENGTH = 32;
    private static final String SESSION = "sid";
    private static final String GRANT = "gid";
    private static final String SCOPE = "scope";

    /// What a good token says.
    public sealed interface Claims {
        /// It belongs to somebody who is signed in.
        ///
        /// @param accountId whose it is
        /// @param sessionId the session it came from
        record OfSession(String accountId, String sessionId) implements Claims {}

        /// It belongs to an application.
        ///
        /// @param grantId   the grant it came from
        /// @param scopes    what it may do
        /// @param issuedAt  when it was issued
        /// @param expiresAt when it runs out
        /// @param tokenId   its own identifier
        record OfGrant(String grantId, List<String> scopes, Instant issuedAt, Instant expiresAt,
                String tokenId) implements Claims {}
    }

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
        return sign(claims);
    }

    /// A token for an application, to be closed by whoever receives it. Its claims begin with those of the documents.
    Secret issue(Grant grant, List<String> scopes, Duration life) {
        Instant now = clock.instant();
        return sign(new JWTClaimsSet.Builder().subject(grant.subject()).issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life))).claim(SCOPE, String.join(" ", scopes)).issuer(issuer)
                .jwtID(Base62.id("jti_", random)).claim("client_id", grant.clientId()).claim(GRANT, grant.id())
                .build());
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
            Optional<Claims> said = claims(claims);
            if (expires == null || said.isEmpty() || !issuer.equals(claims.getIssuer())) {
                return invalid();
            }
            return clock.instant().isBefore(expires.toInstant())
                    ? Ruling.granted(said.get())
                    : Ruling.denied(Denial.of(Reason.TOKEN_EXPIRED,
                            "The access token has expired. Get a new one with the refresh token, or sign in again."));
        } catch (ParseException _) {
            return invalid();
        }
    }

    private static Optional<Claims> claims(JWTClaimsSet claims) throws ParseException {
        String session = claims.getStringClaim(SESSION);
        String grant = claims.getStringClaim(GRANT);
        String subject = claims.getSubject();
        if (session != null && subject != null) {
            return Optional.of(new Claims.OfSession(subject, session));
        }
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        String scope = claims.getStringClaim(SCOPE);
        String id = claims.getJWTID();
        return grant == null || issued == null || expires == null || scope == null || id == null
                ? Optional.empty()
                : Optional.of(new Claims.OfGrant(grant, List.of(scope.split(" ", -1)), issued.toInstant(),
                        expires.toInstant(), id));
    }

    private Secret sign(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build(),
                claims);
        return Secret.wrap(key.use(bytes -> sign(token, bytes)).getBytes(StandardCharsets.US_ASCII));
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
