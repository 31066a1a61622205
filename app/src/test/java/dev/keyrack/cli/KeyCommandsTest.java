package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.Hint;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.key.domain.Probe.Verdict;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The commands about keys")
class KeyCommandsTest extends CliTestBase {
    private static final String ID = "key_aaaaaa1";

    @BeforeEach
    void haveTwoKeys() {
        haveKey(Samples.key(ID, "Nightly, backup", List.of("things:read", "bills:read"))
                .used(new LastUsed.At(Instant.parse("2026-11-20T08:00:00Z"), LastUsed.Precision.DAY))
                .expires(Optional.of(Instant.parse("2027-01-01T00:00:00Z"))).build());
        haveKey(Samples.key("key_bbbbbb1", "CI", List.of()).used(new LastUsed.NotReported())
                .hint(new Hint(Hint.Kind.LAST, "9f3a")).owner(Optional.empty()).created(Optional.empty()).build());
    }

    private KeyStatus statusOf(String id) {
        return Objects.requireNonNull(services.gateway.keys.get(new KeyId(id))).status();
    }

    @Nested
    @DisplayName("list")
    class Listing {
        @Test
        void printsATable() {
            assertThat(run("key", "list", "--profile", "demo")).isZero();
            assertThat(terminal.outText()).isEqualTo(
                    """
                            NAME             ID           HINT           SCOPES                  CREATED     LAST USED     EXPIRES     STATUS
                            Nightly, backup  key_aaaaaa1  fk_live_0123…  things:read bills:read  2026-01-02  2026-11-20    2027-01-01  active
                            CI               key_bbbbbb1  …9f3a                                              not reported  never       active
                            """);
        }

        @Test
        void printsJsonWithStableNames() {
            assertThat(run("key", "list", "--profile", "demo", "--output", "json")).isZero();
            assertThat(terminal.outText()).isEqualTo("[\n{\"profile\":\"demo\",\"id\":\"key_aaaaaa1\","
                    + "\"name\":\"Nightly, backup\",\"hint\":{\"kind\":\"prefix\",\"text\":\"fk_live_0123\"},"
                    + "\"scopes\":[\"things:read\",\"bills:read\"],\"created_at\":\"2026-01-02T03:04:05Z\","
                    + "\"last_used\":{\"state\":\"at\",\"at\":\"2026-11-20T08:00:00Z\",\"precision\":\"day\"},"
                    + "\"expires_at\":\"2027-01-01T00:00:00Z\",\"status\":\"active\",\"owner\":\"ada@fakery.test\"},\n"
                    + "{\"profile\":\"demo\",\"id\":\"key_bbbbbb1\",\"name\":\"CI\","
                    + "\"hint\":{\"kind\":\"last\",\"text\":\"9f3a\"},\"scopes\":[],\"created_at\":null,"
                    + "\"last_used\":{\"state\":\"not_reported\",\"at\":null,\"precision\":null},"
                    + "\"expires_at\":null,\"status\":\"active\",\"owner\":null}\n]\n");
        }

        @Test
        void printsCsv() {
            assertThat(run("key", "list", "--profile", "demo", "--output", "csv")).isZero();
            assertThat(terminal.outText()).isEqualTo("""
                    profile,id,name,hint_kind,hint_text,scopes,created_at,last_used_state,last_used_at,\
                    last_used_precision,expires_at,status,owner
                    demo,key_aaaaaa1,"Nightly, backup",prefix,fk_live_0123,things:read bills:read,\
                    2026-01-02T03:04:05Z,at,2026-11-20T08:00:00Z,day,2027-01-01T00:00:00Z,active,ada@fakery.test
                    demo,key_bbbbbb1,CI,last,9f3a,,,not_reported,,,,active,
                    """);
        }

        @Test
        void tellsNeverFromNotReported() {
            haveKey(Samples.key("key_cccccc1", "new", List.of()).build());
            run("key", "list", "--profile", "demo");

            assertThat(terminal.outText()).contains("not reported  never", "never         never");
        }

