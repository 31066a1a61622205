package dev.keyrack.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.token.data.JwtReader;
import dev.keyrack.token.domain.TokenReport;
import dev.keyrack.token.domain.TokenReport.Oddity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Reading a JSON Web Token")
class JwtReaderTest {
    /// The times of the generic document: 1640995200 and 1641081600.
    private static final Instant WITHIN = Instant.parse("2022-01-01T12:00:00Z");
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    private static final String CLAIMS = """
            {"sub":"user_123","iat":1640995200,"exp":1641081600,"scope":"read write"}""";

    private final JwtReader reader = new JwtReader(Messages.forLocale(Locale.ENGLISH));

    private static String token(String header, String claims) {
        return part(header) + "." + part(claims) + ".c2lnbmF0dXJl";
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Outcome<TokenReport> read(String text, Instant now) {
        try (Secret token = Secret.wrap(text.getBytes(StandardCharsets.UTF_8))) {
            return reader.read(token, now);
        }
    }

    private TokenReport report(String text, Instant now) {
        return switch (read(text, now)) {
            case Outcome.Ok<TokenReport>(var report) -> report;
            case Outcome.Failed<TokenReport>(var failure) -> throw new AssertionError("refused: " + failure);
        };
    }

    @Test
    void showsHeaderClaimsAndTimesOfTheDocumentedToken() {
        TokenReport report = report(token(HEADER, CLAIMS), WITHIN);

        assertThat(report.header()).containsExactly(java.util.Map.entry("alg", "HS256"),
                java.util.Map.entry("typ", "JWT"));
        assertThat(report.claims().sequencedKeySet()).containsExactly("sub", "iat", "exp", "scope");
        assertThat(report.issuedAt()).contains(Instant.parse("2022-01-01T00:00:00Z"));
        assertThat(report.expiresAt()).contains(Instant.parse("2022-01-02T00:00:00Z"));
        assertThat(report.notBefore()).isEmpty();
        assertThat(report.oddities()).isEmpty();
    }

    @Test
    void passesOverTheWordBearer() {
        assertThat(report("Bearer " + token(HEADER, CLAIMS), WITHIN).claims()).containsKey("sub");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"alg":"none"}               | {"exp":1641081600}                   | NOT_SIGNED
            {"alg":"None"}               | {"exp":1641081600}                   | NOT_SIGNED
            {"alg":"HS256"}              | {"exp":1641038400}                   | EXPIRED
            {"alg":"HS256"}              | {"exp":1641081600,"nbf":1641038401}  | NOT_YET_VALID
            {"alg":"HS256"}              | {"exp":1641081600,"iat":1641038401.5} | ISSUED_IN_FUTURE
            {"alg":"HS256"}              | {}                                   | NO_EXPIRY
            {"alg":"HS256","crit":["x"]} | {"exp":1641081600}                   | CRITICAL_MEMBERS
            """)
    void saysWhatIsOdd(String header, String claims, Oddity oddity) {
        assertThat(report(token(header, claims), WITHIN).oddities()).containsExactly(oddity);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            hello                    | three parts
            a.b                      | three parts
            a.b.c                    | first part
            a.b.c.d.e                | encrypted
            ####.e30.x               | first part
            e30.bm90IGpzb24.x        | second part
            e30.W10.x                | second part
            e30.bnVsbA.x             | second part
            """)
    void refusesWhatIsNone(String text, String problem) {
        assertThat(read(text, WITHIN)).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(((Failure.InvalidInput) failed.failure()).problem()).contains(problem));
    }

    @Test
    void survivesAHundredThousandBrokenOnes() {
        long seed = 20_261_122L;
        Random random = new Random(seed);
        byte[] good = token(HEADER, CLAIMS).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 100_000; i++) {
            byte[] broken = good.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            try (Secret token = Secret.wrap(broken)) {
                assertThat(reader.read(token, WITHIN)).as("seed %d, round %d", seed, i).isNotNull();
            }
        }
    }

    @Test
    void readsNoClaimsOfAnyDepth() {
        String deep = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertThat(read(token(HEADER, deep), WITHIN).isOk()).isFalse();
    }
}
