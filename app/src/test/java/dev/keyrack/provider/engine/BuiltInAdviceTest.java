package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.fake.FakeClock;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Advice;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the vendors' documents say about an answer has to reach the person who gets it.
@DisplayName("The built-in descriptors' advice")
class BuiltInAdviceTest {
    @TempDir
    Path folder;
    private final FakeClock clock = new FakeClock();

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            migrateclouds | 401 | {"message":"m"} | SignInRefused | m | expired | refresh your access token
            migrateclouds | 403 | {"message":"m"} | Refused | m | permissions are insufficient | different API key
            migrateclouds | 429 | {"message":"m"} | RateLimited | m | rate limit was exceeded | backoff
            migrateclouds | 400 | {"message":"m"} | Rejected | m | parameters are not valid | error message
            migma | 401 | {"success":false,"error":"m"} | SignInRefused | m | revoked | simple request
            migma | 403 | {"success":false,"error":"m"} | Refused | m | permission | existing key
            migma | 429 | {"success":false,"error":"m","retryAfter":999} | RateLimited | m | plan | backoff
            generic | 401 | {"error":{"type":"t","code":"invalid_api_key","message":"m"}} | SignInRefused | m | missing or invalid | Bearer
            generic | 401 | {"error":{"type":"t","code":"expired_token","message":"m"}} | SignInRefused | m | has expired | sign in again
            generic | 403 | {"error":{"type":"t","code":"insufficient_scope","message":"m"}} | Refused | m | required permissions | missing scope
            generic | 429 | {"error":{"type":"t","code":"rate_limit_exceeded","message":"m"}} | RateLimited | m | Too many requests | Wait until
            """)
    void isShownBesideTheProvidersWords(String system, int status, String body, String kind, String said, String cause,
            String help) {
        try (TestServer server = new TestServer(
                _ -> TestServer.json(status, body).with("Retry-After", "999"));
                KeyGateway gateway = open(system, server)) {
            Failure failure = Workshop.failure(gateway.test());
            assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
            Call call = failure.asked().orElseThrow();
            Advice advice = call.advice().orElseThrow();
            assertThat(call.said()).isEqualTo(said);
            assertThat(String.join("\n", advice.causes())).contains(cause);
            assertThat(String.join("\n", advice.help())).contains(help);
        }
    }

    private KeyGateway open(String system, TestServer server) {
        MemoryKeychain keychain = new MemoryKeychain();
        keychain.put(CredentialNames.credential(Workshop.PROFILE), "a-key-of-no-system");
        Profile profile = new Profile(Workshop.PROFILE, system, Environment.STAGING, server.address(), Map.of(),
                Optional.empty(), "key", Optional.empty(), clock.instant());
        return Workshop.value(new DescriptorGateways(new ProviderLibrary(Path.of("none")), keychain, clock,
                folder.resolve("locks"), EngineLimits.DEFAULT, Attendant.NOBODY, clock::sleep).open(profile));
    }
}
