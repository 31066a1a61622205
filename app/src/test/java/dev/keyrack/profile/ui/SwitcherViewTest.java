package dev.keyrack.profile.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeKeychain;
import dev.keyrack.fake.FakeProfiles;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shell.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("The profile switcher")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class SwitcherViewTest {
    private static final String LONG = "a-profile-name-of-exactly-40-characters1";
    private final Bench bench = new Bench();
    private final FakeProfiles repository = new FakeProfiles();
    private final FakeKeychain keychain = new FakeKeychain();
    private final CurrentProfile profiles = new CurrentProfile(
            bench.profiles(repository, keychain),
            Samples.catalog(bench.provider), bench.runner, bench.messages);
    private final List<String> asked = new ArrayList<>();
    private TestWindow window;

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1440, 900);
        window.act(() -> {
            window.window.setSections(
                    new SwitcherView(profiles, () -> asked.add("add"), () -> asked.add("remove"), bench.messages),
                    List.of(new Section("keys", "Keys", BootstrapIcons.KEY, new SimpleStringProperty("7"),
                            new Region())));
            window.window.showSections();
        });
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    private void open(Profile... all) {
        for (Profile profile : all) {
            repository.save(profile);
        }
        window.act(() -> {
            profiles.load(Optional.of(all[0].name().value()), _ -> {
            });
            bench.settle();
        });
    }

    /// What of a label is really drawn: the toolkit cuts what does not fit and puts an ellipsis.
    private static String drawn(Label label) {
        return TestWindow.get(() -> label.lookupAll(".text").stream().filter(Text.class::isInstance)
                .map(text -> ((Text) text).getText()).collect(Collectors.joining()));
    }

    private Label label(String words) {
        Node switcher = window.node(Node.class, "switcher");
        return window.nodes().stream()
                .filter(node -> node instanceof Label label && words.equals(label.getText())
                        && isInside(node, switcher))
                .map(Label.class::cast).findFirst().orElseThrow(() -> new AssertionError("no label " + words));
    }

    private static boolean isInside(Node node, Node ancestor) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void neverCutsTheWordOfTheEnvironment() {
        open(Samples.profile("demo", Environment.DEVELOPMENT));
        assertThat(drawn(label("DEVELOPMENT"))).isEqualTo("DEVELOPMENT");
        open(Samples.profile("named", new Environment(Environment.Kind.NAMED, "customer-acceptance-test")));
        assertThat(drawn(label("CUSTOMER-ACCEPTANCE-TEST"))).isEqualTo("CUSTOMER-ACCEPTANCE-TEST");
    }

    @Test
    void neverCutsAProfileNameOfFortyCharacters() {
        assertThat(LONG).hasSize(40);
        open(Samples.profile(LONG, Environment.PRODUCTION));
        Label name = window.node(Label.class, "switcher-name");
        assertThat(drawn(name).replace("\n", "")).isEqualTo(LONG);
        assertThat(TestWindow.place(name).getMaxX())
                .isLessThanOrEqualTo(TestWindow.place(window.node(Node.class, "switcher")).getMaxX());
    }

    @Test
    void saysWhereOneIsToAScreenReader() {
        open(Samples.profile("demo", Environment.PRODUCTION));
        assertThat(window.node(Node.class, "switcher").getAccessibleText()).contains("demo", "PRODUCTION", "Fakery");
    }

    @Test
    void opensAnotherProfile() {
        open(Samples.profile("demo", Environment.DEVELOPMENT), Samples.profile("prod", Environment.PRODUCTION));
        assertThat(window.words("switcher-name")).isEqualTo("demo");
        int other = TestWindow.get(() -> profiles.all().stream().map(each -> each.name().value()).toList())
                .indexOf("prod");
        window.act(() -> profiles.open(other));
        assertThat(window.words("switcher-name")).isEqualTo("prod");
        window.act(() -> profiles.open(99));
        assertThat(window.words("switcher-name")).isEqualTo("prod");
    }
}
