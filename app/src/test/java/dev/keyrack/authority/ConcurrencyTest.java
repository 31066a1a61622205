package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import com.bastiaanjansen.otp.TOTPGenerator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Many requests at once")
class ConcurrencyTest {
    private static final int AT_ONCE = 8;

    private TestAuthority authority;
    private String token;

    @BeforeEach
    void start(@TempDir Path home) {
        authority = TestAuthority.empty(home);
        token = authority.token();
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void aRefreshTokenIsTakenOnceHoweverManyComeWithIt() throws Exception {
        String refresh = authority.login().at("refresh_token");
        List<Reply> replies = together(
                () -> authority.post("/v1/auth/refresh", "", "{'refresh_token':'" + refresh + "'}"));
        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        Reply won = replies.stream().filter(reply -> reply.status() == 200).findFirst().orElseThrow();
        // the others were a reuse, so nobody keeps the session
        assertThat(authority.get("/v1/org", won.at("access_token")).status()).isEqualTo(401);
    }

    @Test
    void aCodeSignsInOnceHoweverManyComeWithIt() throws Exception {
        String secret = authority.post("/v1/auth/2fa/setup", token, "").at("secret");
        String code = TOTPGenerator.withDefaultValues(secret.getBytes(StandardCharsets.US_ASCII))
                .at(authority.clock.instant());
        authority.post("/v1/auth/2fa/verify", token, "{'code':'" + code + "'}");
        List<Reply> replies = together(() -> authority.login(code));
        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
    }

    @Test
    void aKeyIsRevokedOnceHoweverManyAskForIt() throws Exception {
        String id = authority.create(token, "k", "org:read").at("id");
        List<Reply> replies = together(() -> authority.send("DELETE", "/v1/auth/api-keys/" + id, token, ""));
        assertThat(replies.stream().filter(reply -> reply.status() == 204)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() == 404)).hasSize(AT_ONCE - 1);
    }

    @Test
    void everyKeyThatWasAcknowledgedIsThereAfterARestart() throws Exception {
        List<Reply> replies = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            replies.addAll(together(() -> authority.create(token, "k", "org:read")));
        }
        authority.restart();
        HashSet<String> listed = new HashSet<>();
        authority.get("/v1/auth/api-keys?limit=100", token).json().get("data")
                .forEach(key -> listed.add(key.get("id").stringValue()));
        assertThat(replies).hasSize(5 * AT_ONCE).allSatisfy(reply -> {
            assertThat(listed).contains(reply.at("id"));
            assertThat(authority.get("/v1/org", reply.at("key")).status()).isEqualTo(200);
        });
    }

    @Test
    void changesOfDifferentMembersDoNotOverwriteEachOther() throws Exception {
        String id = authority.create(token, "k", "org:read").at("id");
        List<String> bodies = List.of("{'name':'renamed'}", "{'enabled':false}", "{'scopes':['org:write']}",
                "{'expires_in':null}");
        List<Callable<Reply>> calls = new ArrayList<>();
        bodies.forEach(body -> calls.add(() -> authority.send("PATCH", "/v1/auth/api-keys/" + id, token, body)));
        together(calls);
        Reply key = authority.key(token, id);
        assertThat(key.at("name")).isEqualTo("renamed");
        assertThat(key.at("status")).isEqualTo("disabled");
        assertThat(key.at("scopes.0")).isEqualTo("org:write");
        assertThat(key.json().get("expires_at").isNull()).isTrue();
    }

    private List<Reply> together(Callable<Reply> call) throws Exception {
        List<Callable<Reply>> calls = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            calls.add(call);
        }
        return together(calls);
    }

    private static List<Reply> together(List<Callable<Reply>> calls) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Reply> replies = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
            List<Future<Reply>> running = new ArrayList<>();
            calls.forEach(call -> running.add(threads.submit(() -> {
                go.await();
                return call.call();
            })));
            go.countDown();
            for (Future<Reply> reply : running) {
                replies.add(reply.get());
            }
        }
        return replies;
    }
}
