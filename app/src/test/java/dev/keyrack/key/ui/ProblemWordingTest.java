package dev.keyrack.key.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.Samples;
import dev.keyrack.shared.result.Advice;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.result.Failure.Unreachable.Detail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The words for a problem")
class ProblemWordingTest {
    private final Bench bench = new Bench();
    private final ProblemWording wording = new ProblemWording(bench.messages, bench.times);

    private Problem of(Failure failure) {
        return wording.of(failure, "Fakery", Optional.of(Samples.NOW), "99 of 100 requests left");
    }

    private static List<Problem.Act> acts(Problem problem) {
        return problem.help().stream().map(Problem.Help::act).toList();
    }

    @Test
    void offerAnotherCredentialFirstWhenTheSignInWasRefused() {
        Problem problem = of(new Failure.SignInRefused(FakeGateway.call(401)));
        assertThat(problem.title()).isEqualTo("Fakery did not list the keys");
        assertThat(acts(problem)).containsExactly(Problem.Act.SIGN_IN, Problem.Act.RETRY, Problem.Act.SETTINGS);
    }

    @Test
    void nameTheScopeThatIsMissing() {
        Problem problem = of(new Failure.Refused("keys:list", FakeGateway.call(403)));
        assertThat(problem.help().get(1).why()).isEqualTo("Ask for the permission keys:list first.");
    }

    @Test
    void leaveTheCredentialAloneWhenItIsNotToBlame() {
        assertThat(acts(of(new Failure.RateLimited(Duration.ofSeconds(30), FakeGateway.call(429)))))
                .containsExactly(Problem.Act.RETRY, Problem.Act.SETTINGS);
    }

    @Test
    void tellTheFactsOfTheRequest() {
        Call call = new Call("GET", "/v1/keys", OptionalInt.of(403), "No access", Samples.NOW, Duration.ZERO);
        assertThat(of(new Failure.Refused("", call)).facts()).containsExactly(
                new Problem.Fact("Answer", "403", true), new Problem.Fact("It said", "“No access”", false),
                new Problem.Fact("Request", "GET /v1/keys", true),
                new Problem.Fact("At", "22 Nov, 12:00 (12:00 UTC)", false),
                new Problem.Fact("Before", "worked 22 Nov, 12:00", false),
                new Problem.Fact("Limit", "99 of 100 requests left", false));
    }

    @Test
    void tellOfflineFromRefused() {
        assertThat(ProblemWording.isOffline(new Failure.Unreachable(Failure.Unreachable.Cause.DNS, "x"))).isTrue();
        assertThat(ProblemWording.isOffline(new Failure.SignInRefused(FakeGateway.call(401)))).isFalse();
        assertThat(ProblemWording.isOffline(tls())).isFalse();
    }

    private static Failure tls() {
        return new Failure.Unreachable(Cause.TLS, "x", Detail.UNTRUSTED, "", Optional.empty());
    }

    @Test
    void leadToTheProfileWhereACertificateIsMissing() {
        Problem problem = of(tls());
        assertThat(acts(problem)).containsExactly(Problem.Act.SETTINGS, Problem.Act.RETRY);
        assertThat(problem.help().getFirst().why()).contains("certificate");
    }

    @Test
    void handOnWhatTheProvidersDocumentsSay() {
        Call call = new Call("GET", "/v1/keys", OptionalInt.of(403), "", Samples.NOW, Duration.ZERO,
                Optional.of(new Advice(List.of("No access"), List.of("Ask"))));
        Problem problem = of(new Failure.Refused("", call));
        assertThat(problem.causes()).containsExactly("No access");
        assertThat(problem.advice()).containsExactly("Ask");
    }
}