        @ParameterizedTest
        @CsvSource({"--filter nightly,key_aaaaaa1", "--filter 9f3a,key_bbbbbb1", "--expiring 60,key_aaaaaa1",
                "--idle 1,key_aaaaaa1", "--status active --filter ci,key_bbbbbb1"})
        void filters(String options, String id) {
            assertThat(run(("key list --profile demo --output csv " + options).split(" "))).isZero();
            assertThat(terminal.outText().lines().skip(1)).singleElement().asString().contains(id);
        }

        @ParameterizedTest
        @ValueSource(strings = {"--filter nothing", "--status revoked", "--status gone,disabled", "--idle 30",
                "--expiring 3"})
        void saysWhenNothingIsLeft(String options) {
            assertThat(run(("key list --profile demo " + options).split(" "))).isZero();
            assertThat(terminal.outText()).isEqualTo("No keys.\n");
        }

        @Test
        void asksNobodyWhenOffline() {
            assertThat(run("key", "list", "--profile", "demo", "--offline", "--output", "json")).isZero();
            assertThat(terminal.outText()).isEqualTo("[]\n");
            assertThat(terminal.errText()).startsWith("The keys of demo were not read before");
            assertThat(requests()).isEmpty();
        }

        @Test
        void saysFromWhenItIsWhenOffline() {
            run("key", "list", "--profile", "demo");
            terminal.reset();
            services.gateway.isClosed = false;
            services.log.clear();

            assertThat(run("key", "list", "--profile", "demo", "--offline")).isZero();
            assertThat(terminal.outText()).contains("key_aaaaaa1");
            assertThat(terminal.errText()).isEqualTo("This is how demo looked at 2026-11-22T12:00:00Z.\n");
            assertThat(requests()).isEmpty();
        }

        @Test
        void goesBackInTime() {
            run("key", "list", "--profile", "demo");
            terminal.reset();

            assertThat(run("key", "list", "--profile", "demo", "--as-of", "2026-11-22T11:00:00Z")).isZero();
            assertThat(terminal.outText()).isEqualTo("No keys.\n");
        }

        @Test
        void letsNoNameTakeOverTheTerminal() {
            haveKey(Samples.key("key_cccccc1", "\u001b[2Jhidden\u202e", List.of()).build());
            run("key", "list", "--profile", "demo");

            assertThat(terminal.outText()).doesNotContain("\u001b", "\u202e").contains("\uFFFD[2Jhidden\uFFFD");
        }
    }

    @Nested
    @DisplayName("show")
    class Showing {
        @ParameterizedTest
        @ValueSource(strings = {ID, "Nightly, backup", "key_aa"})
        void findsTheKeyThatIsMeant(String name) {
            assertThat(run("key", "show", "--profile", "demo", name)).isZero();
            assertThat(terminal.outText()).isEqualTo("""
                    Name         Nightly, backup
                    Id           key_aaaaaa1
                    Profile      demo (DEVELOPMENT)
                    Hint         fk_live_0123…
                    Scopes       things:read bills:read
                    Created      2026-01-02T03:04:05Z
                    Last used    2026-11-20
                    Expires      2027-01-01
                    Status       active
                    Owner        ada@fakery.test
                    """);
        }

        @Test
        void printsTheSameObjectAsTheList() {
            run("key", "show", "--profile", "demo", ID, "--output", "json");

            assertThat(terminal.outText()).startsWith("{\"profile\":\"demo\",\"id\":\"key_aaaaaa1\"").endsWith("}\n");
        }

        @Test
        void tellsWhatElseTheProviderTells() {
            ApiKey plain = Samples.key("key_cccccc1", "limited", List.of()).build();
            haveKey(new ApiKey(plain.id(), plain.name(), plain.hint(), plain.scopes(), plain.createdAt(),
                    plain.lastUsed(), plain.expiresAt(), plain.status(), plain.owner(),
                    new LinkedHashMap<>(Map.of("uses left", "9"))));

            assertThat(run("key", "show", "--profile", "demo", "limited", "--output", "json")).isZero();
            assertThat(terminal.outText()).endsWith(",\"facts\":{\"uses left\":\"9\"}}\n");
            terminal.reset();
            services.gateway.isClosed = false;
            assertThat(run("key", "show", "--profile", "demo", "limited")).isZero();
            assertThat(terminal.outText()).contains("uses left    9\n");
        }

