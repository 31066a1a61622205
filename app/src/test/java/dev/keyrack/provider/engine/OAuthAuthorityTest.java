package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.authority.Authority;
import dev.keyrack.authority.AuthorityException;
import dev.keyrack.authority.AuthorityOptions;
import dev.keyrack.authority.Plan;
import dev.keyrack.authority.ReadyLine;
import dev.keyrack.authority.Sample;
import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Probe;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.task.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The engine and the authority share a clock and nothing else: what is between them is HTTP.
@DisplayName("The built-in descriptor with OAuth on a real authority")
class OAuthAuthorityTest {
    @TempDir
    Path folder;
    private volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final InstantSource clock = () -> now;
    private final MemoryKeychain keychain = new MemoryKeychain();
    private final Person person = new Person();
    private Authority authority;
    private ReadyLine ready;

    @BeforeEach
    void start() throws AuthorityException {
        authority = Authority.start(new AuthorityOptions(folder.resolve("server"), Set.of("generic"),
                OptionalInt.empty(), Optional.empty(), new Sample.Keys(120), Plan.ENTERPRISE), clock);
        ready = authority.ready().getFirst();
    }

    @AfterEach
    void stop() {
        person.http.close();
        authority.close();
    }

    private KeyGateway open(String way, String client, String account) {
        DescriptorGateways gateways = new DescriptorGateways(new ProviderLibrary(folder.resolve("none")), keychain,
                clock, folder.resolve("locks"), EngineLimits.DEFAULT, person, wait -> now = now.plus(wait));
        Map<String, String> parameters = client.isEmpty() ? Map.of() : Map.of("client_id", client);
        return Workshop.value(gateways.open(new Profile(Workshop.PROFILE, "generic", Environment.PRODUCTION,
                ready.baseUrl(), parameters, Optional.of(account).filter(text -> !text.isEmpty()), way,
                Optional.empty(), now)));
    }

    private void keep(String given) {
        try (Secret value = given.equals("password") ? ready.password() : ready.given(given).orElseThrow()) {
            keychain.put(CredentialNames.credential(Workshop.PROFILE), value.reveal());
        }
    }

    private static SequencedSet<Scope> read() {
        return new LinkedHashSet<>(List.of(new Scope("read")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"browser, keyrack, client_secret, ''", "client, keyrack, client_secret, ''",
            "device, keyrack, client_secret, ''", "browser, keyrack-desktop, '', ''", "device, keyrack-desktop, '', ''",
            "key, '', api_key, ''", "session, '', password, admin@generic.test"})
    void everyWayOfSigningInLeadsToAWholeLifeOfAKey(String way, String client, String given, String account) {
        if (!given.isEmpty()) {
            keep(given);
        }
        try (KeyGateway gateway = open(way, client, account)) {
            Workshop.value(gateway.signIn(Optional.empty()));
            List<ApiKey> keys = Workshop.value(gateway.list(Progress.NONE));
            assertThat(keys).hasSize(121);
            try (IssuedKey issued = Workshop.value(gateway.create(
                    new NewKey("Fresh", read(), Optional.of(Duration.ofDays(30)))))) {
                Secret value = issued.secret();
                assertThat(value.startsWith("sk_live_")).isTrue();
                assertThat(Workshop.value(gateway.probe(value)).verdict()).isEqualTo(Probe.Verdict.ACCEPTED);
                Workshop.value(gateway.revoke(issued.key().id()));
                assertThat(Workshop.value(gateway.probe(value)).verdict()).isEqualTo(Probe.Verdict.REFUSED);
            }
        }
    }

    @Test
    void aSessionIsRenewedBeforeItsDayIsOverAndWithoutThePerson() {
        try (KeyGateway gateway = open("browser", "keyrack-desktop", "")) {
            Workshop.value(gateway.signIn(Optional.empty()));
            for (int day = 0; day < 5; day++) {
                now = now.plus(Duration.ofHours(25));
                assertThat(Workshop.value(gateway.list(Progress.NONE))).hasSize(121);
            }
        }
        assertThat(person.pages).isEqualTo(1);
    }

    /// Opens pages, types e-mail, password and code, and allows what is asked.
    private final class Person implements Attendant {
        private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL).build();
        private int pages;

        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public Optional<Secret> secret(Profile profile, String label) {
            return Optional.empty();
        }

        @Override
        public Waiting browse(Profile profile, URI page, Runnable cancel) {
            pages++;
            allow(get(page), page);
            return () -> {
            };
        }

        @Override
        public Waiting enterCode(Profile profile, String userCode, URI page, Runnable cancel) {
            String form = get(page);
            URI typed = page.resolve("/oauth/device/code");
            allow(post(typed, form, "user_code=" + userCode), page.resolve("/oauth/device/consent"));
            return () -> {
            };
        }

        @Override
        public Waiting pause(Profile profile, Instant until, Runnable cancel) {
            return () -> {
            };
        }

        private void allow(String page, URI where) {
            try (Secret password = ready.password()) {
                String end = post(where.resolve(where.getRawPath()), page,
                        "email=" + ready.email() + "&decision=allow&password=" + password.reveal());
                assertThat(end).doesNotContain("role=\"alert\"", "has run out");
            }
        }

        private String get(URI page) {
            return send(HttpRequest.newBuilder(page));
        }

        private String post(URI where, String page, String fields) {
            Matcher ticket = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"").matcher(page);
            assertThat(ticket.find()).as(page).isTrue();
            return send(HttpRequest.newBuilder(where).header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "ticket=" + URLEncoder.encode(ticket.group(1), StandardCharsets.UTF_8) + "&" + fields)));
        }

        private String send(HttpRequest.Builder request) {
            try {
                return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
