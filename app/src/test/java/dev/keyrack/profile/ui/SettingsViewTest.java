package dev.keyrack.profile.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeKeychain;
import dev.keyrack.fake.FakeProfiles;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.shared.result.Advice;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("The settings of profiles")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class SettingsViewTest {
    private final Bench bench = new Bench(Samples.manyWays());
    private final FakeProfiles repository = new FakeProfiles();
    private final FakeKeychain keychain = new FakeKeychain();
    private final ProfileService service = bench.profiles(repository, keychain);
    private final CurrentProfile profiles = new CurrentProfile(service, Samples.catalog(bench.provider), bench.runner,
            bench.messages);
    private final List<String> asked = new ArrayList<>();
    private TestWindow window;

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1440, 900);
    }

    private static Profile profile(String name, Environment environment) {
        return new Profile(new ProfileName(name), "manyways", environment, URI.create("https://eu.manyways.test"),
                Map.of("project", "p"), Optional.of("ada@fakery.test"), Samples.NOW);
    }

    private void open(Profile... all) {
        for (Profile profile : all) {
            repository.save(profile);
            keychain.held.put("profile/" + profile.name() + "/credential", "old".getBytes(StandardCharsets.UTF_8));
        }
        window.act(() -> {
            SettingsViewModel viewModel = new SettingsViewModel(profiles, bench.editing(service, keychain));
            SettingsView view = new SettingsView(viewModel, window.dialogs(), new SettingsView.Exits(
                    () -> asked.add("add"), () -> asked.add("providers"), any -> asked.add("left " + any)),
                    new Region());
            window.page(view);
            profiles.load(Optional.empty(), _ -> {
            });
            bench.settle();
        });
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    private void choose(String profile) {
        ListView<?> list = window.node(ListView.class, "profile-list");
        window.act(() -> {
            for (int i = 0; i < list.getItems().size(); i++) {
                if (((CurrentProfile.Entry) list.getItems().get(i)).name().equals(profile)) {
                    list.getSelectionModel().select(i);
                }
            }
            bench.settle();
        });
    }

    @Test
    void showWhatAProfileIsAndWhereItsCredentialIs() {
        open(profile("acme", Environment.STAGING));
        assertThat(window.words("profile-name")).isEqualTo("acme");
        assertThat(window.words("profile-sign-in-summary")).isEqualTo("Password of ada@fakery.test");
        assertThat(window.words("profile-kept")).isEqualTo("Kept in the system keyring.");
        assertThat(TestWindow.get(() -> window.node(RadioButton.class, "profile-place-staging").isSelected()))
                .isTrue();
        assertThat(window.words()).contains("HTTPS only. Plain HTTP is accepted for this computer alone.");
        assertThat(window.canPress("profile-save")).isFalse();
    }

    @Test
    void nameTheCallThatATestMade() {
        open(profile("acme", Environment.STAGING));
        window.press("profile-test");
        assertThat(window.words("profile-call")).isEqualTo("GET /v1/things answered 200 in 12 ms");
        assertThat(window.words("profile-worked")).isEqualTo("No key listed");
        assertThat(window.words()).contains("certificate checked");
        assertThat(keychain.held).containsOnlyKeys("profile/acme/credential");
    }

    @Test
    void explainAFailedTestWithCauseAndHelp() {
        open(profile("acme", Environment.STAGING));
        Call call = new Call("GET", "/v1/things", OptionalInt.of(401), "", Samples.NOW, Duration.ofMillis(400),
                Optional.of(new Advice(List.of("The key was revoked"), List.of("Create another key"))));
        bench.gateway.failure = Optional.of(new Failure.SignInRefused(call));
        window.press("profile-test");
        assertThat(window.words("profile-call")).isEqualTo("GET /v1/things answered 401 in 0.4 s");
        assertThat(window.words("profile-failure")).startsWith("The provider refused the sign-in");
        assertThat(window.words()).contains("• The key was revoked", "• Create another key");
    }

    @Test
    void renameAProfileWithAllThatBelongsToIt() {
        open(profile("acme", Environment.STAGING));
        window.type("profile-name", "acme-eu");
        window.press("profile-save");
        assertThat(repository.held).containsOnlyKeys(new ProfileName("acme-eu"));
        assertThat(keychain.held).containsOnlyKeys("profile/acme-eu/credential");
        assertThat(TestWindow.get(() -> profiles.currentProperty().get().name().value())).isEqualTo("acme-eu");
        assertThat(window.words("profile-name")).isEqualTo("acme-eu");
        assertThat(window.canPress("profile-save")).isFalse();
    }

    @Test
    void askBeforeChangesAreLeft() {
        open(profile("acme", Environment.STAGING), profile("zoo", Environment.STAGING));
        window.type("profile-name", "acme-eu");
        choose("zoo");
        assertThat(window.shows("leave-dialog")).isTrue();
        window.press("leave-stay");
        assertThat(window.words("profile-name")).isEqualTo("acme-eu");
        choose("zoo");
        window.press("leave-save");
        assertThat(window.words("profile-name")).isEqualTo("zoo");
        assertThat(repository.held).containsKey(new ProfileName("acme-eu"));
        window.type("profile-name", "zoo-2");
        choose("acme-eu");
        window.press("leave-discard");
        assertThat(window.words("profile-name")).isEqualTo("acme-eu");
        assertThat(repository.held).containsKey(new ProfileName("zoo"));
    }

    @Test
    void offerTheWaysThatTheProviderHas() {
        open(profile("acme", Environment.STAGING));
        window.press("profile-sign-in-change");
        window.press("profile-way-key");
        assertThat(window.shows("profile-account")).isFalse();
        assertThat(window.shows("profile-credential")).isTrue();
        assertThat(window.shows("profile-app")).isTrue();
        window.press("profile-way-browser");
        assertThat(window.shows("profile-browser")).isTrue();
        assertThat(window.shows("profile-client")).isTrue();
        window.press("profile-way-login");
        assertThat(window.shows("profile-client")).isFalse();
        assertThat(window.words("profile-account")).isEqualTo("ada@fakery.test");
    }

    @Test
    void warnBeforeASecretForAnotherEnvironmentIsUsed() {
        open(profile("acme", Environment.PRODUCTION));
        window.press("profile-sign-in-change");
        window.press("profile-way-key");
        window.type("profile-credential", "mw_test_123");
        assertThat(window.words("profile-oddity")).contains("begins with mw_test_", "DEVELOPMENT", "PRODUCTION");
        window.press("profile-place-staging");
        assertThat(window.shows("profile-oddity")).isFalse();
        assertThat(bench.count("provider: ")).isZero();
    }

    @Test
    void fetchWhatThereIsToChoose() {
        open(profile("acme", Environment.STAGING));
        window.press("profile-project-fetch");
        ComboBox<?> box = window.node(ComboBox.class, "profile-project");
        assertThat(TestWindow.get(() -> List.copyOf(box.getItems()))).asString().contains("first", "second");
        assertThat(TestWindow.get(() -> box.getEditor().getText())).isEqualTo("p");
    }

    @Test
    void takeTheAddressOfARegion() {
        open(profile("acme", Environment.STAGING));
        ComboBox<?> regions = window.node(ComboBox.class, "profile-region");
        window.act(() -> regions.getSelectionModel().select(1));
        assertThat(window.words("profile-address")).isEqualTo("https://{param.project}.us.manyways.test");
        window.press("profile-save");
        assertThat(repository.held.values()).extracting(each -> each.baseUrl().toString())
                .containsExactly("https://p.us.manyways.test");
    }

    @Test
    void forgetAProfileAfterSayingWhatGoes() {
        open(profile("acme", Environment.STAGING), profile("zoo", Environment.STAGING));
        window.press("profile-remove");
        assertThat(window.words()).anyMatch(words -> words.contains("Password of ada@fakery.test"))
                .anyMatch(words -> words.contains("go on working"));
        window.press("remove-cancel");
        assertThat(repository.held).hasSize(2);
        window.press("profile-remove");
        window.press("remove-act");
        assertThat(repository.held).containsOnlyKeys(new ProfileName("zoo"));
        assertThat(keychain.held).containsOnlyKeys("profile/zoo/credential");
        assertThat(asked).containsExactly("left true");
        assertThat(window.words("profile-name")).isEqualTo("zoo");
    }

    @Test
    void holdNoneOneOrForty() {
        open();
        assertThat(window.words()).contains("No profile yet");
        for (int i = 0; i < 40; i++) {
            repository.save(profile("a-rather-long-profile-name-that-goes-on-and-on-" + i, Environment.STAGING));
        }
        window.act(() -> {
            profiles.load(Optional.empty(), _ -> {
            });
            bench.settle();
        });
        Node list = window.node(Node.class, "profile-list");
        assertThat(TestWindow.place(list).getMaxY()).isLessThan(TestWindow.place(window.node(Node.class,
                "settings-add")).getMinY());
        assertThat(window.words("profile-name")).startsWith("a-rather-long");
        window.press("settings-add");
        assertThat(asked).containsExactly("add");
    }

    @Test
    void askForTheSecondFactorOnce() {
        open(profile("acme", Environment.STAGING));
        bench.gateway.neededCode = Optional.of("123456");
        window.type("profile-address", "https://new.manyways.test");
        window.press("profile-test");
        window.type("profile-code", "123 456");
        window.press("profile-test");
        assertThat(window.shows("profile-worked")).isTrue();
        window.press("profile-save");
        assertThat(bench.count("provider: sign in")).isEqualTo(2);
        assertThat(repository.held.values()).extracting(each -> each.baseUrl().toString())
                .containsExactly("https://new.manyways.test");
    }
}