        @Test
        void saysWhichKeysAreMeantByAnAmbiguousName() {
            haveKey(Samples.key("key_cccccc1", "CI", List.of()).build());

            assertThat(run("key", "show", "--profile", "demo", "CI")).isEqualTo(5);
            assertThat(terminal.errText()).contains("key_bbbbbb1 (CI), key_cccccc1 (CI)");
        }
    }

    @Nested
    @DisplayName("create")
    class Creating {
        private int create(String... more) {
            String[] start = {"key", "create", "--profile", "demo", "--name", "Deploy"};
            String[] all = Arrays.copyOf(start, start.length + more.length);
            System.arraycopy(more, 0, all, start.length, more.length);
            return run(all);
        }

        @Test
        void printsTheBareSecretAndNothingElse() {
            assertThat(create("--secret-to", "stdout")).isZero();
            assertThat(terminal.outText()).isEqualTo(FakeGateway.VALUE + "\n");
            assertThat(terminal.errText()).isEqualTo("Created Deploy (key_new0000001) in demo. Its secret went to "
                    + "standard output; it cannot be shown again.\n");
        }

        @Test
        void printsTheSecretInJsonUnderStandardOutputAlone() {
            assertThat(create("--secret-to", "stdout", "--output", "json", "--expires-in", "90d")).isZero();
            assertThat(terminal.outText()).startsWith("{\"profile\":\"demo\",\"id\":\"key_new0000001\"")
                    .contains("\"expires_at\":\"2027-02-20T12:00:00Z\"")
                    .endsWith(",\"owner\":\"ada@fakery.test\",\"secret\":\"" + FakeGateway.VALUE + "\"}\n");
            terminal.reset();
            assertThat(create("--secret-to", "file:/x", "--output", "json")).isZero();
            assertThat(terminal.outText()).endsWith(",\"owner\":\"ada@fakery.test\"}\n")
                    .doesNotContain(FakeGateway.VALUE);
        }

        @Test
        void checksThePlaceBeforeTheKeyIsCreated() {
            assertThat(create("--secret-to", "file:/x/secret")).isZero();
            assertThat(services.log).containsExactly("place: check", "journal: key.create.requested Deploy",
                    "provider: create Deploy", "inventory: key key_new0000001",
                    "inventory: fingerprint key_new0000001 fk_live_", "journal: key.create.done key_new0000001",
                    "place: " + FakeGateway.VALUE, "journal: key.secret.handed-over key_new0000001");
            assertThat(terminal.outText()).isEqualTo("Created Deploy (key_new0000001) in demo. Its secret went to "
                    + "the file /x/secret; it cannot be shown again.\n");
        }

        @Test
        void createsNothingWhenThePlaceIsNoGood() {
            services.placeProblem = Optional.of(new Failure.InvalidInput("/x", "it is there already"));

            assertThat(create("--secret-to", "file:/x")).isEqualTo(2);
            assertThat(create("--secret-to", "nowhere")).isEqualTo(2);
            assertThat(requests()).isEmpty();
        }

        @Test
        void saysThatTheKeyExistsWhenItsSecretIsLost() {
            services.deliveryProblem = Optional.of(new Failure.StorageFailed("writing /x", "disk full"));

            assertThat(create("--secret-to", "file:/x", "--output", "json")).isEqualTo(6);
            assertThat(terminal.outText()).isEmpty();
            assertThat(terminal.errText())
                    .contains("The key Deploy (key_new0000001) was created in demo",
                            "keyrack key revoke --profile demo key_new0000001", "\"kind\":\"storage_failed\"")
                    .doesNotContain(FakeGateway.VALUE);
            assertThat(services.log).endsWith("journal: key.secret.discarded key_new0000001");
        }

        @ParameterizedTest
        @CsvSource({"--preset read-only,things:read bills:read",
                "--preset read-write,things:read things:write bills:read",
                "--preset read-only --scope things:write,things:read bills:read things:write",
                "--scope things:write --scope bills:read,things:write bills:read",
                "--scope things:write;bills:read,things:write bills:read"})
        void takesScopesFromTheCatalogueAndByName(String options, String scopes) {
            assertThat(create(("--secret-to file:/x " + options.replace(';', ',')).split(" "))).isZero();
            assertThat(services.gateway.keys.get(new KeyId("key_new0000001"))).isNotNull().extracting(
                    key -> String.join(" ", key.scopes().stream().map(Object::toString).toList())).isEqualTo(scopes);
        }

