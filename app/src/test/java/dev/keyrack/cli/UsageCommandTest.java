package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Samples;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.result.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command usage")
class UsageCommandTest extends CliTestBase {
    private static final String ONE = "{\"profile\":\"demo\",\"id\":\"key_aaaaaa1\",\"name\":\"CI\",\"bucket\":\"day\","
            + "\"since\":\"2026-10-23T00:00:00Z\",\"buckets\":[{\"start\":\"2026-10-23T00:00:00Z\",\"ok\":5,"
            + "\"limited\":0,\"refused\":1,\"failed\":0}],\"total\":6}";

    @BeforeEach
    void haveTwoKeys() {
        haveKey(Samples.key("key_aaaaaa1", "CI", List.of()).build());
        haveKey(Samples.key("key_bbbbbb1", "Nightly", List.of()).build());
    }

    @Test
    void printsOneKeyInThreeFormats() {
        assertThat(run("usage", "--profile", "demo", "CI")).isZero();
        assertThat(run("usage", "--profile", "demo", "CI", "--output", "json")).isZero();
        assertThat(run("usage", "--profile", "demo", "CI", "--output", "csv")).isZero();

        assertThat(terminal.outText()).isEqualTo("""
                START                 OK  LIMITED  REFUSED  FAILED  TOTAL
                2026-10-23T00:00:00Z  5   0        1        0       6
                Sum                   5   0        1        0       6
                """ + ONE + """

                profile,id,name,bucket,start,ok,limited,refused,failed
                demo,key_aaaaaa1,CI,day,2026-10-23T00:00:00Z,5,0,1,0
                """);
    }

    @Test
    void printsTheSumsOfAllKeys() {
        assertThat(run("usage", "--profile", "demo")).isZero();

        assertThat(terminal.outText()).isEqualTo("""
                NAME     ID           OK  LIMITED  REFUSED  FAILED  TOTAL
                CI       key_aaaaaa1  5   0        1        0       6
                Nightly  key_bbbbbb1  5   0        1        0       6
                """);
        assertThat(requests()).containsExactly("provider: list", "provider: usage key_aaaaaa1",
                "provider: usage key_bbbbbb1");
    }

    @Test
    void printsAllKeysInJson() {
        assertThat(run("usage", "--profile", "demo", "--output", "json")).isZero();
        assertThat(terminal.outText()).startsWith("[\n" + ONE + ",\n{").endsWith("}\n]\n");
    }

    @Test
    void goesBackAsFarAsIsSaid() {
        assertThat(run("usage", "--profile", "demo", "CI", "--since", "3h", "--bucket", "hour", "--output", "json"))
                .isZero();
        assertThat(terminal.outText()).contains("\"bucket\":\"hour\",\"since\":\"2026-11-22T09:00:00Z\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--since=0d", "--since=soon", "--since=20000d", "--bucket=week"})
    void takesNoOtherTimes(String option) {
        assertThat(run("usage", "--profile", "demo", option)).isEqualTo(2);
        assertThat(services.log).isEmpty();
    }

    @Test
    void saysWhyAProviderDoesNotTell() {
        services.provider = Samples
                .provider(Map.of(Capability.USAGE, new Support.No("Fakery does not count requests.")));

        assertThat(run("usage", "--profile", "demo")).isEqualTo(2);
        assertThat(terminal.errText()).contains("Fakery does not count requests.");
        assertThat(services.log).as("nothing was asked").isEmpty();
    }

    @Test
    void showsHowFarItIsWhereSomebodySits() {
        terminal.type("");
        services.gateway.duringUsage = () -> services.clock.pass(Duration.ofSeconds(2));
        assertThat(run("usage", "--profile", "demo")).isZero();
        assertThat(terminal.errText()).contains("Reading the usage: 1 of 2 keys");
    }

    @Test
    void isRefusedWithAnExitCodeOfItsOwn() {
        services.gateway.failure = Optional.of(new Failure.SignInNeeded("demo"));
        assertThat(run("usage", "--profile", "demo")).isNotZero();
        assertThat(terminal.outText()).isEmpty();
    }
}
