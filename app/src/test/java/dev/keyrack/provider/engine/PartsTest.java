package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyrack.provider.engine.SecretSlots.Escape;
import dev.keyrack.shared.secret.Secret;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The parts of the engine")
class PartsTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(24); i >= 0; i--) {
            int character = random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(0x80);
            text.append(Character.isSurrogate((char) character) ? "😀" : Character.toString(character));
        }
        return text.toString();
    }

    @Nested
    @DisplayName("Templates")
    class Templates {
        @Test
        void percentEncodingCanBeUndone() {
            long seed = System.nanoTime();
            Random random = new Random(seed);
            for (int i = 0; i < 2_000; i++) {
                String text = random(random);
                String encoded = Template.encode(text);
                assertThat(encoded).as("seed %d", seed).matches("[A-Za-z0-9._~%-]*");
                assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).as("seed %d", seed).isEqualTo(text);
            }
        }

        @Test
        void keepLiteralTextAndFillVariables() {
            Template template = Template.parse("/v1/{org.id}/keys/{id}/");
            assertThat(template.variables()).containsExactly("org.id", "id");
            assertThat(template.render(Map.of("org", Map.of("id", 7), "id", "a b"), Template::encode))
                    .contains("/v1/7/keys/a%20b/");
        }

        @Test
        void withoutAValueGiveNothing() {
            Template template = Template.parse("{a}{b}");
            assertThat(template.render(Map.of("a", "1"), text -> text)).isEmpty();
            assertThat(template.missing(Map.of("a", "1"))).contains("b");
        }

        @Test
        void bracesThatAreNoVariableAreText() {
            assertThat(Template.parse("{}{ a }").render(Map.of(), text -> text)).contains("{}{ a }");
        }
    }

    @Nested
    @DisplayName("Secrets in bodies")
    class Slots {
        @Test
        void surviveJsonWhateverTheyHold() {
            long seed = System.nanoTime();
            Random random = new Random(seed);
            JsonMapper json = JsonMapper.builder().build();
            for (int i = 0; i < 500; i++) {
                String text = random(random);
                try (Secret secret = Secret.wrap(utf8(text))) {
                    SecretSlots slots = new SecretSlots().with("v", secret);
                    byte[] body = slots.fill(utf8("{\"a\":\"" + slots.variables().get("v") + "\"}"), Escape.JSON);
                    assertThat(json.readTree(body).get("a").asString()).as("seed %d", seed).isEqualTo(text);
                }
            }
        }

        @Test
        void surviveForms() {
            try (Secret secret = Secret.wrap(utf8("a&b=c d%ü"))) {
                SecretSlots slots = new SecretSlots().with("v", secret);
                byte[] body = slots.fill(utf8("p=" + slots.variables().get("v") + "&q=1"), Escape.FORM);
                assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("p=a%26b%3Dc%20d%25%C3%BC&q=1");
            }
        }

        @Test
        void wipeTheBytesTheyReplace() {
            try (Secret secret = Secret.wrap(utf8("s"))) {
                SecretSlots slots = new SecretSlots().with("v", secret);
                byte[] before = utf8(slots.variables().get("v") + slots.variables().get("v"));
                assertThat(slots.fill(before, Escape.RAW)).isEqualTo(utf8("ss"));
                assertThat(before).containsOnly(0);
            }
        }
    }

    @Nested
    @DisplayName("Answers")
    class Answers {
        private final AnswerReader reader = new AnswerReader(64);

        @Test
        void loseTheirSecretsBeforeTheyBecomeText() throws AnswerReader.Unreadable {
            byte[] body = utf8(
                    "{\"a\":{\"key\":\"s\\u0065cret\"},\"list\":[{\"v\":\"x\",\"n\":1},{\"v\":\"y\",\"n\":2}]}");
            try (AnswerReader.Parsed parsed = reader.read(body, List.of("/a/key"), List.of("/list/*/v"))) {
                assertThat(String.valueOf(parsed.tree()))
                        .isEqualTo("{a={key=null}, list=[{v=null, n=1}, {v=null, n=2}]}");
                try (Secret taken = parsed.take("/a/key").orElseThrow()) {
                    assertThat(taken.reveal()).isEqualTo("secret");
                }
            }
        }

        @Test
        void closeTheSecretsNobodyTook() throws AnswerReader.Unreadable {
            AnswerReader.Parsed parsed = reader.read(utf8("{\"k\":\"v\"}"), List.of("/k"), List.of());
            Secret held = parsed.cut().get("/k");
            parsed.close();
            assertThat(held).isNotNull().matches(Secret::isClosed);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{", "[1,]", "{\"k\":\"v\"} x", "nope", "{\"k\":\"v\",", "\u0001"})
        void thatAreBrokenAreRefused(String broken) {
            assertThatThrownBy(() -> reader.read(utf8(broken), List.of("/k"), List.of()))
                    .isInstanceOf(AnswerReader.Unreadable.class).hasNoCause();
        }

        @Test
        void escapePointers() throws AnswerReader.Unreadable {
            try (AnswerReader.Parsed parsed = reader.read(utf8("{\"a/b~c\":\"v\"}"), List.of("/a~1b~0c"), List.of())) {
                assertThat(parsed.take("/a~1b~0c")).isPresent();
            }
        }
    }

    @Nested
    @DisplayName("A provider's words")
    class Words {
        private final Redactor redactor = new Redactor(List.of("acme_"));

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                key acme_0123456789 is revoked             | key acme_*** is revoked
                Authorization: Bearer abcdef123            | Authorization: Bearer ***
                eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc1  | ***
                token 4f3c2b1a0d9e8f7a6b5c4d3e2f1a0b9c bad | token *** bad
                no such key 123e4567-e89b-12d3-a456-426614174000 | no such key 123e4567-e89b-12d3-a456-426614174000
                the name is taken                          | the name is taken
                """)
        void loseWhatLooksLikeACredential(String said, String shown) {
            assertThat(redactor.clean(said, List.of())).isEqualTo(shown);
        }

        @Test
        void loseWhatWasSent() {
            try (Secret sent = Secret.wrap(utf8("hunter two"))) {
                assertThat(redactor.clean("bad password: hunter two", List.of(sent))).isEqualTo("bad password: ***");
            }
        }

        @Test
        void areShortAndOnOneLine() {
            String shown = redactor.clean("a\r\nb\u001b[31m\u202e " + "word ".repeat(200), List.of());
            assertThat(shown).startsWith("a b [31m").hasSize(300).doesNotContain("\n", "\u001b", "\u202e");
        }
    }

    @Nested
    @DisplayName("Request limits")
    class Limits {
        private final Instant now = Instant.parse("2026-11-22T10:00:00Z");

        private Optional<Instant> reset(String kind, String text) {
            RateLimits limits = new RateLimits(Optional.of(new Descriptor.RateLimit(List.of("L"), List.of("R"),
                    List.of("T"), kind, "", "s")), new Expressions(), () -> now);
            return limits.read(headers(Map.of("R", "3", "T", text))).orElseThrow().resetAt();
        }

        private static HttpHeaders headers(Map<String, String> values) {
            Map<String, List<String>> many = new java.util.HashMap<>();
            values.forEach((name, value) -> many.put(name, List.of(value)));
            return HttpHeaders.of(many, (_, _) -> true);
        }

        @ParameterizedTest(name = "{0} {1}")
        @CsvSource(textBlock = """
                auto,      12,            13
                auto,      1795341612,    13
                auto,      1795341612000, 12
                seconds,   12,            13
                epoch_s,   1795341612,    13
                epoch_ms,  1795341612000, 12
                iso,       2026-11-22T10:00:12Z,            13
                http_date, 'Sun, 22 Nov 2026 10:00:12 GMT', 13
                """)
        void areReadInEveryDialectToTheEndOfTheirSecond(String kind, String text, int seconds) {
            assertThat(reset(kind, text)).contains(now.plusSeconds(seconds));
        }

        @Test
        void areReadByTheProvidersClock() {
            RateLimits limits = new RateLimits(Optional.of(new Descriptor.RateLimit(List.of("L"), List.of("R"),
                    List.of("T"), "epoch_ms", "", "s")), new Expressions(), () -> now);
            assertThat(limits.read(headers(Map.of("R", "3", "T", "1795341912000", "Date",
                    "Sun, 22 Nov 2026 10:05:00 GMT"))).orElseThrow().resetAt()).contains(now.plusSeconds(12));
            assertThat(limits.retryAfter(headers(Map.of("Retry-After", "Sun, 22 Nov 2026 10:05:30 GMT", "Date",
                    "Sun, 22 Nov 2026 10:05:00 GMT")), null)).isEqualTo(Duration.ofSeconds(30));
        }

        @ParameterizedTest
        @ValueSource(strings = {"soon", "", "99999999999999999999999999"})
        void thatNobodyCanReadAreNone(String text) {
            assertThat(reset("epoch_s", text)).isEmpty();
        }

        @Test
        void askForASecondWhenTheySayNothing() {
            RateLimits limits = new RateLimits(Optional.empty(), new Expressions(), () -> now);
            assertThat(limits.retryAfter(headers(Map.of()), null)).isEqualTo(Duration.ofSeconds(1));
            assertThat(limits.retryAfter(headers(Map.of("Retry-After", "999999999999999")), null))
                    .isGreaterThan(Duration.ofDays(1));
        }
    }

    @Test
    void aSessionIsRenewedHalfAMinuteEarlyOrAFifthOfItsLife() {
        Instant since = Instant.parse("2026-11-22T10:00:00Z");
        try (Secret token = Secret.wrap(utf8("t"))) {
            Session hour = new Session(token, Optional.empty(), since, Optional.of(since.plusSeconds(3_600)));
            assertThat(hour.isFresh(since.plusSeconds(3_569))).isTrue();
            assertThat(hour.isFresh(since.plusSeconds(3_570))).isFalse();
            Session minute = new Session(token, Optional.empty(), since, Optional.of(since.plusSeconds(60)));
            assertThat(minute.isFresh(since.plusSeconds(47))).isTrue();
            assertThat(minute.isFresh(since.plusSeconds(48))).isFalse();
        }
    }

    @Test
    void aBodyInPiecesIsPutTogether() throws Exception {
        BoundedBody body = new BoundedBody(100_000);
        byte[] sent = new byte[70_000];
        new Random(7).nextBytes(sent);
        for (int at = 0; at < sent.length; at += 7_000) {
            body.onNext(List.of(java.nio.ByteBuffer.wrap(Arrays.copyOfRange(sent, at, at + 7_000))));
        }
        body.onComplete();
        assertThat(body.getBody().toCompletableFuture().get()).isEqualTo(sent);
    }
}