        @Test
        void takesTheProvidersOwnPresetsAndTheReasonForTheLargest() {
            services.provider = Samples.withPresets();

            assertThat(create("--secret-to", "file:/x", "--preset", "admin")).isZero();
            assertThat(terminal.errText()).contains("The preset Admin grants more than most keys need. Say why with "
                    + "--reason");
            assertThat(create("--secret-to", "file:/x", "--preset", "admin", "--reason", "disaster drill")).isZero();
            assertThat(services.journal.entries).extracting(entry -> entry.detail())
                    .anyMatch(detail -> detail.contains("(preset admin)") && detail.endsWith("reason: disaster drill"));
        }

        @Test
        void namesThePresetsThatThereAre() {
            assertThat(create("--secret-to", "file:/x", "--preset", "admin")).isEqualTo(2);
            assertThat(terminal.errText()).contains("There is no preset admin here, only read-only, read-write");
            services.provider = Samples.withPresets();
            assertThat(create("--secret-to", "file:/x", "--preset", "read-only")).isEqualTo(2);
            assertThat(terminal.errText()).contains("There is no preset read-only here, only reader, worker, admin");
            assertThat(requests()).isEmpty();
        }

        @Test
        void namesAVariableAsTheProvidersDocumentsDo() {
            create("--secret-to", "file:/x");
            services.provider = Samples.withPresets();
            create("--secret-to", "file:/x");
            assertThat(services.variables).hasSize(2).endsWith("FAKERY_API_KEY").doesNotHaveDuplicates();
        }

        @Test
        void sendsNothingOnADryRun() {
            assertThat(create("--secret-to", "file:/x", "--scope", "things:read", "--dry-run", "--output", "json"))
                    .isZero();
            assertThat(terminal.outText()).startsWith("{\"dry_run\":true,\"would\":\"create\",\"profile\":\"demo\"");
            assertThat(services.log).isEmpty();
        }

        @Test
        void saysWhichScopeWasMeantBeforeThePlaceIsTouched() {
            assertThat(create("--secret-to", "file:/x", "--scope", "thing:read")).isEqualTo(2);
            assertThat(terminal.errText()).contains("things:read");
            assertThat(services.log).isEmpty();
        }

        @Test
        void promisesNoExpiryAndNoScopesWhereThereAreNone() {
            services.provider = Samples.withNamesAlone();
            assertThat(create("--secret-to", "file:/x", "--expires-in", "90d")).isEqualTo(2);
            assertThat(terminal.errText()).contains("Keys of Fakery do not expire.");
            assertThat(create("--secret-to", "file:/x", "--scope", "things:read")).isEqualTo(2);
            assertThat(terminal.errText()).contains("Fakery does not let a new key be given scopes.");
            assertThat(services.log).as("nothing was sent").isEmpty();

            assertThat(create("--secret-to", "file:/x", "--expires-in", "never")).isZero();
        }

        @Test
        void takesNoBlankName() {
            assertThat(run("key", "create", "--profile", "demo", "--name", " ", "--secret-to", "stdout")).isEqualTo(2);
        }

        @Test
        void answersASecondFactorAndCreatesOnce() {
            services.gateway.neededCode = Optional.of("123456");

            assertThat(create("--secret-to", "stdout", "--code", "123456")).isZero();
            assertThat(services.gateway.keys).hasSize(3);
            assertThat(requests()).containsExactly("provider: create Deploy", "provider: sign in with 123456",
                    "provider: create Deploy");
        }
    }

