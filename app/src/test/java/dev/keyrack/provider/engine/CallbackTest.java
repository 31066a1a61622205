package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.id.State;
import dev.keyrack.shared.result.Failure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The page that the browser comes back to")
class CallbackTest {
    private static final State STATE = new State("the-state");

    private final HttpClient client = HttpClient.newHttpClient();
    private Callback callback;

    @BeforeEach
    void open() throws Exception {
        callback = Callback.open(STATE);
    }

    @AfterEach
    void close() {
        callback.close();
        client.close();
    }

    private HttpResponse<String> get(String tail) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(callback.address() + tail)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void isOnThisComputerAlone() {
        assertThat(callback.address().getHost()).isEqualTo("127.0.0.1");
        assertThat(callback.address().getPath()).isEqualTo("/callback");
    }

    @Test
    void takesTheRightRequestOnce() throws Exception {
        HttpResponse<String> first = get("?code=c1&state=the-state");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("You can close this window.").doesNotContain("c1");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(get("?code=c2&state=the-state").statusCode()).isEqualTo(400);
        AuthorizationResponse answer = callback.await(Duration.ofSeconds(5)).orElseThrow();
        assertThat(answer.toSuccessResponse().getAuthorizationCode().getValue()).isEqualTo("c1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "?code=c", "?code=c&state=other", "?state=the-state",
            "?code=c&code=d&state=the-state", "?code=c&error=e&state=the-state", "?response=x&state=the-state",
            "/more?code=c&state=the-state", "?code=c&state=the-state&state=the-state"})
    void refusesAllOthersAndGoesOn(String tail) throws Exception {
        assertThat(get(tail).statusCode()).isEqualTo(400);
        assertThat(get("?error=access_denied&state=the-state").statusCode()).isEqualTo(200);
        assertThat(callback.await(Duration.ofSeconds(5)).orElseThrow().indicatesSuccess()).isFalse();
    }

    @Test
    void refusesAnotherMethodAndAnotherHost() throws Exception {
        URI right = URI.create(callback.address() + "?code=c&state=the-state");
        assertThat(client.send(HttpRequest.newBuilder(right).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(400);
        URI byName = URI.create(right.toString().replace("127.0.0.1", "localhost"));
        assertThat(client.send(HttpRequest.newBuilder(byName).build(), HttpResponse.BodyHandlers.ofString())
                .statusCode()).isEqualTo(400);
    }

    @Test
    void waitsNoLongerThanItShould() throws Exception {
        assertThat(callback.await(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void aCancelledWaitIsOver() throws Exception {
        callback.cancel();
        assertThat(callback.await(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void anInterruptedWaitIsOver() {
        Thread.currentThread().interrupt();
        CallFailed failed = Assertions.catchThrowableOfType(CallFailed.class,
                () -> callback.await(Duration.ofMinutes(1)));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failed.failure()).isInstanceOf(Failure.Unreachable.class);
    }
}
