package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyChange;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Probe;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageBucket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The life of a key")
class LifecycleTest {
    private static final String ONE = "{\"id\":\"k1\",\"label\":\"CI\",\"scopes\":[\"a\"],\"on\":true}";

    @TempDir
    Path folder;
    private Workshop workshop;
    private TestServer server;
    private Function<Seen, Answer> vendor = _ -> TestServer.json(200, ONE);

    @BeforeEach
    void start() {
        workshop = Workshop.withKey(folder);
        server = new TestServer(request -> vendor.apply(request));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private <T> Outcome<T> with(Function<KeyGateway, Outcome<T>> work) {
        try (KeyGateway gateway = workshop.open(server)) {
            return work.apply(gateway);
        }
    }

    private static NewKey wish(Optional<Duration> life, String... scopes) {
        SequencedSet<Scope> wanted = new LinkedHashSet<>();
        for (String scope : scopes) {
            wanted.add(new Scope(scope));
        }
        return new NewKey("Nightly \"build\"", wanted, life);
    }

    private IssuedKey created(NewKey wish) {
        return Workshop.value(with(gateway -> gateway.create(wish)));
    }

    private String sentOnUpdate(KeyChange change) {
        Workshop.value(with(gateway -> gateway.update(new KeyId("k1"), change)));
        return server.last().body();
    }

    private static KeyChange change(Optional<String> name, Optional<KeyChange.Expiry> expiry) {
        return new KeyChange(name, Optional.empty(), expiry, Optional.empty());
    }

    @Test
    void createsWithNameScopesLifeAndEnvironment() {
        vendor = _ -> TestServer.json(201, "{\"id\":\"k9\",\"label\":\"n\",\"secret\":\"acme_\\u0041\\\"\\\\z\"}");
        try (IssuedKey issued = created(wish(Optional.of(Duration.ofDays(90)), "a", "b"))) {
            assertThat(issued.secret().reveal()).isEqualTo("acme_A\"\\z");
            assertThat(issued.key().id()).isEqualTo(new KeyId("k9"));
        }
        assertThat(server.last().body()).isEqualTo(
                "{\"label\":\"Nightly \\\"build\\\"\",\"scopes\":[\"a\",\"b\"],\"ttl\":7776000,\"mode\":\"live\"}");
        assertThat(server.last().header("Content-type")).isEqualTo("application/json");
        assertThat(server.last().header("User-agent")).startsWith("Keyrack/");
        assertThat(server.last().header("Authorization")).isEqualTo("Token token=" + Workshop.KEY);
    }

    @Test
    void leavesTheExpiryOutWhenThereIsNone() {
        vendor = _ -> TestServer.json(201, "{\"id\":\"k9\",\"secret\":\"s\"}");
        created(wish(Optional.empty(), "a")).close();
        assertThat(server.last().body()).doesNotContain("ttl").contains("\"scopes\":[\"a\"]");
    }

    @Test
    void createsForTestingOutsideProduction() {
        workshop.environment = Environment.STAGING;
        vendor = _ -> TestServer.json(201, "{\"id\":\"k9\",\"secret\":\"s\"}");
        created(wish(Optional.empty(), "a")).close();
        assertThat(server.last().body()).contains("\"mode\":\"test\"");
    }

    @Test
    void writesAnExpiryInEveryDialect() {
        workshop.set("/resources/0/operations/create/request/body/value",
                "\"{'t': $expiry.text, 's': $expiry.epoch_s, 'ms': $expiry.epoch_ms, 'i': $expiry.iso, 'd': $expiry.date,"
                        + " 'h': $expiry.hours & 'h', 'in': $expiry.ms, 'near': $nearest($expiry.days, [7,30,90]), 'late': $expiry.later_date}\"");
        vendor = _ -> TestServer.json(201, "{\"id\":\"k9\",\"secret\":\"s\"}");
        created(wish(Optional.of(Duration.ofDays(10)), "a")).close();
        assertThat(server.last().body()).isEqualTo("{\"t\":\"10d\",\"s\":1796205600,\"ms\":1796205600000,"
                + "\"i\":\"2026-12-02T10:00:00Z\",\"d\":\"2026-12-02\",\"h\":\"240h\",\"in\":864000000,\"near\":7,\"late\":\"2026-12-02\"}");
    }

    @Test
    void sendsAFormWhereTheVendorWantsOne() {
        workshop.set("/resources/0/operations/create/request/body", """
                {"kind":"form","value":"{'name': $name, 'scope': $scopes, 'none': $expiry.text}"}""");
        vendor = _ -> TestServer.json(201, "{\"id\":\"k9\",\"secret\":\"s\"}");
        created(wish(Optional.empty(), "a:r", "b")).close();
        assertThat(server.last().body()).isEqualTo("name=Nightly%20%22build%22&scope=a%3Ar&scope=b");
        assertThat(server.last().header("Content-type")).isEqualTo("application/x-www-form-urlencoded");
    }

    @Test
    void writesNamesInBracketsAndJsonWithinAForm() {
        workshop.set("/resources/0/operations/create/request/body",
                """
                {"kind":"form","value":"{'scopes[]': $scopes, 'key': {'name': $name}, 'policy': $string({'allow': [$scopes]}), 'end': null}"}""");
        vendor = _ -> TestServer.json(201, "{\"id\":\"k9\",\"secret\":\"s\"}");
        created(wish(Optional.empty(), "a", "b")).close();
        assertThat(URLDecoder.decode(server.last().body(), StandardCharsets.UTF_8)).isEqualTo(
                "scopes[]=a&scopes[]=b&key[name]=Nightly \"build\"&policy={\"allow\":[\"a\",\"b\"]}");
        assertThat(server.last().body()).startsWith("scopes%5B%5D=a&");
    }

    @Test
    void writesAPatchOfWhatChanges() {
        workshop.set("/resources/0/operations/update/request/body", """
                {"kind":"json","type":"application/json-patch+json","value":"[
                  $exists($name) ? {'op': 'replace', 'path': '/name', 'value': $name},
                  $exists($enabled) ? {'op': 'replace', 'path': '/on', 'value': $enabled}]"}""".replace("\n", ""));
        assertThat(sentOnUpdate(KeyChange.enabled(false)))
                .isEqualTo("[{\"op\":\"replace\",\"path\":\"/on\",\"value\":false}]");
        assertThat(server.last().header("Content-type")).isEqualTo("application/json-patch+json");
    }

    @Test
    void postsNothingAtAll() {
        workshop.set("/resources/0/operations/revoke/request", """
                {"method":"POST","path":"/tokens/{id}/end","query":{"ids[]":{"value":"[$id, 'x']"}}}""");
        vendor = _ -> TestServer.empty(200);
        Workshop.value(with(gateway -> gateway.revoke(new KeyId("k1"))));
        assertThat(server.last().body()).isEmpty();
        assertThat(server.last().header("Content-type")).isEmpty();
        assertThat(server.last().query()).isEqualTo("ids%5B%5D=k1&ids%5B%5D=x");
    }

    @Test
    void aValueOfTwoPartsBecomesTwoLines() {
        workshop.set("/resources/0/operations/create/answer/secret", """
                {"parts":[{"name":"access_key","at":"/id","open":true},{"name":"secret_key","at":"/secret"}]}""");
        vendor = _ -> TestServer.json(201, "{\"id\":\"AK1\",\"secret\":\"s=\\n3\"}");
        try (IssuedKey issued = created(wish(Optional.empty(), "a"))) {
            assertThat(issued.secret().reveal()).isEqualTo("access_key=AK1\nsecret_key=s=\n3");
            assertThat(issued.key().id()).isEqualTo(new KeyId("AK1"));
        }
        workshop.set("/resources/0/verify/send",
                """
                [{"in":"header","name":"X-Access","value":"{access_key}"},{"in":"header","name":"X-Secret","value":"{secret_key}"}]""");
        try (Secret value = Secret.wrap("access_key=AK1\nsecret_key=s3".getBytes(StandardCharsets.UTF_8));
                KeyGateway gateway = workshop.open(server)) {
            Workshop.value(gateway.probe(value));
        }
        assertThat(server.last().header("X-access")).isEqualTo("AK1");
        assertThat(server.last().header("X-secret")).isEqualTo("s3");
    }

    @Test
    void aValueInAHeader() {
        workshop.set("/resources/0/operations/create/answer/secret", "{\"header\":\"X-New-Token\"}");
        vendor = _ -> TestServer.json(201, "{\"id\":\"k9\"}").with("X-New-Token", "acme_value");
        try (IssuedKey issued = created(wish(Optional.empty(), "a"))) {
            assertThat(issued.secret().reveal()).isEqualTo("acme_value");
        }
        vendor = _ -> TestServer.json(201, "{\"id\":\"k9\"}");
        assertThat(Workshop.failure(with(gateway -> gateway.create(wish(Optional.empty(), "a")))).toString())
                .contains("there is no value at the header X-New-Token");
    }

    @Test
    void sendsABasicCredential() {
        workshop.set("/auth/key/send", "[{\"in\":\"basic\",\"user\":\"{account}\",\"pass\":\"{credential}\"}]");
        with(gateway -> gateway.get(new KeyId("k1")));
        assertThat(server.last().header("Authorization")).isEqualTo("Basic " + java.util.Base64.getEncoder()
                .encodeToString(("ann@acme.test:" + Workshop.KEY).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aNewKeyWhoseFactsDoNotFitIsNotLost() {
        vendor = _ -> TestServer.json(201, "{\"id\":\"k9\",\"ends\":\"soon\",\"secret\":\"acme_value\"}");
        try (IssuedKey issued = created(wish(Optional.of(Duration.ofDays(1)), "a"))) {
            assertThat(issued.secret().reveal()).isEqualTo("acme_value");
            assertThat(issued.key().id()).isEqualTo(new KeyId("k9"));
            assertThat(issued.key().scopes()).containsExactly(new Scope("a"));
        }
    }

    @Test
    void anAnswerWithoutTheValueSaysSo() {
        vendor = _ -> TestServer.json(201, "{\"id\":\"k9\"}");
        assertThat(Workshop.failure(with(gateway -> gateway.create(wish(Optional.empty(), "a")))))
                .isInstanceOfSatisfying(Failure.BadAnswer.class, answer -> assertThat(answer.detail())
                        .isEqualTo("the key was created, but there is no value at /secret"));
    }

    @Test
    void changesOnlyWhatIsAskedFor() {
        assertThat(sentOnUpdate(change(Optional.of("new"), Optional.empty()))).isEqualTo("{\"label\":\"new\"}");
    }

    @Test
    void sendsNullForNeverAndNothingForUnchanged() {
        assertThat(sentOnUpdate(change(Optional.empty(), Optional.of(new KeyChange.Expiry.Never()))))
                .isEqualTo("{\"ends\":null}");
    }

    @Test
    void switchesOff() {
        assertThat(sentOnUpdate(KeyChange.enabled(false))).isEqualTo("{\"on\":false}");
    }

    @Test
    void takesAllScopesAway() {
        assertThat(sentOnUpdate(new KeyChange(Optional.empty(), Optional.of(new LinkedHashSet<>()), Optional.empty(),
                Optional.empty()))).isEqualTo("{\"scopes\":[]}");
    }

    @Test
    void readsTheKeyAgainWhenTheAnswerIsEmpty() {
        vendor = request -> request.method().equals("PATCH") ? TestServer.empty(204) : TestServer.json(200, ONE);
        ApiKey key = Workshop.value(with(gateway -> gateway.update(new KeyId("k1"), KeyChange.enabled(true))));
        assertThat(key.name()).isEqualTo("CI");
        assertThat(server.seen()).extracting(Seen::method).containsExactly("PATCH", "GET");
    }

    @Test
    void readsTheKeyAgainWhenTheAnswerIsNoKey() {
        vendor = request -> TestServer.json(200, request.method().equals("PATCH") ? "{\"ok\":true}" : ONE);
        ApiKey key = Workshop.value(with(gateway -> gateway.update(new KeyId("k1"), KeyChange.enabled(true))));
        assertThat(key.name()).isEqualTo("CI");
    }

    @Test
    void theLimitOfAProbedKeyIsNotTheProfilesOwn() {
        vendor = _ -> TestServer.json(200, ONE).with("X-Remaining", "0").with("X-Reset", "600");
        try (KeyGateway gateway = workshop.open(server);
                Secret value = Secret.wrap("acme_probe_value".getBytes(StandardCharsets.UTF_8))) {
            gateway.probe(value);
            assertThat(gateway.limit()).isEmpty();
            assertThat(gateway.get(new KeyId("k1")).isOk()).isTrue();
        }
    }

    @Test
    void usesAnOperationOfItsOwnToSwitchOnAgain() {
        workshop.set("/resources/0/capabilities/disable",
                "{\"support\":\"yes\",\"operation\":\"update\",\"reverse\":\"enable\"}").set(
                        "/resources/0/operations/enable",
                        "{\"request\":{\"method\":\"POST\",\"path\":\"/tokens/{id}/enable\"}}");
        with(gateway -> gateway.update(new KeyId("k1"), KeyChange.enabled(true)));
        assertThat(server.last().path()).isEqualTo("/tokens/k1/enable");
    }

    @Test
    void anUnsupportedChangeSendsNothing() {
        workshop.set("/resources/0/capabilities/edit_name", "{\"support\":\"no\",\"reason\":\"Names are for ever.\"}");
        assertThat(Workshop.failure(with(
                gateway -> gateway.update(new KeyId("k1"), change(Optional.of("x"), Optional.empty())))))
                .isEqualTo(new Failure.Unsupported("edit_name", "Names are for ever."));
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void revokes() {
        vendor = _ -> TestServer.empty(204);
        Call call = Workshop.value(with(gateway -> gateway.revoke(new KeyId("k1"))));
        assertThat(call.method()).isEqualTo("DELETE");
        assertThat(call.path()).isEqualTo("/tokens/k1");
        assertThat(call.status()).hasValue(204);
    }

    @Test
    void revokingAMissingKeyIsDone() {
        vendor = _ -> TestServer.json(404, "{\"error\":{\"message\":\"no such token\"}}");
        assertThat(Workshop.value(with(gateway -> gateway.revoke(new KeyId("k1")))).status()).hasValue(404);
    }

    @Test
    void aWebPageThatIsNotThereIsNoProofOfARevocation() {
        vendor = _ -> TestServer.text(404, "text/html", "<h1>Not here</h1>");
        assertThat(Workshop.failure(with(gateway -> gateway.revoke(new KeyId("k1")))))
                .isInstanceOf(Failure.NotFound.class);
    }

    @Test
    void aMissingKeyIsNotFound() {
        vendor = _ -> TestServer.json(404, "{}");
        assertThat(Workshop.failure(with(gateway -> gateway.get(new KeyId("k7")))))
                .isEqualTo(new Failure.NotFound("key", "k7", List.of()));
    }

    @Test
    void findsAKeyInTheListWhereThereIsNoOtherWay() {
        workshop.remove("/resources/0/capabilities/get");
        vendor = _ -> TestServer.json(200, "{\"items\":[{\"id\":\"k0\"}," + ONE + "]}");
        ApiKey key = Workshop.value(with(gateway -> gateway.get(new KeyId("k1"))));
        assertThat(key.status()).isEqualTo(KeyStatus.ACTIVE);
    }

    @Test
    void probesWithTheValueItself() {
        vendor = _ -> TestServer.json(200, "{}");
        assertThat(verdict()).isEqualTo(Probe.Verdict.ACCEPTED);
        assertThat(server.last().path()).isEqualTo("/ping");
        assertThat(server.last().header("X-key")).isEqualTo("acme_probe_value");
        assertThat(server.last().headers()).doesNotContainKey("Authorization");
    }

    @Test
    void judgesAProbeByItsStatus() {
        vendor = _ -> TestServer.empty(401);
        assertThat(verdict()).isEqualTo(Probe.Verdict.REFUSED);
        vendor = _ -> TestServer.empty(403);
        assertThat(verdict()).isEqualTo(Probe.Verdict.ACCEPTED);
        vendor = _ -> TestServer.empty(500);
        assertThat(verdict()).isEqualTo(Probe.Verdict.UNCLEAR);
    }

    @Test
    void judgesAProbeByItsBodyWhereAStatusProvesNothing() {
        workshop.set("/resources/0/verify/accepted", "[{\"status\":[200],\"when\":\"valid = true\"}]")
                .set("/resources/0/verify/refused", "[{\"status\":[200],\"when\":\"valid = false\"}]");
        vendor = _ -> TestServer.json(200, "{\"valid\":true}");
        assertThat(verdict()).isEqualTo(Probe.Verdict.ACCEPTED);
        vendor = _ -> TestServer.json(200, "{\"valid\":false}");
        assertThat(verdict()).isEqualTo(Probe.Verdict.REFUSED);
        vendor = _ -> TestServer.json(200, "{}");
        assertThat(verdict()).isEqualTo(Probe.Verdict.UNCLEAR);
    }

    private Probe.Verdict verdict() {
        try (Secret value = Secret.wrap("acme_probe_value".getBytes(StandardCharsets.UTF_8))) {
            return Workshop.value(with(gateway -> gateway.probe(value))).verdict();
        }
    }

    @Test
    void readsUsage() {
        vendor = _ -> TestServer.json(200,
                "{\"rows\":[{\"at\":86400,\"good\":\"5\",\"bad\":1},{\"at\":172800,\"good\":2},{\"at\":86400,\"good\":1}]}");
        var series = Workshop.value(with(gateway -> gateway.usage(new KeyId("k1"), Instant.EPOCH,
                Instant.ofEpochSecond(172_800), Bucket.DAY)));
        assertThat(server.last().query()).isEqualTo("width=1d&since=0");
        assertThat(series.buckets()).containsExactly(new UsageBucket(Instant.ofEpochSecond(86_400), 6, 0, 0, 1),
                new UsageBucket(Instant.ofEpochSecond(172_800), 2, 0, 0, 0));
    }

    @Test
    void countsOnlyByWhatTheVendorCounts() {
        assertThat(Workshop.failure(with(gateway -> gateway.usage(new KeyId("k1"), Instant.EPOCH, Instant.EPOCH,
                Bucket.HOUR)))).isInstanceOf(Failure.Unsupported.class);
    }

    @Test
    void aCallShowsNoQuery() {
        vendor = _ -> TestServer.json(200, "{\"items\":[]}");
        workshop.set("/resources/0/operations/list/request/query", "{\"all\":\"true\"}");
        Call call = Workshop.value(with(KeyGateway::test));
        assertThat(server.last().query()).isEqualTo("all=true");
        assertThat(call.path()).isEqualTo("/tokens");
    }

    @Test
    void parametersGoIntoPathsAndAMissingOneIsNamed() {
        workshop.set("/parameters", "[{\"name\":\"org\",\"required\":true}]")
                .set("/resources/0/operations/get/request/path", "\"/o/{param.org}/tokens/{id}\"");
        assertThat(Workshop.failure(workshop.gateways().open(workshop.profile(server.address()))))
                .isInstanceOfSatisfying(Failure.InvalidInput.class, bad -> assertThat(bad.where()).isEqualTo("org"));
        workshop.parameters = Map.of("org", "a/b");
        with(gateway -> gateway.get(new KeyId("k1")));
        assertThat(server.last().path()).isEqualTo("/o/a%2Fb/tokens/k1");
    }

    @Test
    void anyIdArrivesUnchanged() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "abc019:/%?#*&=+ .~_-\"'<>{}|\\^äß漢😀";
        List<String> sent = new ArrayList<>(List.of(".", "..", "a/../b", "%2F", "漢字", "a b+c"));
        for (int i = 0; i < 60; i++) {
            StringBuilder id = new StringBuilder("x");
            random.ints(1 + random.nextInt(12), 0, alphabet.codePointCount(0, alphabet.length()))
                    .forEach(at -> id.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at))));
            sent.add(id.toString());
        }
        try (KeyGateway gateway = workshop.open(server)) {
            for (String id : sent) {
                Workshop.value(gateway.get(new KeyId(id)));
                String arrived = server.last().path().substring("/tokens/".length());
                assertThat(arrived).as("seed %d", seed).doesNotContain("/").matches("[A-Za-z0-9._~%-]+");
                assertThat(URLDecoder.decode(arrived, StandardCharsets.UTF_8)).as("seed %d", seed).isEqualTo(id);
            }
        }
    }

    @Test
    void signingInWithAKeyTriesTheConnection() {
        vendor = _ -> TestServer.json(200, "{\"items\":[]}");
        assertThat(Workshop.value(with(gateway -> gateway.signIn(Optional.empty()))).path()).isEqualTo("/tokens");
    }

    @Test
    void aKeyThatNoHeaderCanHoldIsNamedAndNotQuoted() {
        workshop.keychain.put(dev.keyrack.credential.domain.CredentialNames.credential(Workshop.PROFILE),
                "acme_secret\nX-Evil: 1");
        Failure failure = Workshop.failure(with(gateway -> gateway.get(new KeyId("k1"))));
        assertThat(failure).isInstanceOf(Failure.InvalidInput.class);
        assertThat(failure.toString()).doesNotContain("acme_secret");
        assertThat(server.seen()).isEmpty();
    }
}
