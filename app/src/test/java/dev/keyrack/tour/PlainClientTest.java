package dev.keyrack.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tour's plain client")
class PlainClientTest {
    private final List<String> credentials = Collections.synchronizedList(new ArrayList<>());
    private final PlainClient client = new PlainClient();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            credentials.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/good") ? 200 : 401, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Test
    void sendsTheKeyAsBearerAndTellsTheStatus() {
        assertThat(client.get(url("/good"), "fk_live_one")).isEqualTo(200);
        assertThat(client.get(url("/bad"), "fk_live_one")).isEqualTo(401);
        assertThat(credentials).containsExactly("Bearer fk_live_one", "Bearer fk_live_one");
    }

    @Test
    void failsTheStepWithoutAnAnswerAndKeepsTheKeyToItself() {
        String url = url("/good");
        server.stop(0);
        assertThatThrownBy(() -> client.get(url, "fk_live_one")).isInstanceOf(StepFailed.class)
                .hasMessageNotContaining("fk_live_one");
    }
}
