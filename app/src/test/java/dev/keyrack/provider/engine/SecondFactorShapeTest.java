package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.provider.domain.AccountTwoFactor.Setup;
import dev.keyrack.provider.domain.AccountTwoFactor.Status;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.ClockReading;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The second factor, in the shapes that answers have")
class SecondFactorShapeTest {
    private static final String KEY = "JBSWY3DPEHPK3PXP";
    private static final String OTHER = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final String BLOCK = """
            {"setUp": {"operation": "enrol", "seed": "/s/key", "uri": "/s/uri"},
             "verify": {"operation": "confirm", "backupCodes": "/codes/*"},
             "status": {"operation": "standing", "enabled": "on", "pending": "staged",
                        "enabledAt": "$date('epoch_s', since)", "backupCodesLeft": "left"},
             "disable": {"operation": "off"}}""";

    @TempDir
    Path folder;
    private Workshop workshop;
    private TestServer server;
    private Answer setup = TestServer.json(200, "{}");
    private Answer confirmed = TestServer.json(200, "{}");
    private Answer standing = TestServer.json(200, "{}");

    @BeforeEach
    void start() {
        workshop = Workshop.withKey(folder).set("/twoFactor", BLOCK)
                .set("/resources/0/capabilities/two_factor", "{\"support\":\"yes\"}")
                .set("/resources/0/operations/enrol", "{\"request\":{\"method\":\"PUT\",\"path\":\"/otp\"}}")
                .set("/resources/0/operations/confirm", """
                        {"request": {"method": "POST", "path": "/otp/confirm",
                          "body": {"kind": "form", "value": "{'token': $code}"}}}""")
                .set("/resources/0/operations/standing", "{\"request\":{\"method\":\"GET\",\"path\":\"/otp\"}}")
                .set("/resources/0/operations/off",
                        "{\"request\":{\"method\":\"DELETE\",\"path\":\"/otp\",\"headers\":{\"X-Otp\":\"{code}\"}}}");
        server = new TestServer(this::vendor);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer vendor(Seen request) {
        return switch (request.method()) {
            case "PUT" -> setup;
            case "POST" -> confirmed;
            case "GET" -> standing;
            default -> TestServer.empty(204);
        };
    }

    private <T> T with(Function<AccountTwoFactor, T> use) {
        try (KeyGateway gateway = workshop.open(server)) {
            return use.apply(gateway.twoFactor());
        }
    }

    private Failure failure(Function<AccountTwoFactor, Outcome<?>> use) {
        return with(factor -> Workshop.failure(use.apply(factor)));
    }

    private static String text(Optional<Secret> secret) {
        return secret.map(Secret::reveal).orElse("none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            "key":"JBSWY3DPEHPK3PXP"                                                            | JBSWY3DPEHPK3PXP    | none
            "key":"jbsw y3dp ehpk 3pxp","uri":null                                              | jbsw y3dp ehpk 3pxp | none
            "uri":"otpauth://totp/a?secret=JBSWY3DPEHPK3PXP"                                    | none                | otpauth://totp/a?secret=JBSWY3DPEHPK3PXP
            "key":"","uri":"OTPAUTH://totp/a?secret=JBSWY3DPEHPK3PXP"                           | none                | OTPAUTH://totp/a?secret=JBSWY3DPEHPK3PXP
            "key":"jbswy3dpehpk3pxp","uri":"otpauth://totp/a?secret=JBSWY3DPEHPK3PXP"           | jbswy3dpehpk3pxp    | otpauth://totp/a?secret=JBSWY3DPEHPK3PXP
            "key":"JBSWY3DPEHPK3PXP","uri":"http://127.0.0.1:1/qr.png?secret=JBSWY3DPEHPK3PXP"  | JBSWY3DPEHPK3PXP    | none
            "key":"JBSWY3DPEHPK3PXP","uri":"data:image/png;base64,iVBORw0KGgo="                 | JBSWY3DPEHPK3PXP    | none
            """)
    void theKeyIsTakenAsItComes(String members, String seed, String uri) {
        setup = TestServer.json(200, "{\"s\":{" + members + "}}");

        with(factor -> {
            try (Setup found = Workshop.value(factor.setUp())) {
                assertThat(text(found.seed())).isEqualTo(seed);
                assertThat(text(found.uri())).isEqualTo(uri);
            }
            return true;
        });
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void noPictureIsEverFetched() {
        setup = TestServer.json(200, "{\"s\":{\"key\":\"" + KEY + "\",\"uri\":\"" + server.address()
                + "/qr.png\"}}");

        with(factor -> {
            Workshop.value(factor.setUp()).close();
            return true;
        });
        assertThat(server.seen()).extracting(Seen::path).containsExactly("/otp");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                  | the answer has no key for an authenticator app
            {"s":{"key":{"value":"JBSWY3DPEHPK3PXP"}}}          | the answer has no key for an authenticator app
            {"s":{"uri":"https://acme.test/qr.png"}}            | the answer has a picture's address instead of the key; Keyrack does not fetch pictures of keys
            {"s":{"key":"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ","uri":"otpauth://totp/a?secret=JBSWY3DPEHPK3PXP"}} | the answer's key and its otpauth URI are two different keys
            {"s":{"key":"JBSWY3DP"}}                            | the shared key in the answer cannot be used: the secret is too short: it has 40 bits, and at least 80 are needed
            {"s":{"key":"JBSWY3DPEHPK3PXP","uri":"otpauth://totp/a?secret=JBSWY3DPEHPK3PX1"}} | the otpauth URI in the answer cannot be used: character 16 of the secret does not belong there: base32 has the letters A to Z and the digits 2 to 7
            {"s":{"uri":"otpauth://hotp/a?counter=1&secret=JBSWY3DPEHPK3PXP"}} | the answer's key makes codes by a counter, not by time
            """)
    void aKeyThatCannotBeUsedIsABadAnswerThatNamesNoSecret(String answer, String detail) {
        setup = TestServer.json(200, answer);

        assertThat(failure(AccountTwoFactor::setUp)).isInstanceOfSatisfying(Failure.BadAnswer.class,
                bad -> assertThat(bad.detail()).isEqualTo(detail).doesNotContain(KEY, OTHER));
    }

    @Test
    void theCodeGoesWhereTheDescriptorPutsIt() {
        confirmed = TestServer.json(200, "{\"codes\":[\"a-1\",\"b-2\"]}");
        standing = TestServer.json(200, "{\"on\":false}");

        assertThat(codes()).containsExactly("a-1", "b-2");
        assertThat(server.last().body()).isEqualTo("token=123456");
        with(factor -> Workshop.value(factor.disable(" 654321\n")));
        assertThat(server.last().header("X-otp")).isEqualTo("654321");
    }

    private List<String> codes() {
        return with(factor -> {
            try (AccountTwoFactor.Enabled enabled = Workshop.value(factor.verify("123456"))) {
                return enabled.backupCodes().stream().map(Secret::reveal).toList();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"codes\":[]}", "{\"codes\":null}", "{\"ok\":true}"})
    void noBackupCodesAreNone(String answer) {
        confirmed = TestServer.json(200, answer);

        assertThat(codes()).isEmpty();
    }

    @Test
    void codesThatAreNumbersAreTaken() {
        confirmed = TestServer.json(200, "{\"codes\":[12345678, 87654321]}");

        assertThat(codes()).containsExactly("12345678", "87654321");
    }

    @Test
    void endlessAnswersAreRefused() {
        confirmed = TestServer.json(200, IntStream.range(0, 101).mapToObj(i -> "\"c" + i + "\"")
                .collect(Collectors.joining(",", "{\"codes\":[", "]}")));
        assertThat(failure(factor -> factor.verify("123456"))).isInstanceOfSatisfying(
                Failure.BadAnswer.class, bad -> assertThat(bad.detail()).contains("more than 100 backup codes"));

        setup = TestServer.json(200, "{\"s\":{\"key\":\"" + KEY.repeat(100) + "\"}}");
        assertThat(failure(AccountTwoFactor::setUp)).isInstanceOfSatisfying(Failure.BadAnswer.class,
                bad -> assertThat(bad.detail()).contains("longer than 512 bytes"));

        setup = TestServer.json(200, "{\"s\":{\"key\":\"" + "A".repeat(2 << 20) + "\"}}");
        assertThat(failure(AccountTwoFactor::setUp)).isInstanceOfSatisfying(Failure.BadAnswer.class,
                bad -> assertThat(bad.flaw()).isEqualTo(Failure.BadAnswer.Flaw.TOO_LARGE));
    }

    @Test
    void theStandingIsReadByExpressions() {
        standing = TestServer.json(200, "{\"on\":true,\"since\":1764000000,\"left\":\"7\"}");

        Status status = with(factor -> Workshop.value(factor.status()));
        assertThat(status).isEqualTo(new Status(true, Optional.empty(),
                Optional.of(Instant.ofEpochSecond(1_764_000_000)), OptionalInt.of(7)));
    }

    @Test
    void whatTheProviderHasNoCallForIsUnsupported() {
        workshop.remove("/twoFactor/status").remove("/twoFactor/disable").remove("/resources/0/operations/off");

        assertThat(failure(AccountTwoFactor::status)).isInstanceOf(Failure.Unsupported.class);
        assertThat(failure(factor -> factor.disable("1"))).isInstanceOf(Failure.Unsupported.class);
        workshop.set("/resources/0/capabilities/two_factor", "{\"support\":\"no\",\"reason\":\"Not here.\"}")
                .remove("/twoFactor").remove("/resources/0/operations/confirm");
        assertThat(failure(AccountTwoFactor::setUp))
                .isEqualTo(new Failure.Unsupported("two_factor", "Not here."));
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void aFurtherResourceNeedNotRepeatIt() {
        String first = JsonMapper.shared().readTree(workshop.text()).at("/resources/0").toString();
        workshop.set("/resources", "[" + first + "," + first.replace("\"tokens\"", "\"robots\"") + "]")
                .remove("/resources/1/capabilities/two_factor");

        assertThat(workshop.library().find("acme:robots").orElseThrow()
                .can(Capability.TWO_FACTOR)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-40, 40", "90, -90"})
    void theClocksAreCompared(int there, int ahead) {
        Instant theirs = workshop.now.plusSeconds(there);
        Answer dated = TestServer.json(200, "{\"s\":{\"key\":\"" + KEY + "\"}}").with("Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(theirs.atOffset(ZoneOffset.UTC)));
        try (PlainServer plain = PlainServer.of(_ -> dated);
                KeyGateway gateway = workshop.open(plain.address());
                Setup found = Workshop.value(gateway.twoFactor().setUp())) {
            ClockReading reading = found.clock().orElseThrow();
            assertThat(reading.ahead().minusSeconds(ahead).abs()).isLessThanOrEqualTo(reading.precision());
            assertThat(reading.precision()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(10));
        }
    }
}
