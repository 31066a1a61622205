package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The commands about providers")
class ProviderCommandsTest extends CliTestBase {
    private static final String GOOD = """
            {"format": 1, "id": "parcelbay", "name": "Parcelbay", "auth": {"open": {"kind": "none"}}, "signIn": "open",
             "resources": [{"id": "tokens", "capabilities": {"list": {"support": "yes", "operation": "list"}},
             "operations": {"list": {"request": {"method": "GET", "path": "/tokens"}}}, "key": {"id": "id"}}]}
            """;

    private Path file(String text) throws IOException {
        return Files.writeString(home.resolve("mine.json"), text);
    }

    private Path kept() {
        return home.resolve("config/providers/parcelbay.json");
    }

    @Test
    void listWhatIsKnown() {
        assertThat(run("provider", "list")).isZero();
        assertThat(terminal.outText()).contains("fakery", "Fakery", "https://api.fakery.test", "session");
    }

    @Test
    void listInJson() {
        assertThat(run("provider", "list", "--output", "json")).isZero();
        assertThat(terminal.outText()).contains("\"id\":\"fakery\"", "\"sign_in\":[\"session\"]", "\"list\",\"get\"");
    }

    @Test
    void showCapabilitiesAndPermissions() {
        assertThat(run("provider", "show", "fakery")).isZero();
        assertThat(terminal.outText()).contains("Fakery (fakery)", "Sign-in session: Password", "edit_scopes",
                "things:write", "Change things");
    }

    @Test
    void showInJson() {
        assertThat(run("provider", "show", "fakery", "--output", "json")).isZero();
        assertThat(terminal.outText()).contains("{\"name\":\"list\",\"support\":\"yes\",\"documented\":true}",
                "\"scopes\":[{\"value\":\"things:read\"");
    }

    @Test
    void sayWhichThereAreInsteadOfAnUnknownOne() {
        assertThat(run("provider", "show", "nobody")).isEqualTo(5);
        assertThat(terminal.errText()).contains("nobody", "fakery");
    }

    @Test
    void checkAGoodFile() throws IOException {
        assertThat(run("provider", "check", file(GOOD).toString())).isZero();
        assertThat(terminal.outText()).contains("Nothing is wrong");
        assertThat(kept()).doesNotExist();
    }

    @Test
    void checkABadFileAndSayWhereAndWhatHelps() throws IOException {
        assertThat(run("provider", "check", file(GOOD.replace("\"signIn\": \"open\"", "\"signIn\": \"opn\""))
                .toString())).isEqualTo(1);
        assertThat(terminal.outText()).contains("error  /signIn", "there is no auth called opn",
                "What helps: write open");
    }

    @Test
    void checkInJsonWithPointerLineAndSuggestion() throws IOException {
        Path twenty = home.resolve("twenty.json");
        try (InputStream in = ProviderCommandsTest.class
                .getResourceAsStream("/dev/keyrack/provider/engine/twenty-mistakes.json")) {
            Files.write(twenty, Objects.requireNonNull(in).readAllBytes());
        }
        assertThat(run("provider", "check", twenty.toString(), "--output", "json")).isEqualTo(1);
        assertThat(terminal.outText().lines().filter(line -> line.contains("\"pointer\":"))).hasSizeGreaterThan(19);
        assertThat(terminal.outText()).contains("\"pointer\":\"/resources/0/operations/list/request/method\"",
                "\"suggestion\":\"write list\"", "\"line\":");
    }

    @Test
    void sayThatThereIsNoSuchFile() {
        assertThat(run("provider", "check", home.resolve("nothing.json").toString())).isEqualTo(2);
        assertThat(terminal.errText()).contains("there is no such file");
    }

    @Test
    void addAGoodFileAndReplaceIt() throws IOException {
        assertThat(run("provider", "add", file(GOOD).toString())).isZero();
        assertThat(kept()).hasContent(GOOD);
        String changed = GOOD.replace("\"Parcelbay\"", "\"Parcelbay Ltd\"");
        assertThat(run("provider", "add", file(changed).toString())).isZero();
        assertThat(kept()).hasContent(changed);
    }

    @Test
    void keepNothingOfABadFile() throws IOException {
        assertThat(run("provider", "add", file("{\"format\": 1}").toString())).isEqualTo(1);
        assertThat(terminal.outText()).contains("the member id is missing");
        assertThat(home.resolve("config/providers")).doesNotExist();
    }

    @Test
    void refuseTheIdOfAProviderThatComesWithKeyrack() throws IOException {
        String stolen = GOOD.replace("\"parcelbay\"", "\"cloudheed\"");
        assertThat(run("provider", "add", file(stolen).toString())).isEqualTo(2);
        assertThat(home.resolve("config/providers/cloudheed.json")).doesNotExist();
    }
}
