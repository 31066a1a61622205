package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.Probe.Verdict;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.SignIn;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A vendor whose tickets are approved in the browser")
class TicketShapeTest {
    private final Vendor vendor = new Vendor();
    private final Person person = new Person();

    @TempDir
    Path folder;
    private ShapeBench bench;

    @BeforeEach
    void open() {
        bench = new ShapeBench(folder, "ticket", vendor::answer, person);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /// What a person does with the page.
    private static final class Person implements Attendant {
        final List<URI> pages = new ArrayList<>();
        Runnable onPage = () -> {
        };
        boolean givesUp;
        boolean isAway;

        @Override
        public boolean isThere() {
            return !isAway;
        }

        @Override
        public Waiting browse(Profile profile, URI page, Runnable cancel) {
            pages.add(page);
            onPage.run();
            if (givesUp) {
                cancel.run();
            }
            return () -> {
            };
        }

        @Override
        public Optional<Secret> secret(Profile profile, String label) {
            throw new AssertionError("no secret is needed");
        }

        @Override
        public Waiting enterCode(Profile profile, String userCode, URI page, Runnable cancel) {
            throw new AssertionError("no code is needed");
        }

        @Override
        public Waiting pause(Profile profile, Instant until, Runnable cancel) {
            return () -> {
            };
        }
    }

    /// Makes tickets, and keys for whoever has exchanged one.
    private static final class Vendor {
        final Map<String, String> keys = new LinkedHashMap<>();
        boolean isWanted;
        int asked;
        boolean isExchanged;

        Answer answer(Seen request) {
            return switch (request.path().replaceFirst("\\?.*", "")) {
                case "/tickets" -> ShapeBench.json(201, Map.of("id", "t 1", "authorized", false));
                case "/tickets/t%201" -> ticket();
                case "/tickets/t%201/exchange" -> exchange();
                default -> key(request);
            };
        }

        /// Takes a while to notice.
        private Answer ticket() {
            asked++;
            return ShapeBench.json(200, Map.of("id", "t 1", "authorized", isWanted && asked > 2));
        }

        private Answer exchange() {
            boolean good = isWanted && asked > 2 && !isExchanged;
            isExchanged = true;
            return good
                    ? ShapeBench.json(201, Map.of("access_token", "token-of-a-ticket"))
                    : ShapeBench.json(401, Map.of("message", "not authorized"));
        }

        private Answer key(Seen request) {
            if (request.path().startsWith("/whoami")) {
                boolean known = keys.containsValue(request.header("X-api-key"));
                return ShapeBench.json(known ? 200 : 401, Map.of());
            }
            if (!"Bearer token-of-a-ticket".equals(request.header("Authorization"))) {
                return ShapeBench.json(401, Map.of("message", "who are you"));
            }
            return switch (request.method()) {
                case "POST" -> {
                    keys.put("k1", "value-1");
                    yield ShapeBench.json(201, Map.of("id", "k1", "name", "made", "value", "value-1"));
                }
                case "DELETE" -> {
                    keys.remove("k1");
                    yield ShapeBench.json(204, Map.of());
                }
                default -> ShapeBench.json(200,
                        keys.keySet().stream().map(id -> Map.of("id", id, "name", "made")).toList());
            };
        }
    }

    @Test
    void livesItsLifeOnceSomebodyHasApproved() {
        person.onPage = () -> vendor.isWanted = true;
        Instant before = bench.clock.instant();
        try (KeyGateway gateway = bench.open("ticket", Map.of())) {
            Workshop.value(gateway.signIn(Optional.empty()));
            assertThat(person.pages).containsExactly(
                    URI.create(bench.server.address() + "/authorize?response_type=ticket&ticket=t%201"));
            assertThat(Duration.between(before, bench.clock.instant())).isEqualTo(Duration.ofSeconds(6));

            assertThat(ShapeBench.list(gateway)).isEmpty();
            try (IssuedKey made = Workshop.value(gateway.create(ShapeBench.wish("made", Optional.empty())))) {
                assertThat(ShapeBench.verdict(gateway, made.secret().reveal())).isEqualTo(Verdict.ACCEPTED);
                assertThat(ShapeBench.list(gateway)).hasSize(1);
                Workshop.value(gateway.revoke(made.key().id()));
                assertThat(ShapeBench.verdict(gateway, "value-1")).isEqualTo(Verdict.REFUSED);
            }
        }
    }

    @Test
    void isDeclinedWhenThePersonGivesUp() {
        person.givesUp = true;
        try (KeyGateway gateway = bench.open("ticket", Map.of())) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty()))).isInstanceOf(Failure.Declined.class);
        }
        assertThat(vendor.isExchanged).isFalse();
    }

    @Test
    void isDeclinedWhenNobodyApprovesForFiveMinutes() {
        Instant before = bench.clock.instant();
        try (KeyGateway gateway = bench.open("ticket", Map.of())) {
            assertThat(Workshop.failure(gateway.signIn(Optional.empty()))).isInstanceOf(Failure.Declined.class);
        }
        assertThat(Duration.between(before, bench.clock.instant())).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void opensNoBrowserByItself() {
        try (KeyGateway gateway = bench.open("ticket", Map.of())) {
            assertThat(Workshop.failure(gateway.list((_, _) -> {
            }))).isInstanceOf(Failure.SignInNeeded.class);
            person.isAway = true;
            assertThat(Workshop.failure(gateway.signIn(Optional.empty()))).isInstanceOf(Failure.SignInNeeded.class);
        }
        assertThat(person.pages).isEmpty();
    }

    @Test
    void needsAPersonAndNoSecret() {
        assertThat(bench.library.find("ticket").orElseThrow().signIn())
                .isEqualTo(new SignIn("session", "Ticket", SignIn.Kind.BROWSER_TICKET, "", "", List.of(), List.of(),
                        false));
    }
}
