package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.KeyGateway;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.task.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Listing keys")
class ListingTest {
    private static final String PAGING = "/resources/0/operations/list/paging";

    @TempDir
    Path folder;
    private Workshop workshop;

    @BeforeEach
    void start() {
        workshop = Workshop.withKey(folder);
    }

    private Outcome<List<ApiKey>> list(Function<Seen, Answer> vendor) {
        try (TestServer server = new TestServer(vendor); KeyGateway gateway = workshop.open(server)) {
            return gateway.list(Progress.NONE);
        }
    }

    private List<ApiKey> listed(String answer) {
        return Workshop.value(list(_ -> TestServer.json(200, answer)));
    }

    private Failure.BadAnswer bad(Function<Seen, Answer> vendor) {
        return (Failure.BadAnswer) Workshop.failure(list(vendor));
    }

    private static String keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "{\"id\":\"k" + i + "\"}").collect(Collectors.joining(","));
    }

    private static List<String> ids(Outcome<List<ApiKey>> outcome) {
        return Workshop.value(outcome).stream().map(key -> key.id().value()).toList();
    }

    private static String[] upTo(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i).toArray(String[]::new);
    }

    @Nested
    @DisplayName("maps")
    class Maps {
        @Test
        void everyMember() {
            ApiKey key = listed("""
                    {"items":[{"id":17,"label":"CI","tail":"9f3a","scopes":["a:read","a:write"],"made":1763805600,
                      "ends":"2027-01-01T00:00:00+01:00","used":"2026-11-22T08:00:00Z","on":true,"by":{"name":"ann"}}]}
                    """).getFirst();
            assertThat(key.id().value()).isEqualTo("17");
            assertThat(key.name()).isEqualTo("CI");
            assertThat(key.hint()).isEqualTo(new Hint(Hint.Kind.LAST, "9f3a"));
            assertThat(key.scopes()).containsExactly(new Scope("a:read"), new Scope("a:write"));
            assertThat(key.createdAt()).contains(Instant.ofEpochSecond(1_763_805_600));
            assertThat(key.expiresAt()).contains(Instant.parse("2026-12-31T23:00:00Z"));
            assertThat(key.lastUsed()).isEqualTo(new LastUsed.At(Instant.parse("2026-11-22T08:00:00Z"),
                    LastUsed.Precision.TEN_MINUTES));
            assertThat(key.status()).isEqualTo(KeyStatus.ACTIVE);
            assertThat(key.owner()).contains("ann");
        }

        @Test
        void nullToNeverUsedAndAbsentToNotReported() {
            List<ApiKey> keys = listed("{\"items\":[{\"id\":\"a\",\"used\":null},{\"id\":\"b\"}]}");
            assertThat(keys).extracting(ApiKey::lastUsed).containsExactly(new LastUsed.Never(),
                    new LastUsed.NotReported());
        }

        @Test
        void whatIsMissingToNothing() {
            ApiKey key = listed("{\"items\":[{\"id\":\"a\"}]}").getFirst();
            assertThat(key.name()).isEmpty();
            assertThat(key.hint().kind()).isEqualTo(Hint.Kind.NONE);
            assertThat(key.scopes()).isEmpty();
            assertThat(key.createdAt()).isEmpty();
            assertThat(key.expiresAt()).isEmpty();
        }

        @Test
        void oneScopeAsWellAsMany() {
            assertThat(listed("{\"items\":[{\"id\":\"a\",\"scopes\":[\"x\"]}]}").getFirst().scopes())
                    .containsExactly(new Scope("x"));
        }

        @Test
        void scopesWrittenAsOneText() {
            workshop.set("/resources/0/key/scopes", "\"[$split(scope, ' ')]\"");
            assertThat(listed("{\"items\":[{\"id\":\"a\",\"scope\":\"x y\"}]}").getFirst().scopes())
                    .containsExactly(new Scope("x"), new Scope("y"));
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                scope ? [$split(scope, ' ')] : []                                       | {"scope":"a:r b:w"}                       | a:r b:w
                preset                                                                   | {"preset":"full-access"}                  | full-access
                readonly ? 'read' : ['read', 'write']                                    | {"readonly":false}                        | read write
                [$each(can, function($v, $k) {$v.($k & ':' & $)}).$]                     | {"can":{"a":["r","w"],"b":["r"]}}         | a:r a:w b:r
                [policies.($g := groups.name; resources.($g & ' on ' & $))]               | {"policies":[{"groups":{"name":"g"},"resources":["x"]}]} | g on x
                [grants.(resource & ':' & permission)]                                   | {"grants":[{"resource":"a","permission":"r"}]} | a:r
                scopes = null ? '*' : scopes                                             | {"scopes":null}                           | *
                """)
        void scopesOfEveryShape(String expression, String members, String scopes) {
            workshop.set("/resources/0/key/scopes", '"' + expression + '"');
            ApiKey key = listed("{\"items\":[{\"id\":\"k\"," + members.substring(1) + "]}").getFirst();
            assertThat(key.scopes().stream().map(Scope::value).collect(Collectors.joining(" "))).isEqualTo(scopes);
        }

        @ParameterizedTest(name = "{0} {1}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                $date('epoch_s', ends)              | 1795341612                          | 2026-11-22T10:00:12Z
                $date('epoch_s', ends)              | "1795341612"                        | 2026-11-22T10:00:12Z
                $date('epoch_ms', ends)             | 1795341612000                       | 2026-11-22T10:00:12Z
                $date('iso', ends)                  | "2026-11-22T10:00:12+0000"          | 2026-11-22T10:00:12Z
                ends                                | "2026-11-22T12:00:12.000+02:00"     | 2026-11-22T10:00:12Z
                $date('date', ends)                 | "2026-11-22"                        | 2026-11-22T00:00:00Z
                $date('utc', ends)                  | "2026-11-22 10:00:12"               | 2026-11-22T10:00:12Z
                $date('rfc2822', ends)              | "Sun, 22 Nov 2026 10:00:12 +0000"   | 2026-11-22T10:00:12Z
                $plus('2026-11-22T10:00:00Z', ends) | "12"                                | 2026-11-22T10:00:12Z
                $plus('2026-11-22T10:00:00Z', $duration(ends)) | "PT12S"                  | 2026-11-22T10:00:12Z
                $date('epoch_ms', ends)             | 0                                   | never
                $date('iso', ends)                  | ""                                  | never
                $date('iso', ends)                  | null                                | never
                ends                                | 0                                   | never
                """)
        void timesOfEveryShape(String expression, String value, String time) {
            workshop.set("/resources/0/key/expiresAt", '"' + expression + '"');
            ApiKey key = listed("{\"items\":[{\"id\":\"k\",\"ends\":" + value + "}]}").getFirst();
            assertThat(key.expiresAt().map(Instant::toString).orElse("never")).isEqualTo(time);
        }

        @Test
        void itemsThatNeedAJoin() {
            workshop.set("/resources/0/operations/list/answer/items",
                    "\"($by := included{id: name}; [data.{'id': id, 'by': {'name': $lookup($by, owner)}}])\"");
            ApiKey key = listed("""
                    {"data":[{"id":"a","owner":"u1"}],"included":[{"id":"u1","name":"ann"},{"id":"u2","name":"bob"}]}
                    """).getFirst();
            assertThat(key.owner()).contains("ann");
        }

        @Test
        void aListAtTheTop() {
            workshop.remove("/resources/0/operations/list/answer/items");
            assertThat(listed("[{\"id\":\"a\"},{\"id\":\"b\"}]")).hasSize(2);
        }

        @Test
        void longNumbersExactly() {
            assertThat(listed("{\"items\":[{\"id\":9007199254740993}]}").getFirst().id().value())
                    .isEqualTo("9007199254740993");
        }

        @Test
        void neverASecretThatTheListHolds() {
            workshop.set("/resources/0/operations/list/answer/masked", "[\"/items/*/value\"]")
                    .set("/resources/0/key/name", "\"value\"");
            assertThat(listed("{\"items\":[{\"id\":\"a\",\"value\":\"acme_secret\"}]}").getFirst().name()).isEmpty();
        }

        @Test
        void anEmptyListToNoKeys() {
            assertThat(listed("{\"items\":[]}")).isEmpty();
        }
    }

    @Nested
    @DisplayName("says what does not fit")
    class DoesNotFit {
        @Test
        void aListThatIsNotThere() {
            Failure.BadAnswer answer = bad(_ -> TestServer.json(200, "{\"other\":[]}"));
            assertThat(answer.flaw()).isEqualTo(Flaw.UNEXPECTED);
            assertThat(answer.detail()).isEqualTo("no list at /items");
        }

        @Test
        void aKeyWithoutAnId() {
            assertThat(bad(_ -> TestServer.json(200, "{\"items\":[{\"label\":\"x\"}]}")).detail())
                    .isEqualTo("a key without an id at id");
        }

        @Test
        void aTimeThatIsNone() {
            assertThat(bad(_ -> TestServer.json(200, "{\"items\":[{\"id\":\"a\",\"ends\":\"soon\"}]}")).detail())
                    .isEqualTo("no time at ends");
        }

        @Test
        void aStatusThatNobodyKnows() {
            workshop.set("/resources/0/key/status", "\"state\"");
            assertThat(bad(_ -> TestServer.json(200, "{\"items\":[{\"id\":\"a\",\"state\":\"odd\"}]}")).detail())
                    .contains("at state");
        }
    }

    @Nested
    @DisplayName("goes through pages")
    class Paged {
        @Test
        void byNumberUntilAPageIsShort() {
            workshop.set(PAGING, "{\"kind\":\"page\",\"parameter\":\"page\",\"size\":2}");
            assertThat(ids(list(request -> {
                int page = Integer.parseInt(request.member("page").orElseThrow());
                return TestServer.json(200, "{\"items\":[" + keys(2 * page - 2, Math.min(2 * page, 5)) + "]}");
            }))).containsExactly(upTo(5));
        }

        @Test
        void byNumberFromZeroUntilTheTotal() {
            workshop.set(PAGING, "{\"kind\":\"page\",\"parameter\":\"p\",\"first\":0,\"total\":\"total\"}");
            assertThat(ids(list(request -> {
                int page = Integer.parseInt(request.member("p").orElseThrow());
                return TestServer.json(200, "{\"total\":4,\"items\":[" + keys(2 * page, 2 * page + 2) + "]}");
            }))).containsExactly(upTo(4));
        }

        @Test
        void byOffset() {
            workshop.set(PAGING, "{\"kind\":\"offset\",\"parameter\":\"page[offset]\",\"total\":\"total\"}");
            assertThat(ids(list(request -> {
                int at = Integer.parseInt(request.member("page%5Boffset%5D").orElseThrow());
                return TestServer.json(200, "{\"total\":5,\"items\":[" + keys(at, Math.min(at + 3, 5)) + "]}");
            }))).containsExactly(upTo(5));
        }

        @Test
        void byCursorInTheQuery() {
            workshop.set(PAGING, "{\"kind\":\"cursor\",\"parameter\":\"after\",\"next\":\"/next\"}");
            assertThat(ids(list(request -> request.member("after").isEmpty()
                    ? TestServer.json(200, "{\"items\":[" + keys(0, 2) + "],\"next\":\"c/1=\"}")
                    : TestServer.json(200,
                            "{\"items\":[" + keys(2, request.member("after").get().equals("c%2F1%3D") ? 3 : 9)
                                    + "],\"next\":null}"))))
                    .containsExactly(upTo(3));
        }

        @Test
        void byCursorInTheBody() {
            workshop.set("/resources/0/operations/list/request", """
                    {"method":"POST","path":"/tokens/search","body":{"kind":"json","value":"{'cursor': $cursor}"}}""")
                    .set(PAGING, "{\"kind\":\"cursor\",\"in\":\"body\",\"next\":\"next\"}");
            assertThat(ids(list(request -> request.body().equals("{}")
                    ? TestServer.json(200, "{\"items\":[" + keys(0, 2) + "],\"next\":\"two\"}")
                    : TestServer.json(200,
                            "{\"items\":[" + (request.body().equals("{\"cursor\":\"two\"}") ? keys(2, 3) : "")
                                    + "]}"))))
                    .containsExactly(upTo(3));
        }

        @Test
        void byCursorUntilThereIsNoMore() {
            workshop.set(PAGING,
                    "{\"kind\":\"cursor\",\"parameter\":\"after\",\"next\":\"items[-1].id\",\"more\":\"has_more\"}");
            assertThat(ids(list(request -> TestServer.json(200,
                    request.member("after").isEmpty()
                            ? "{\"has_more\":true,\"items\":[" + keys(0, 2) + "]}"
                            : "{\"has_more\":false,\"items\":[" + keys(2, 4) + "]}"))))
                    .containsExactly(upTo(4));
        }

        @Test
        void byLinkInTheAnswer() {
            workshop.set(PAGING, "{\"kind\":\"link\",\"next\":\"links.next\"}");
            assertThat(ids(list(request -> request.member("p").isEmpty()
                    ? TestServer.json(200, "{\"items\":[" + keys(0, 2) + "],\"links\":{\"next\":\"/tokens?p=2\"}}")
                    : TestServer.json(200, "{\"items\":[" + keys(2, 3) + "],\"links\":{\"next\":\"\"}}"))))
                    .containsExactly(upTo(3));
        }

        @Test
        void byLinkHeader() {
            workshop.set(PAGING, "{\"kind\":\"link\",\"in\":\"header\"}");
            assertThat(ids(list(request -> request.member("p").isEmpty()
                    ? TestServer.json(200, "{\"items\":[" + keys(0, 2) + "]}").with("Link",
                            "<http://" + request.header("Host") + "/tokens?p=0>; rel=\"prev\", <http://"
                                    + request.header("Host") + "/tokens?p=2>; rel=\"next\"; results=\"true\"")
                    : TestServer.json(200, "{\"items\":[" + keys(2, 3) + "]}").with("Link",
                            "</tokens?p=3>; rel=\"next\"; results=\"false\""))))
                    .containsExactly(upTo(3));
        }

        @Test
        void butNeverToAnotherHost() {
            workshop.set(PAGING, "{\"kind\":\"link\",\"next\":\"next\"}");
            Failure.BadAnswer answer = bad(
                    _ -> TestServer.json(200, "{\"items\":[],\"next\":\"https://elsewhere.test/tokens\"}"));
            assertThat(answer.flaw()).isEqualTo(Flaw.FOREIGN_REDIRECT);
            assertThat(answer.detail()).isEqualTo("elsewhere.test");
        }

        @Test
        void butNotInACircle() {
            workshop.set(PAGING, "{\"kind\":\"cursor\",\"parameter\":\"after\",\"next\":\"next\"}");
            assertThat(bad(_ -> TestServer.json(200, "{\"items\":[],\"next\":\"same\"}")).flaw())
                    .isEqualTo(Flaw.TOO_MANY_PAGES);
        }

        @Test
        void butNotThroughOnePageForEver() {
            workshop.set(PAGING, "{\"kind\":\"page\",\"parameter\":\"page\"}");
            assertThat(bad(_ -> TestServer.json(200, "{\"items\":[" + keys(0, 2) + "]}")).detail())
                    .isEqualTo("page 2 is the same as an earlier one");
        }

        @Test
        void butNotThroughAFewPagesInTurn() {
            workshop.set(PAGING, "{\"kind\":\"page\",\"parameter\":\"page\"}");
            assertThat(bad(request -> TestServer.json(200, request.member("page").orElse("").matches(".*[13579]")
                    ? "{\"items\":[" + keys(0, 2) + "]}"
                    : "{\"items\":[" + keys(2, 4) + "]}")).detail())
                    .isEqualTo("page 3 is the same as an earlier one");
        }

        @Test
        void byNumberUntilTheLastPageThatIsNamed() {
            workshop.set(PAGING, "{\"kind\":\"page\",\"parameter\":\"page\",\"size\":3,\"pages\":\"/last\"}");
            assertThat(ids(list(request -> {
                int page = Integer.parseInt(request.member("page").orElseThrow());
                return TestServer.json(200, "{\"last\":2,\"items\":[" + keys(2 * page - 2, 2 * page) + "]}");
            }))).containsExactly(upTo(4));
        }

        @Test
        void butNotWithoutEnd() {
            workshop.set(PAGING, "{\"kind\":\"cursor\",\"parameter\":\"after\",\"next\":\"next\"}");
            workshop.limits = EngineLimits.DEFAULT.withList(7, 1_000);
            assertThat(bad(request -> TestServer.json(200, "{\"items\":[],\"next\":"
                    + (Integer.parseInt(request.member("after").orElse("0")) + 1) + "}")).detail())
                    .isEqualTo("more than 7 pages");
        }

        @Test
        void andNotMoreItemsThanFit() {
            workshop.limits = EngineLimits.DEFAULT.withList(7, 10);
            assertThat(bad(_ -> TestServer.json(200, "{\"items\":[" + keys(0, 11) + "]}")).detail())
                    .isEqualTo("more than 10 items");
        }
    }

    @Test
    void reportsItsProgress() {
        workshop.set(PAGING, "{\"kind\":\"page\",\"parameter\":\"page\",\"size\":2}");
        List<Long> steps = new java.util.ArrayList<>();
        try (TestServer server = new TestServer(request -> TestServer.json(200, "{\"items\":["
                + (request.member("page").equals(Optional.of("1")) ? keys(0, 2) : keys(2, 3)) + "]}"));
                KeyGateway gateway = workshop.open(server)) {
            gateway.list((done, _) -> steps.add(done));
        }
        assertThat(steps).containsExactly(2L, 3L);
    }

    @Test
    void reportsTheTotalThatTheProviderTells() {
        workshop.set(PAGING, "{\"kind\":\"page\",\"parameter\":\"page\",\"size\":2,\"total\":\"total\"}");
        List<String> steps = new java.util.ArrayList<>();
        try (TestServer server = new TestServer(request -> TestServer.json(200, "{\"total\":3,\"items\":["
                + (request.member("page").equals(Optional.of("1")) ? keys(0, 2) : keys(2, 3)) + "]}"));
                KeyGateway gateway = workshop.open(server)) {
            gateway.list((done, total) -> steps.add(done + " of " + total));
        }
        assertThat(steps).containsExactly("2 of 3", "3 of 3");
    }

    @Test
    void mapsOnAVirtualThreadAsWell() throws Exception {
        try (TestServer server = new TestServer(_ -> TestServer.json(200, "{\"items\":[" + keys(0, 3) + "]}"));
                KeyGateway gateway = workshop.open(server);
                var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(ids(threads.submit(() -> gateway.list(Progress.NONE)).get())).containsExactly(upTo(3));
        }
    }
}
