package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Samples;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A command that changes a key in production")
class ProductionCommandsTest extends CliTestBase {
    private static final Profile LIVE = Samples.profile("live", Environment.PRODUCTION);

    @BeforeEach
    void haveAKeyInProduction() {
        haveKey(Samples.key("key_aaaaaa1", "one", List.of("things:read")).build());
        services.profiles.held.put(LIVE.name(), LIVE);
    }

    private int keyrack(String command, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(command.split(" ")));
        all.addAll(Arrays.asList(more));
        return run(all.toArray(String[]::new));
    }

    private List<String> changes() {
        return requests().stream().filter(line -> !line.equals("provider: list")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key create --profile live --name x --scope things:read --secret-to file:/x",
            "key edit --profile live one --name two", "key disable --profile live one",
            "key enable --profile live one", "key revoke --profile live one"})
    void needsYesAndTheName(String command) {
        assertThat(keyrack(command)).isEqualTo(2);
        assertThat(keyrack(command, "--yes")).isEqualTo(2);
        assertThat(keyrack(command, "--confirm", "live")).isEqualTo(2);
        assertThat(terminal.errText()).contains("live is a PRODUCTION profile, so say both --yes and --confirm live");
        assertThat(services.log).as("nothing was sent or written").isEmpty();

        assertThat(keyrack(command, "--yes", "--confirm", "live")).isZero();
        assertThat(changes()).hasSize(1);
        assertThat(services.log).contains("journal: interlock.armed admin@fakery.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key create --profile live --name x --scope things:read --secret-to file:/x",
            "key edit --profile live one --name two", "key disable --profile live one",
            "key enable --profile live one", "key revoke --profile live one",
            "key revoke --profile demo one"})
    void sendsNothingUponAnotherName(String command) {
        assertThat(keyrack(command, "--yes", "--confirm", "Live")).isEqualTo(2);
        assertThat(terminal.errText()).contains("--confirm says Live, but the profile is called");
        assertThat(services.log).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key create --profile live --name x --scope things:read --secret-to file:/x",
            "key edit --profile live one --name two", "key disable --profile live one",
            "key enable --profile live one", "key revoke --profile live one"})
    void takesTheTypedNameForBoth(String command) {
        terminal.type("no");
        assertThat(keyrack(command)).isEqualTo(1);
        assertThat(changes()).isEmpty();
        assertThat(terminal.errText()).contains("live (PRODUCTION)", "Nothing was changed.");

        terminal.type("live");
        assertThat(keyrack(command)).isZero();
        assertThat(changes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key create --profile live --name x --scope things:read --secret-to file:/x",
            "key edit --profile live one --name two", "key disable --profile live one",
            "key enable --profile live one", "key revoke --profile live one"})
    void needsNeitherOnADryRun(String command) {
        assertThat(keyrack(command, "--dry-run")).isZero();
        assertThat(changes()).isEmpty();
        assertThat(services.log).doesNotContain("journal: interlock.armed admin@fakery.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key create --profile demo --name x --scope things:read --secret-to file:/x",
            "key edit --profile demo one --name two", "key enable --profile demo one",
            "key disable --profile demo one --yes", "key revoke --profile demo one --yes --confirm demo"})
    void asksForNothingMoreOutsideProduction(String command) {
        assertThat(keyrack(command)).isZero();
        assertThat(services.log).noneMatch(line -> line.contains("interlock"));
    }
}
