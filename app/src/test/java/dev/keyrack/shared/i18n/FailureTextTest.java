package dev.keyrack.shared.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.shared.result.Advice;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.result.Failure.Unreachable.Detail;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The words for a failure")
class FailureTextTest {
    private static final Instant AT = Instant.parse("2026-11-22T14:00:00Z");
    private final Messages messages = Messages.forLocale(Locale.ENGLISH);

    private static Call call(Optional<Advice> advice) {
        return new Call("GET", "/v1/keys", OptionalInt.of(429), "slow down", AT, Duration.ZERO, advice);
    }

    private String text(Cause cause, Detail detail, String via) {
        return FailureText.of(new Failure.Unreachable(cause, "api.acme.test", detail, via, Optional.empty()), messages);
    }

    @Test
    void tellEveryWayThatLeadsNowhereApart() {
        Set<String> all = new HashSet<>();
        for (Cause cause : Cause.values()) {
            all.add(text(cause, Detail.NONE, ""));
        }
        all.add(text(Cause.CONNECT, Detail.CLOSED, ""));
        for (Detail detail : List.of(Detail.EXPIRED, Detail.NOT_YET_VALID, Detail.OTHER_HOST, Detail.HANDSHAKE)) {
            all.add(text(Cause.TLS, detail, ""));
        }
        for (Detail detail : List.of(Detail.NONE, Detail.PROXY_SIGN_IN, Detail.PROXY_REFUSED, Detail.PROXY_KIND)) {
            all.add(text(Cause.PROXY, detail, "proxy.acme.test:3128"));
        }
        all.add(text(Cause.PROXY, Detail.PROXY_SIGN_IN, ""));
        assertThat(all).hasSize(Cause.values().length + 10)
                .allSatisfy(sentence -> assertThat(sentence).contains("api.acme.test").endsWith("."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT0.2S | Try again in 1 second.
            PT45S  | Try again in 45 seconds.
            PT9M1S | Try again in 10 minutes, at 14:09 UTC.
            PT30H  | Try again on 2026-11-23 20:00 UTC, in 1,800 minutes.
            """)
    void nameTheTimeOfALongWait(Duration wait, String words) {
        assertThat(FailureText.of(new Failure.RateLimited(wait, call(Optional.empty())), messages)).endsWith(words);
    }

    @Test
    void listCausesAndWhatHelps() {
        Failure failure = new Failure.RateLimited(Duration.ofSeconds(3),
                call(Optional.of(new Advice(List.of("Ten a minute"), List.of("Wait", "Ask for more")))));
        assertThat(FailureText.advice(failure, messages)).containsExactly("What may have led to it:",
                "  - Ten a minute", "What helps:", "  - Wait", "  - Ask for more");
        assertThat(FailureText.request(failure, messages)).containsExactly("Request: GET /v1/keys, answer 429",
                "It said: “slow down”");
    }

    @Test
    void listNothingWhereNobodySaidAnything() {
        Failure failure = new Failure.Unreachable(Cause.DNS, "a.test");
        assertThat(FailureText.advice(failure, messages)).isEmpty();
        assertThat(FailureText.request(failure, messages)).isEmpty();
        assertThat(FailureText.request(failure.asked().isEmpty()
                ? new Failure.Unreachable(Cause.DNS, "a.test").with(new Call("GET", "/v1/keys", OptionalInt.empty(),
                        "", AT, Duration.ZERO))
                : failure, messages)).containsExactly("Request: GET /v1/keys");
    }
}