    @Nested
    @DisplayName("edit, disable and enable")
    class Editing {
        @Test
        void changeWhatIsSaid() {
            assertThat(run("key", "edit", "--profile", "demo", ID, "--name", "Weekly", "--scope", "bills:read",
                    "--expires-in", "never", "--yes")).isZero();
            assertThat(terminal.outText()).contains("Name         Weekly\n", "Scopes       bills:read\n",
                    "Expires      never\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "--name="})
        void wantToKnowWhatShallChange(String option) {
            String[] arguments = ("key edit --profile demo key_aaaaaa1 " + option).strip().split(" ");

            assertThat(run(arguments)).isEqualTo(2);
            assertThat(requests()).isEmpty();
        }

        @Test
        void sendNothingOnADryRun() {
            assertThat(run("key", "edit", "--profile", "demo", ID, "--name", "Weekly", "--dry-run")).isZero();
            assertThat(terminal.outText()).isEqualTo("Would edit the key Nightly, backup (key_aaaaaa1) in demo "
                    + "(DEVELOPMENT), last used: 2026-11-20. Nothing was sent.\n");
            assertThat(requests()).containsExactly("provider: list");
        }

        @Test
        void switchAKeyOffAndOn() {
            assertThat(run("key", "disable", "--profile", "demo", ID, "--yes")).isZero();
            assertThat(statusOf(ID)).isEqualTo(KeyStatus.DISABLED);
        }

        @Test
        void switchAKeyOnWithoutAsking() {
            haveKey(Samples.key("key_cccccc1", "off", List.of()).status(KeyStatus.DISABLED).build());

            assertThat(run("key", "enable", "--profile", "demo", "off")).isZero();
            assertThat(statusOf("key_cccccc1")).isEqualTo(KeyStatus.ACTIVE);
        }

        @Test
        void askBeforeAKeyIsSwitchedOff() {
            assertThat(run("key", "disable", "--profile", "demo", ID)).isEqualTo(2);
            assertThat(statusOf(ID)).isEqualTo(KeyStatus.ACTIVE);
        }
    }

    @Nested
    @DisplayName("revoke")
    class Revoking {
        @Test
        void takesAValueThatNothingTiesToTheKeyOnlyWhileItWorks() {
            haveKey(Samples.key("key_cccccc1", "bare", List.of()).hint(new Hint(Hint.Kind.NONE, "")).build());
            terminal.pipe("anything at all");
            services.gateway.probe(Verdict.REFUSED);

            assertThat(run("key", "revoke", "--profile", "demo", "bare", "--yes", "--secret-stdin")).isEqualTo(2);
            assertThat(requests()).containsExactly("provider: list", "provider: probe");
            assertThat(terminal.errText()).contains("would prove nothing about key key_cccccc1")
                    .doesNotContain("anything at all");

            terminal.pipe("anything at all");
            services.gateway.probe(Verdict.ACCEPTED);
            services.gateway.probe(Verdict.REFUSED);
            assertThat(run("key", "revoke", "--profile", "demo", "bare", "--yes", "--secret-stdin")).isZero();
        }

        @Test
        void saysWhenNoAnswerWasClear() {
            terminal.pipe(FakeGateway.VALUE);
            for (int i = 0; i < 40; i++) {
                services.gateway.probe(Verdict.UNCLEAR);
            }

            assertThat(revoke("--yes", "--secret-stdin", "--output", "json")).isEqualTo(4);
            assertThat(terminal.outText())
                    .contains("\"dead_since\":null,\"proof\":\"still_accepted\",\"unclear\":true}");
        }

        private int revoke(String... more) {
            String[] start = {"key", "revoke", "--profile", "demo", ID};
            String[] all = Arrays.copyOf(start, start.length + more.length);
            System.arraycopy(more, 0, all, start.length, more.length);
            return run(all);
        }

        @Test
        void saysThatDeathIsNotProvedWithoutTheValue() {
            assertThat(revoke("--yes")).isZero();
            assertThat(terminal.outText()).isEqualTo("""
                    Revoked Nightly, backup (key_aaaaaa1): accepted at 2026-11-22T12:00:00Z.
                    Death cannot be proved: the value is not held. Give it with --secret-stdin to prove it.
                    """);
        }

        @Test
        void printsJson() {
            assertThat(revoke("--yes", "--output", "json")).isZero();
            assertThat(terminal.outText()).isEqualTo("{\"id\":\"key_aaaaaa1\",\"accepted_at\":\"2026-11-22T12:00:00Z\","
                    + "\"dead_since\":null,\"proof\":\"not_held\"}\n");
        }

        @Test
        void provesDeathWithTheValue() {
            terminal.pipe(FakeGateway.VALUE + "\n");
            services.gateway.probe(Verdict.ACCEPTED);
            services.gateway.probe(Verdict.REFUSED);

            assertThat(revoke("--yes", "--secret-stdin", "--output", "json")).isZero();
            assertThat(terminal.outText()).isEqualTo("{\"id\":\"key_aaaaaa1\",\"accepted_at\":\"2026-11-22T12:00:00Z\","
                    + "\"dead_since\":\"2026-11-22T12:00:01Z\",\"proof\":\"refused\"}\n");
            assertThat(terminal.errText())
                    .isEqualTo("Still accepted at 2026-11-22T12:00:00Z; next try at 2026-11-22T12:00:01Z.\n");
        }

        @Test
        void saysHowLongItTookToDie() {
            terminal.pipe(FakeGateway.VALUE);
            services.gateway.probe(Verdict.ACCEPTED);
            services.gateway.probe(Verdict.REFUSED);

            assertThat(revoke("--yes", "--secret-stdin")).isZero();
            assertThat(terminal.outText())
                    .endsWith("Dead since 2026-11-22T12:00:01Z, 1 s after the provider accepted.\n");
        }

        @Test
        void findsAValueThatIsStillAccepted() {
            terminal.pipe(FakeGateway.VALUE);

            assertThat(revoke("--yes", "--secret-stdin", "--output", "json")).isEqualTo(1);
            assertThat(terminal.outText()).contains("\"dead_since\":null,\"proof\":\"still_accepted\"");
            assertThat(terminal.errText()).contains("Until it is refused, treat it as usable.");
        }

        @Test
        void revokesNothingWhenTheValueIsAnotherKeys() {
            terminal.pipe("fk_test_something_else");

            assertThat(revoke("--yes", "--secret-stdin")).isEqualTo(2);
            assertThat(requests()).containsExactly("provider: list");
            assertThat(terminal.errText()).doesNotContain("something_else");
        }

        @Test
        void namesWhatWillStopWorkingAndAsks() {
            terminal.type("demo");

            assertThat(revoke()).isZero();
            assertThat(terminal.errText()).startsWith("This ends the key Nightly, backup (key_aaaaaa1) in demo "
                    + "(DEVELOPMENT), last used: 2026-11-20. What uses it gets refused and loses: things:read "
                    + "bills:read. This cannot be undone.");
        }

        @Test
        void leavesTheKeyAloneUponAnotherAnswer() {
            terminal.type("y");

            assertThat(revoke()).isEqualTo(1);
            assertThat(services.gateway.keys).hasSize(2);
        }

        @Test
        void leavesTheKeyAloneWhenNobodyCanBeAsked() {
            assertThat(revoke("--output", "json")).isEqualTo(2);
            assertThat(services.gateway.keys).hasSize(2);
            assertThat(terminal.errText()).contains("say --yes", "\"kind\":\"usage\"");
        }

        @Test
        void sendsNothingOnADryRun() {
            assertThat(revoke("--dry-run", "--output", "json")).isZero();
            assertThat(terminal.outText()).isEqualTo("{\"dry_run\":true,\"would\":\"revoke\",\"profile\":\"demo\","
                    + "\"environment\":\"development\",\"id\":\"key_aaaaaa1\",\"name\":\"Nightly, backup\"}\n");
            assertThat(requests()).containsExactly("provider: list");
        }

        @Test
        void isNotUnclearAboutAProviderThatCannotProve() {
            terminal.pipe(FakeGateway.VALUE);
            services.gateway.probes.add(Outcome
                    .failed(new Failure.Unsupported("probe", "It has nothing harmless to ask.")));

            assertThat(revoke("--yes", "--secret-stdin", "--output", "json")).isEqualTo(2);
            assertThat(terminal.outText()).contains("\"accepted_at\":\"2026-11-22T12:00:00Z\"", "\"not_held\"");
            assertThat(terminal.errText()).startsWith("It has nothing harmless to ask.");
        }

        @Test
        void isRefusedWithAnExitCodeOfItsOwn() {
            services.gateway.duringList = () -> services.gateway.failure = Optional
                    .of(new Failure.RateLimited(Duration.ofSeconds(30), FakeGateway.call(429)));

            assertThat(revoke("--yes")).isEqualTo(4);
            assertThat(terminal.errText()).contains("30 seconds");
        }
    }
}
