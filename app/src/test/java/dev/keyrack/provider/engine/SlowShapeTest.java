package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.FakeInventory;
import dev.keyrack.fake.FakeJournal;
import dev.keyrack.fake.Samples;
import dev.keyrack.incident.domain.Proof;
import dev.keyrack.incident.domain.ProofOfDeath;
import dev.keyrack.incident.domain.ProofStep;
import dev.keyrack.incident.domain.ProvableValue;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.key.domain.Probe.Verdict;
import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A vendor whose revocations take their time")
class SlowShapeTest {
    @TempDir
    Path folder;
    private ShapeBench bench;
    private final Server vendor = new Server();

    @BeforeEach
    void start() {
        bench = new ShapeBench(folder, "slow", vendor::answer);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /// Answers 200 to everything and says in the body whether it worked; its clock is the test's.
    private final class Server {
        private final Map<String, Map<String, @Nullable Object>> keys = new LinkedHashMap<>();
        private final Map<String, Instant> deadAt = new LinkedHashMap<>();
        private Duration work = Duration.ofSeconds(5);
        private Duration cache = Duration.ofMinutes(20);
        private Instant workDone = Instant.EPOCH;
        private boolean failing;

        Server() {
            for (int i = 1; i <= 3; i++) {
                add("n" + i, "604800000");
            }
        }

        private Map<String, @Nullable Object> add(String name, @Nullable String ttl) {
            Map<String, @Nullable Object> key = new LinkedHashMap<>();
            key.put("id", "k" + (keys.size() + 1));
            key.put("name", name);
            key.put("created", "2026-11-22 08:00:00");
            key.put("ttl", ttl);
            key.put("state", "active");
            keys.put("k" + (keys.size() + 1), key);
            return key;
        }

        Answer answer(Seen request) {
            String token = request.header("Authorization").replace("Token token=", "");
            List<String> segments = ShapeBench.segments(request);
            if (segments.getFirst().equals("me")) {
                Instant end = deadAt.getOrDefault(token.replace("value-", ""), Instant.MAX);
                return TestServer.empty(bench.clock.instant().isBefore(end) ? 200 : 401);
            }
            if (failing) {
                return ShapeBench.json(200, Map.of("success", false, "message", "not today"));
            }
            if (segments.getFirst().equals("jobs")) {
                boolean done = !bench.clock.instant().isBefore(workDone);
                return segments.get(1).equals("j7")
                        ? ShapeBench.json(200, Map.of("state", done ? "done" : "running"))
                        : TestServer.empty(400);
            }
            if (request.method().equals("DELETE")) {
                workDone = bench.clock.instant().plus(work);
                deadAt.put(segments.get(1), bench.clock.instant().plus(cache));
                keys.getOrDefault(segments.get(1), new LinkedHashMap<>()).put("state", "revoked");
                return ShapeBench.json(202, Map.of("job", "j7"));
            }
            return request.method().equals("POST") ? create(request) : list(request);
        }

        private Answer list(Seen request) {
            int page = Integer.parseInt(ShapeBench.form(request.query()).get("page"));
            List<Object> found = new ArrayList<>(keys.values().stream().skip(2L * page - 2).limit(2).toList());
            return ShapeBench.json(200, Map.of("success", true, "result", found, "pages", (keys.size() + 1) / 2));
        }

        private Answer create(Seen request) {
            Map<String, @Nullable Object> made = new LinkedHashMap<>(
                    add(ShapeBench.tree(request).at("/name").asString(), ShapeBench.tree(request).at("/ttl").asString(
                            null)));
            if (request.query().equals("reveal=true")) {
                made.put("value", "value-" + made.get("id"));
            }
            return ShapeBench.json(200, Map.of("success", true, "result", made));
        }
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void livesItsLifeUntilItIsDead() throws InterruptedException {
        List<String> log = new ArrayList<>();
        List<ProofStep> told = new ArrayList<>();
        try (KeyGateway gateway = bench.open("slow", Map.of())) {
            assertThat(ShapeBench.list(gateway)).hasSize(3);
            assertThat(bench.server.count("/keys")).as("the number of pages is known").isEqualTo(2);
            IssuedKey made = Workshop
                    .value(gateway.create(ShapeBench.wish("four", Optional.of(Duration.ofDays(25)))));
            ApiKey key = made.key();
            String value = made.secret().reveal();
            made.close();
            assertThat(key.expiresAt()).as("the nearest life it has").contains(
                    Instant.parse("2026-12-22T08:00:00Z"));

            ProofOfDeath proof = new ProofOfDeath(new OpenGateways(_ -> Outcome.ok(gateway)), new FakeInventory(log),
                    new FakeJournal(log), bench.clock, bench.clock, Messages.forLocale(Locale.ENGLISH));
            ProvableValue held = Workshop
                    .value(proof.recognise(Samples.DEMO, Samples.seen(key), secret(value)));
            Instant before = bench.clock.instant();
            Workshop.value(gateway.revoke(key.id()));
            Instant accepted = bench.clock.instant();
            assertThat(accepted).as("waited for the provider's work").isAfterOrEqualTo(before.plusSeconds(5));

            try (held) {
                Proof result = Workshop.value(proof.prove(Samples.DEMO, Samples.seen(key), accepted, held, told::add));
                assertThat(result).isInstanceOf(Proof.Refused.class);
                assertThat(result.steps()).hasSizeGreaterThan(ProofOfDeath.MOST_PROBES);
            }
            assertThat(told.getFirst().verdict()).isEqualTo(Verdict.ACCEPTED);
            assertThat(told).allMatch(ProofStep::settling);
            assertThat(Workshop.value(gateway.get(key.id())).status().name()).isEqualTo("REVOKED");
        }
    }

    @Test
    void isStillAcceptedWhenTheProvidersOwnTimeIsOver() throws InterruptedException {
        vendor.cache = Duration.ofDays(2);
        List<String> log = new ArrayList<>();
        try (KeyGateway gateway = bench.open("slow", Map.of())) {
            ProofOfDeath proof = new ProofOfDeath(new OpenGateways(_ -> Outcome.ok(gateway)), new FakeInventory(log),
                    new FakeJournal(log), bench.clock, bench.clock, Messages.forLocale(Locale.ENGLISH));
            SeenKey seen = Samples.seen(ShapeBench.list(gateway).getFirst());
            try (ProvableValue held = Workshop.value(proof.recognise(Samples.DEMO, seen, secret("value-k1")))) {
                Workshop.value(gateway.revoke(new KeyId("k1")));
                Proof result = Workshop.value(proof.prove(Samples.DEMO, seen, bench.clock.instant(), held, _ -> {
                }));
                assertThat(result).isInstanceOf(Proof.StillAccepted.class);
                assertThat(result.steps().getFirst().settling()).isTrue();
                assertThat(result.steps().getLast().settling()).isFalse();
            }
        }
    }

    @Test
    void doesNotWaitForEver() {
        vendor.work = Duration.ofHours(1);
        try (KeyGateway gateway = bench.open("slow", Map.of())) {
            assertThat(Workshop.failure(gateway.revoke(new KeyId("k1")))).isInstanceOfSatisfying(
                    Failure.BadAnswer.class, answer -> assertThat(answer.flaw()).isEqualTo(Flaw.TOO_SLOW));
        }
    }

    @Test
    void a200ThatSaysNoIsARefusal() {
        vendor.failing = true;
        try (KeyGateway gateway = bench.open("slow", Map.of())) {
            assertThat(Workshop.failure(gateway.list(Progress.NONE))).isInstanceOf(Failure.Rejected.class);
        }
    }
}
