package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.provider.engine.Finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Checking a descriptor")
class DescriptorCheckerTest {
    private static final DescriptorChecker CHECKER = new DescriptorChecker();

    @TempDir
    Path folder;

    private Workshop vendor() {
        return Workshop.withKey(folder);
    }

    private static List<Finding> findings(Workshop workshop) {
        return CHECKER.findings(workshop.text());
    }

    @Test
    void saysNothingAboutAGoodOne() {
        assertThat(findings(vendor())).isEmpty();
        assertThat(findings(Workshop.withPassword(folder))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /id                                           | "A b"             | /id                                      | this must look like the pattern
            /format                                       | 2                 | /format                                  | this must be 1
            /name                                         | 7                 | /name                                    | this must be of the type
            /surplus                                      | true              | /surplus                                 | there is no such member
            /signIn                                       | "other"           | /signIn                                  | there is no auth called other
            /address                                      | "http://acme.test" | /address                                | plain http
            /headers                                      | {"Host":"x"}      | /headers/Host                            | cannot set the header
            /auth/key/kind                                | "magic"           | /auth/key/kind                           | this must be one of
            /auth/key/send/0/value                        | "Bearer {token2}" | /auth/key/send/0/value                   | nothing gives {token2}
            /auth/key/send                                | []                | /auth/key/send                           | at least 1
            /errors/message                               | ["a ("]           | /errors/message/0                        | the expression cannot be used
            /scopes                                       | {"catalogue":[{"value":"a"},{"value":"a"}]} | /scopes/catalogue/1 | stands there twice
            /resources                                    | []                | /resources                               | at least 1
            /resources/0/key/id                           | ""                | /resources/0/key/id                      | must not be empty
            /resources/0/key/name                         | "$nobody"         | /resources/0/key/name                    | nothing gives $nobody
            /resources/0/key/lastUsed/precision           | "vague"           | /resources/0/key/lastUsed/precision      | must be one of
            /resources/0/operations/list/request/method   | "FETCH"           | /resources/0/operations/list/request/method | must be one of
            /resources/0/operations/list/request/path     | "/a b"            | /resources/0/operations/list/request/path | a path begins with /
            /resources/0/operations/list/request/path     | "/tokens/{id}"    | /resources/0/operations/list/request/path | nothing gives {id}
            /resources/0/operations/get/request/path      | "/{param.org}/{id}" | /resources/0/operations/get/request/path | there is no parameter
            /resources/0/operations/list/paging           | {"kind":"cursor","parameter":"c"} | /resources/0/operations/list/paging | the member next is missing
            /resources/0/operations/list/paging           | {"kind":"page"}   | /resources/0/operations/list/paging      | the member parameter is missing
            /resources/0/operations/create/answer         | {}                | /resources/0/operations/create           | must say under answer/secret
            /resources/0/operations/create/request/body   | {"kind":"json"}   | /resources/0/operations/create/request/body | the member value is missing
            /resources/0/operations/get/auth              | "nobody"          | /resources/0/operations/get/auth         | there is no auth
            /resources/0/capabilities/list                | {"support":"yes","operation":"lost"} | /resources/0/capabilities/list/operation | there is no operation
            /resources/0/capabilities/list                | {"support":"yes"} | /resources/0/capabilities/list           | the member operation is missing
            /resources/0/capabilities/list                | {"support":"no"}  | /resources/0/capabilities/list           | the member reason is missing
            /resources/0/capabilities/rotate/link         | "http://x"        | /resources/0/capabilities/rotate/link    | a link begins with https
            /resources/0/capabilities/fly                 | {"support":"no","reason":"x"} | /resources/0/capabilities/fly | there is no such member
            /resources/0/operations/list/over             | {"operation":"lost","as":"parent"} | /resources/0/operations/list/over/operation | there is no operation
            /resources/0/operations/list/over             | {"operation":"list","as":"parent"} | /resources/0/operations/list | in a circle
            /resources/0/operations/list/joins            | [{"operation":"lost","as":"roles"}] | /resources/0/operations/list/joins/0/operation | there is no operation
            /resources/0/operations/get/detail            | {"operation":"get","when":"$odd"} | /resources/0/operations/get/detail/when | nothing gives $odd
            /resources/0/operations/revoke/poll           | {"operation":"get","until":"$odd"} | /resources/0/operations/revoke/poll/until | nothing gives $odd
            /resources/0/operations/list/paging           | {"kind":"limit","parameter":"limit"} | /resources/0/operations/list/paging | the member size is missing
            /resources/0/operations/create/answer/secret  | {"operation":"get"} | /resources/0/operations/create/answer/secret/operation | does not say under answer/secret
            /resources/0/key/idIsSecret                   | true              | /resources/0/key/idIsSecret              | answer/valueIds
            /resources/0/key/idParts                      | ["a","a"]         | /resources/0/key/idParts/1               | stands there twice
            /resources/0/rotation                         | {"model":"grace","operation":"lost"} | /resources/0/rotation/operation | there is no operation
            /resources/0/rotation                         | {"model":"swap"}  | /resources/0/rotation/model              | must be one of
            /resources/0/capabilities/rotate              | {"support":"yes"} | /resources/0/capabilities/rotate         | the member operation is missing
            /regions                                      | [{"id":"eu","label":"EU","address":"http://eu.acme.test"}] | /regions/0/address | plain http
            /regions                                      | [{"id":"eu","label":"EU","address":"https://{param.site}.acme.test"}] | /regions/0/address | there is no parameter
            /parameters                                   | [{"name":"org","pick":{"operation":"lost","value":"id"}}] | /parameters/0/pick/operation | there is no operation
            /scopes                                       | {"from":{"operation":"list","value":"$odd"}} | /scopes/from/value | nothing gives $odd
            /errors/fields                                | ["a ("]           | /errors/fields/0                         | the expression cannot be used
            /resources/0/usage/operation                  | "lost"            | /resources/0/usage/operation             | there is no operation
            """)
    void findsAMistakeAtItsPlace(String place, String json, String pointer, String problem) {
        List<Finding> found = findings(vendor().set(place, json));
        assertThat(found).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.pointer()).isEqualTo(pointer);
            assertThat(finding.problem()).contains(problem);
            assertThat(finding.place()).isPresent();
        });
    }

    @Test
    void findsEveryMistakeInOneGo() {
        List<Finding> found = findings(vendor().set("/id", "7").set("/noun", "false").set("/surplus", "1")
                .set("/errors/rules", "[{\"kind\":\"odd\",\"status\":[401]}]").remove("/name"));
        assertThat(found).extracting(Finding::pointer).containsExactlyInAnyOrder("/id", "/noun", "/surplus",
                "/errors/rules/0/kind", "");
        assertThat(found).filteredOn(finding -> finding.pointer().isEmpty())
                .allMatch(finding -> finding.problem().equals("the member name is missing"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /twoFactor                         | {"setUp":{"operation":"list","seed":"/s"},"verify":{"operation":"get"}} | /twoFactor                  | no resource offers it
            /twoFactor                         | {"setUp":{"operation":"list"},"verify":{"operation":"get"}}             | /twoFactor/setUp            | nothing says where the key is
            /twoFactor                         | {"setUp":{"operation":"no","uri":"/u"},"verify":{"operation":"get"}}    | /twoFactor/setUp/operation  | there is no operation called no
            /twoFactor                         | {"setUp":{"operation":"list","uri":"/u"},"verify":{"operation":"get"}}  | /twoFactor/verify/operation | the request of get does not send the code
            /twoFactor                         | {"setUp":{"operation":"list","uri":"u"},"verify":{"operation":"get"}}   | /twoFactor/setUp/uri        | ^/
            /twoFactor                         | {"setUp":{"operation":"list","uri":"/u"}}                               | /twoFactor                  | the member verify is missing
            /resources/0/capabilities/two_factor | {"support":"yes"} | /resources/0/capabilities/two_factor | the descriptor says nothing under twoFactor
            """)
    void findsWhatIsWrongWithTheSecondFactor(String place, String json, String pointer, String problem) {
        assertThat(findings(vendor().set(place, json))).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.pointer()).isEqualTo(pointer);
            assertThat(finding.problem()).contains(problem);
        });
    }

    @Test
    void findsTwentyAndMoreDifferentMistakesInOneGoEachWithItsPlaceAndWhatHelps() throws IOException {
        List<Finding> found = CHECKER.findings(resource("twenty-mistakes.json"));

        assertThat(found).extracting(Finding::pointer).containsExactlyInAnyOrder("/format", "/id", "/nam", "", "/noun",
                "/address", "/headers/Cookie", "/auth/admin/send/0/in", "/auth/admin/send/0/value", "/signIn",
                "/shapes/0/prefix", "/scopes/catalogue/1", "/rateLimit/resetIs", "/errors/message/0",
                "/errors/rules/0/status/0", "/resources/0/capabilities/list/operation",
                "/resources/0/capabilities/revoke", "/resources/0/capabilities/rotate/link",
                "/resources/0/capabilities/fly", "/resources/0/operations/list/request/method",
                "/resources/0/operations/list/request/path", "/resources/0/operations/list/paging",
                "/resources/0/operations/create", "/resources/0/operations/create/request/body/value",
                "/resources/0/key/lastUsed/precision");
        assertThat(found).allSatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.suggestion()).isNotEmpty();
            assertThat(finding.place()).isPresent();
        });
        assertThat(found).extracting(Finding::suggestion).contains("write \"name\"", "write admin", "write list",
                "write credential", "write \"header\" if that is meant", "remove one of them");
    }

    @Test
    void survivesTwoThousandDescriptorsThatWereCutAndBent() {
        long seed = 20_261_122L;
        Random random = new Random(seed);
        JsonMapper json = JsonMapper.builder().build();
        for (int i = 0; i < 2_000; i++) {
            JsonNode tree = json.readTree(vendor().text());
            for (int cuts = random.nextInt(1, 5); cuts > 0; cuts--) {
                bend(tree, random);
            }
            assertThat(CHECKER.findings(tree.toString())).as("seed %d, round %d", seed, i).isNotNull();
        }
    }

    /// Takes something away, puts something else in its place, or gives it another name, somewhere in the tree.
    private static void bend(JsonNode node, Random random) {
        if (node instanceof ArrayNode list && !list.isEmpty() && random.nextInt(3) > 0) {
            bend(list.get(random.nextInt(list.size())), random);
        } else if (node instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = List.copyOf(object.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            if (object.get(name).isContainer() && random.nextInt(3) > 0) {
                bend(object.get(name), random);
                return;
            }
            JsonNode old = object.remove(name);
            switch (random.nextInt(4)) {
                case 0 -> object.put(name, random.nextInt());
                case 1 -> object.putArray(name).add("x");
                case 2 -> object.set(name + "x", old);
                default -> object.put("surplus", "{x}");
            }
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = DescriptorCheckerTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void refusesDepthWithoutFalling() {
        assertThat(CHECKER.findings("[".repeat(100_000))).isNotEmpty();
        assertThat(CHECKER.findings("[]")).isNotEmpty();
        assertThat(CHECKER.findings("")).isNotEmpty();
    }

    @Test
    void saysTheSameInEveryLocale() {
        String broken = vendor().set("/id", "7").remove("/name").text();
        List<Finding> english = CHECKER.findings(broken);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(new DescriptorChecker().findings(broken)).isEqualTo(english);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void namesLineAndColumn() {
        List<Finding> found = CHECKER.findings("{\n  \"format\": 1,\n  \"id\": 7\n}");
        assertThat(found).anySatisfy(finding -> {
            assertThat(finding.pointer()).isEqualTo("/id");
            assertThat(finding.place().orElseThrow().line()).isEqualTo(3);
            assertThat(finding.toString()).startsWith("3:").contains(" /id: ");
        });
    }
}
