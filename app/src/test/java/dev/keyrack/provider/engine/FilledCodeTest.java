package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import dev.keyrack.twofactor.domain.OtpAuthUri;
import dev.keyrack.twofactor.domain.Totp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Codes that are filled in")
class FilledCodeTest {
    private static final String URI = "otpauth://totp/Acme:ann?secret=JBSWY3DPEHPK3PXP";

    @TempDir
    Path folder;
    private Workshop workshop;
    private TestServer server;
    private final OtpAuthUri key = Workshop
            .value(OtpAuthUri.parse(Secret.wrap(URI.getBytes(StandardCharsets.US_ASCII))));
    private final Set<String> usedUp = new HashSet<>();
    private final List<String> given = new ArrayList<>();
    private boolean takesNone;

    @BeforeEach
    void start() {
        workshop = Workshop.withPassword(folder);
        workshop.now = Instant.parse("2026-11-22T10:00:10Z");
        server = new TestServer(this::vendor);
        keep(URI);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void keep(String text) {
        workshop.keychain.put(CredentialNames.totp(Workshop.PROFILE), text);
    }

    /// Takes the code of this moment, and each code once.
    private synchronized Answer vendor(Seen request) {
        if (!request.path().equals("/login")) {
            return TestServer.json(200, "{\"items\":[]}");
        }
        JsonNode body = JsonMapper.shared().readTree(request.body());
        if (!body.has("otp")) {
            return TestServer.json(401, "{\"code\":\"otp\"}");
        }
        String code = body.get("otp").asString();
        given.add(code);
        boolean right = !takesNone && code.equals(code()) && usedUp.add(code);
        return right
                ? TestServer.json(200, "{\"t\":{\"access\":\"a\",\"refresh\":\"r\",\"ttl\":3600}}")
                : TestServer.json(401, "{\"code\":\"bad_otp\"}");
    }

    private String code() {
        try (Secret code = Totp.at(key, workshop.now)) {
            return code.reveal();
        }
    }

    @Test
    void theCodeOfThisMomentAnswersTheProvider() {
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(gateway.list(Progress.NONE).isOk()).isTrue();
        }
        assertThat(given).containsExactly(code());
        assertThat(workshop.waits).isEmpty();
    }

    @Test
    void aCodeThatAnotherProgramUsedIsFollowedByTheNext() {
        usedUp.add(code());
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(gateway.signIn(Optional.empty()).isOk()).isTrue();
        }
        assertThat(given).hasSize(2).doesNotHaveDuplicates();
        assertThat(workshop.waits).containsExactly(Duration.ofMillis(20_001));
    }

    @Test
    void noCodeIsSentTwice() {
        try (KeyGateway gateway = workshop.open(server)) {
            gateway.signIn(Optional.empty());
            assertThat(gateway.signIn(Optional.empty()).isOk()).isTrue();
        }
        assertThat(given).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void afterTwoRefusalsAPersonIsAsked() {
        takesNone = true;
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty())))
                    .isEqualTo(new Failure.SecondFactorNeeded(true));
        }
        assertThat(given).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aCodeThatWasTypedIsNotReplaced() {
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.signIn(Optional.of("000000"))))
                    .isEqualTo(new Failure.SecondFactorNeeded(true));
        }
        assertThat(given).containsExactly("000000");
    }

    @Test
    void waitingForTheNextCodeCanBeInterrupted() {
        usedUp.add(code());
        DescriptorGateways gateways = new DescriptorGateways(workshop.library(), workshop.keychain, () -> workshop.now,
                folder.resolve("locks"), workshop.limits, workshop.attendant, _ -> {
                    throw new InterruptedException("given up");
                });
        try (KeyGateway gateway = Workshop.value(gateways.open(workshop.profile(server.address())))) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty()))).isInstanceOfSatisfying(
                    Failure.Unreachable.class, gone -> assertThat(gone.cause()).isEqualTo(Cause.INTERRUPTED));
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(given).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "otpauth://totp/a?secret=", "otpauth://hotp/a?counter=0&secret=JBSWY3DPEHPK3PXP"})
    void whatCannotBeUsedIsAsIfNothingWereKept(String text) {
        keep(text);
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty())))
                    .isEqualTo(new Failure.SecondFactorNeeded(false));
        }
        assertThat(given).isEmpty();
    }

    @Test
    void withoutAKeyNothingIsFilledIn() {
        workshop.keychain.delete(CredentialNames.totp(Workshop.PROFILE));
        try (KeyGateway gateway = workshop.open(server)) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty())))
                    .isEqualTo(new Failure.SecondFactorNeeded(false));
        }
    }
}
