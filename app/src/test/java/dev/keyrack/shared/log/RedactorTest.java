package dev.keyrack.shared.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The redactor")
class RedactorTest {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Authorization: Bearer abc.def-123           | Authorization: ***
            sent Bearer c2VjcmV0LXZhbHVl to it          | sent Bearer *** to it
            Authorization: Digest user="x"              | Authorization: ***"x"
            ch_live_abc123DEF456ghi789                  | ch_live_***
            mgma_sk_test_0123456789abcdef               | mgma_sk_test_***
            {"password":"hunter2","name":"x"}           | {"password":***,"name":"x"}
            {"refresh_token" : "a\\"b", "n":1}          | {"refresh_token" : ***, "n":1}
            {\\"secret\\":\\"hunter2\\",\\"n\\":1}      | {\\"secret\\":***,\\"n\\":1}
            {"accessToken":"x.y"}                       | {"accessToken":***}
            {"backup_codes":["1111","2222"]}            | {"backup_codes":***}
            ?code=SplxlOBe&state=xyz                    | ?code=***&state=xyz
            otpauth://totp/X?secret=JBSWY3DP&issuer=X   | otpauth://totp/X?secret=***&issuer=X
            client_secret=s3cr3t&grant_type=refresh     | client_secret=***&grant_type=refresh
            https://ada:pw@host.test/path               | https://***@host.test/path
            password='two words' x                      | password=*** x
            AKIAIOSFODNN7EXAMPLE                        | AKIA***
            sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6                  | sk-proj-***
            Set-Cookie: sid=abc; HttpOnly               | Set-Cookie: ***
            session_id=abc; x                           | session_id=***; x
            {"client_assertion":"a.b.c"}                | {"client_assertion":***}
            aws_secret_access_key = wJalrXUt/K7MDENG+b  | aws_secret_access_key = ***
            {"key":"0123456789abcdef0123"}              | {"key":"***"}
            recovery-codes: 1111-2222                   | recovery-codes: ***
            otpauth-migration://offline?data=CjEKC      | otpauth-migration://offline?***
            https://api.test/v1/keys?cursor=abc#x y     | https://api.test/v1/keys?*** y
            HTTPS://Api.Test/v1#access_token=abc        | HTTPS://Api.Test/v1#***
            (see https://api.test/a?b=c).               | (see https://api.test/a?***).
            "https://api.test/a?b=c"                    | "https://api.test/a?***"
            https://h.test/T0/B0/aB3dE6gH9jK2mN5pQ8sT1vW4 | https://h.test/T0/B0/***
            https://ada:pw@h.test/a?b=c                 | https://***@h.test/a?***
            """)
    void masksCredentials(String text, String masked) {
        assertThat(Redactor.redact(text)).isEqualTo(masked);
    }

    @Test
    void masksTokensAndKeysWhole() {
        String jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
        assertThat(Redactor.redact("got " + jwt + " back")).isEqualTo("got *** back");
        String key = "-----BEGIN PRIVATE KEY-----\nMIIE\nabc\n-----END PRIVATE KEY-----";
        assertThat(Redactor.redact("a " + key + " b")).isEqualTo("a *** b");
        assertThat(Redactor.redact("-----BEGIN RSA PRIVATE KEY-----\nMIIE cut off")).isEqualTo("***");
        assertThat(Redactor.redact("-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQ\n-----END PGP PRIVATE KEY BLOCK-----"))
                .isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "saving key key_01HZX8K2M4N6P8Q0R2S4 of demo",
            "GET /v1/auth/api-keys/key_abcdefghij0123456789",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "123e4567-e89b-12d3-a456-426614174000", "2026-11-22T12:00:00.123Z took 15 ms",
            "http://127.0.0.1:41234/v1/org",
            "dev.keyrack.key.data.SqliteInventory.recordListing(SqliteInventory.java:42)", "sign_in_refused",
            "databases:read, databases:write", "/home/ada/.config/keyrack/profiles.json", "Secret[redacted]",
            "{\"token_type\":\"Bearer\",\"expires_in\":3600}", "ada@example.test", "the password was refused",
            "api_key_id=key_0123456789ABCDEFGHIJ", "{\"key\":\"key_0123456789abcdef\"}", "{\"key\":\"eu-west-1\"}",
            "https://api.test/v1/keys/key_01HZX8K2M4N6P8Q0R2S4/usage", "Credential in environment: PRODUCTION",
            "http://127.0.0.1:8080/keys/123e4567-e89b-12d3-a456-426614174000 answered 404",
            "https://api.test/repos/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b/commits", "the credential was refused",
            "https://docs.test/A-Guide-to-our-Keys-in-General"})
    void leavesReadableWhatIsNoSecret(String text) {
        assertThat(Redactor.redact(text)).isEqualTo(text);
    }

    @Test
    void letsNoRandomSecretThroughInAnyClothes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<UnaryOperator<String>> clothes = List.of(value -> "Authorization: Bearer " + value,
                value -> "key ch_live_" + value + " was made", value -> "{\"password\":\"" + value + "\"}",
                value -> "{\\\"client_secret\\\": \\\"" + value + "\\\"}", value -> "?access_token=" + value + "&x=1",
                value -> "X-Api-Key: " + value, value -> "token: " + value, value -> "(sk_test_" + value + ")",
                value -> "Basic " + value, value -> "https://user:" + value + "@host/",
                value -> "bearer\t" + value, value -> "curl -H 'authorization: bearer " + value + "'",
                value -> "GET https://api.test/v1?k=" + value + " failed", value -> "(https://h.test/#" + value + ")",
                value -> "https://h.test/cb?state=x&c=" + value + "&z", value -> "Cookie: a=b; s=" + value,
                value -> "otpauth://totp/A:b?issuer=A&secret=" + value, value -> "{\"key\" : \"" + value + "\"}",
                value -> "-----BEGIN EC PRIVATE KEY-----\n" + value, value -> "passphrase='" + value + "'",
                value -> "ghp_" + value, value -> "{\"sessionId\":\"" + value + "\"}",
                value -> "{\"a\":{\"accessKey\":\"" + value + "\",\"b\":1}}",
                value -> "eyJhbGciOiJ9." + value + "." + value, value -> "hf_" + value);
        for (int i = 0; i < 5000; i++) {
            StringBuilder value = new StringBuilder();
            int length = 16 + random.nextInt(48);
            for (int n = 0; n < length; n++) {
                value.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            String text = clothes.get(random.nextInt(clothes.size())).apply(value.toString());
            assertThat(Redactor.redact("before " + text + " after")).as("seed %d, %s", seed, text)
                    .doesNotContain(value.substring(0, 8)).doesNotContain(value.substring(length - 8))
                    .startsWith("before ");
        }
    }

    @Test
    void leavesEveryIdReadableWhereverItStands() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> prefixes = List.of("key_", "usr_", "org_", "req_", "run_", "acct_");
        List<UnaryOperator<String>> places = List.of(id -> "saving " + id + " of demo",
                id -> "GET https://api.test/v1/keys/" + id + " answered 404", id -> "{\"id\":\"" + id + "\"}",
                id -> "(" + id + ")", id -> id + ": not there", id -> "{\"key\":\"" + id + "\"}");
        for (int i = 0; i < 2000; i++) {
            StringBuilder id = new StringBuilder(prefixes.get(random.nextInt(prefixes.size())));
            int length = 8 + random.nextInt(20);
            for (int n = 0; n < length; n++) {
                id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            String text = places.get(random.nextInt(places.size())).apply(id.toString());
            assertThat(Redactor.redact(text)).as("seed %d", seed).isEqualTo(text);
        }
    }

    @Test
    void changesNothingTheSecondTime() {
        String once = Redactor.redact("{\"password\":\"hunter2\"} Bearer abcdefgh ch_live_0123456789abcdef");
        assertThat(Redactor.redact(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "_", "a_", "\\", "\"", "a-", "A1", "token", "password=\\\"", "eyJ", ".", "ab_a",
            "http://", "https://a/", "https://a/?#", "\"key\":\""})
    void staysFastOnHostileText(String piece) {
        String text = piece.repeat(50_000 / piece.length());
        long start = System.nanoTime();
        Redactor.redact(text);
        assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(5_000);
    }
}
