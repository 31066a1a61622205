package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// An authority on a folder, with a client for it.
final class TestAuthority implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-18T10:15:30Z");

    final MovableClock clock;
    private final Path home;
    private final String system;
    private final Plan plan;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Authority authority;

    private TestAuthority(String system, Plan plan, Path home, Sample sample) {
        this.system = system;
        this.plan = plan;
        this.home = home;
        this.clock = new MovableClock(START);
        this.authority = launch(system, plan, home, sample, clock);
    }

    static TestAuthority empty(Path home) {
        return filled(home, new Sample.None());
    }

    static TestAuthority filled(Path home, Sample sample) {
        return new TestAuthority("cloudheed", Plan.PRO, home, sample);
    }

    static TestAuthority of(String system, Plan plan, Path home, Sample sample) {
        return new TestAuthority(system, plan, home, sample);
    }

    void restart() {
        restart(new Sample.None());
    }

    void restart(Sample sample) {
        authority.close();
        authority = launch(system, plan, home, sample, clock);
    }

    ReadyLine ready() {
        return authority.ready().getFirst();
    }

    /// What the ready line gives beside e-mail and password.
    String given(String name) {
        try (Secret copy = ready().given(name).orElseThrow()) {
            return copy.reveal();
        }
    }

    Path home() {
        return home;
    }

    String password() {
        try (Secret copy = ready().password()) {
            return copy.reveal();
        }
    }

    String uri(String path) {
        return ready().baseUrl() + path;
    }

    /// Sends a request; the body is JSON, `'` stands for `"`.
    Reply send(String method, String path, String credential, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri(path)));
        if (!credential.isEmpty()) {
            request.header("Authorization", "Bearer " + credential);
        }
        if (body.isEmpty()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method,
                    HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        }
        return exchange(request.build());
    }

    Reply exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Reply get(String path, String credential) {
        return send("GET", path, credential, "");
    }

    Reply post(String path, String credential, String body) {
        return send("POST", path, credential, body);
    }

    Reply login(String... code) {
        String more = code.length == 0 ? "" : ",'code':'" + code[0] + "'";
        return post("/v1/auth/login", "",
                "{'email':'admin@cloudheed.test','password':'" + password() + "'" + more + "}");
    }

    /// A fresh access token.
    String token() {
        Reply reply = login();
        assertThat(reply.status()).isEqualTo(200);
        return reply.at("access_token");
    }

    /// Creates a key and gives the whole answer.
    Reply create(String token, String name, String... scopes) {
        Reply reply = post("/v1/auth/api-keys", token,
                "{'name':'" + name + "','scopes':['" + String.join("','", scopes) + "'],'expires_in':'365d'}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply;
    }

    Reply key(String token, String id) {
        return get("/v1/auth/api-keys/" + id, token);
    }

    @Override
    public void close() {
        authority.close();
        http.close();
    }

    private static Authority launch(String system, Plan plan, Path home, Sample sample, MovableClock clock) {
        try {
            return Authority.start(new AuthorityOptions(home, Set.of(system), OptionalInt.empty(), Optional.empty(),
                    sample, plan), clock);
        } catch (AuthorityException e) {
            throw new IllegalStateException(e);
        }
    }
}
