package dev.keyrack.key.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.KeyId;
import dev.keyrack.key.domain.KeyStatus;
import dev.keyrack.key.domain.LastUsed;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.shared.result.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("The key table")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class KeyTableViewTest {
    private final Bench bench = new Bench();
    private final KeysPage page = new KeysPage(bench);
    private TestWindow window;

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1440, 900);
        window.act(() -> window.page(page.view()));
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    private static ApiKey[] five() {
        return new ApiKey[]{
                Samples.key("key_1", "Echo", List.of("things:read")).used(at(1)).expires(in(90)).build(),
                Samples.key("key_2", "alpha", List.of("bills:read")).used(new LastUsed.Unknown()).build(),
                Samples.key("key_3", "Delta", List.of("things:read", "things:write")).used(new LastUsed.Never())
                        .expires(in(5)).status(KeyStatus.DISABLED).build(),
                Samples.key("key_4", "bravo", List.of("bills:read")).used(at(60)).expires(in(-3)).build(),
                Samples.key("key_5", "Charlie", List.of("things:write")).used(new LastUsed.NotReported())
                        .expires(in(20)).build()};
    }

    private static LastUsed at(int daysAgo) {
        return new LastUsed.At(Samples.NOW.minus(Duration.ofDays(daysAgo)), LastUsed.Precision.EXACT);
    }

    private static Optional<Instant> in(int days) {
        return Optional.of(Samples.NOW.plus(Duration.ofDays(days)));
    }

    private void open(ApiKey... keys) {
        window.act(() -> page.open(keys));
    }

    private KeyTable table() {
        return window.node(KeyTable.class, "key-table");
    }

    private List<String> names() {
        KeyTable table = table();
        return TestWindow.get(() -> table.getItems().stream().map(KeyRow::name).toList());
    }

    private void sortBy(String column, TableColumn.SortType direction) {
        KeyTable table = table();
        window.act(() -> {
            TableColumn<KeyRow, ?> wanted = table.getColumns().stream()
                    .filter(each -> ("column-" + column).equals(each.getId())).findFirst().orElseThrow();
            wanted.setSortType(direction);
            table.getSortOrder().clear();
            table.getSortOrder().add(wanted);
        });
    }

    private void refuse(Failure failure) {
        bench.gateway.failure = Optional.of(failure);
        window.act(page::refresh);
    }

    private TableRow<?> row(String name) {
        for (Node node : window.nodes()) {
            if (node instanceof TableRow<?> row && row.getItem() instanceof KeyRow key && key.name().equals(name)) {
                return row;
            }
        }
        throw new AssertionError("no row of " + name);
    }

    @Test
    void showsEachKeyByNameAtFirst() {
        open(five());
        assertThat(names()).containsExactly("alpha", "bravo", "Charlie", "Delta", "Echo");
        assertThat(window.words()).contains("Echo", "fk_live_0123…", "5 keys");
    }

    @ParameterizedTest(name = "by {0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            name      | ASCENDING  | alpha bravo Charlie Delta Echo
            name      | DESCENDING | Echo Delta Charlie bravo alpha
            last-used | ASCENDING  | Echo bravo Delta Charlie alpha
            expires   | ASCENDING  | bravo Delta Charlie Echo alpha
            status    | DESCENDING | bravo Delta Echo alpha Charlie
            """)
    void sortsByAColumn(String column, TableColumn.SortType direction, String order) {
        open(five());
        sortBy(column, direction);
        assertThat(names()).containsExactly(order.split(" "));
    }

    @Test
    void sortsByScopesSoThatTheSameStandTogether() {
        open(five());
        sortBy("scopes", TableColumn.SortType.ASCENDING);
        assertThat(names().subList(0, 2)).containsExactlyInAnyOrder("alpha", "bravo");
    }

    @Test
    void sortsWithAClickOnTheHeading() {
        open(five());
        Node heading = window.node(Node.class, "column-expires");
        window.act(() -> {
            Event.fireEvent(heading, click(MouseEvent.MOUSE_PRESSED));
            Event.fireEvent(heading, click(MouseEvent.MOUSE_RELEASED));
        });
        assertThat(names()).containsExactly("bravo", "Delta", "Charlie", "Echo", "alpha");
    }

    /// A click without the small movement that the robot makes between press and release.
    private static MouseEvent click(EventType<MouseEvent> type) {
        return new MouseEvent(type, 5, 5, 5, 5, MouseButton.PRIMARY, 1, false, false, false, false, true, false, false,
                false, false, true, null);
    }

    @Test
    void tellsTheThreeEmptyStatesApartInWords() {
        open(five());
        assertThat(window.words()).contains("Never used", "Not reported", "Not fetched yet", "1 d ago");
    }

    @Test
    void filtersAsYouType() {
        open(five());
        window.robot.clickOn("#key-search").write("br");
        assertThat(names()).containsExactly("bravo");
        assertThat(window.words("key-summary")).isEqualTo("1 key shown, 4 hidden");
        window.robot.write("x");
        assertThat(names()).isEmpty();
        window.key(KeyCode.ESCAPE);
        assertThat(names()).hasSize(5);
    }

    @Test
    void showsAGroupWithOneClickAndItsCount() {
        open(five());
        ToggleButton expiring = window.node(ToggleButton.class, "group-expiring");
        assertThat(TestWindow.get(() -> ((Label) expiring.getGraphic()).getText())).isEqualTo("1");
        window.press("group-expiring");
        assertThat(names()).containsExactly("Charlie");
        window.press("group-no-expiry");
        assertThat(names()).containsExactly("alpha");
        window.press("group-no-expiry");
        assertThat(names()).as("a second click leaves it chosen").containsExactly("alpha");
        window.press("group-all");
        assertThat(names()).hasSize(5);
    }

    @Test
    void saysThatNoKeyMatchesAndClearsTheFilter() {
        open(five());
        window.press("group-active");
        window.type("key-search", "no such key");
        assertThat(window.words()).contains("No key matches");
        window.press("clear-filter");
        assertThat(names()).hasSize(5);
        assertThat(window.words("key-search")).isEmpty();
    }

    @Test
    void opensTheDetailOfTheRowThatIsClicked() {
        open(five());
        assertThat(window.shows("key-detail")).isFalse();
        window.robot.clickOn(row("bravo"));
        assertThat(window.words("detail-name")).isEqualTo("bravo");
        window.press("detail-close");
        assertThat(window.shows("key-detail")).isFalse();
    }

    @Test
    void editsWithADoubleClickAndAsksBeforeItRevokes() {
        open(five());
        window.robot.doubleClickOn(row("bravo"));
        window.key(KeyCode.DELETE);
        assertThat(page.asked).containsExactly("edit key_4", "revoke key_4");
    }

    @Test
    void mutesTheRowOfARevokedAndOfAGoneKey() {
        open(five());
        bench.gateway.keys.remove(new KeyId("key_2"));
        bench.gateway.keys.remove(new KeyId("key_5"));
        bench.inventory.recordRevoked(Samples.DEMO.name(), new KeyId("key_5"), Samples.NOW);
        window.act(page::refresh);
        assertThat(row("alpha").getStyleClass()).contains("muted-row");
        assertThat(row("Charlie").getStyleClass()).contains("muted-row");
        assertThat(row("Echo").getStyleClass()).doesNotContain("muted-row");
        assertThat(window.words()).contains("Gone", "Revoked", "since 22 Nov");
    }

    @Test
    void countsTheChipsThatDoNotFit() {
        List<String> scopes = IntStream.range(0, 30).mapToObj(i -> "resource" + i + ":read").toList();
        open(Samples.key("key_1", "many", scopes).build(), Samples.key("key_2", "few", List.of("bills:read")).build());
        ChipRow chips = chips("many");
        List<Node> shown = TestWindow.get(() -> chips.getChildrenUnmodifiable().stream().filter(Node::isVisible)
                .toList());
        int hidden = 30 - (shown.size() - 1);
        assertThat(hidden).isPositive();
        assertThat(window.words()).contains("+" + hidden);
        assertThat(shown).allSatisfy(
                chip -> assertThat(chip.getBoundsInParent().getMaxX()).isLessThanOrEqualTo(chips.getWidth() + 0.5));
        assertThat(chips("few").getChildrenUnmodifiable().stream().filter(Node::isVisible)).hasSize(1);
    }

    private ChipRow chips(String name) {
        TableRow<?> row = row(name);
        return TestWindow.get(() -> row.lookupAll("*").stream().filter(ChipRow.class::isInstance)
                .map(ChipRow.class::cast).findFirst().orElseThrow());
    }

    @Test
    void speaksARowToAScreenReader() {
        open(five());
        assertThat(row("Delta").getAccessibleText()).isEqualTo("Delta, Disabled, Never used");
    }

    @Test
    void holdsAHundredThousandKeysAndFiltersThem() {
        ApiKey[] keys = IntStream.range(0, 100_000)
                .mapToObj(i -> Samples.key("key_" + i, "service-" + i, List.of("things:read")).build())
                .toArray(ApiKey[]::new);
        open(keys);
        assertThat(names()).hasSize(100_000);
        assertThat(window.nodes().stream().filter(TableRow.class::isInstance)).hasSizeLessThan(60);
        window.type("key-search", "service-9999");
        assertThat(names()).hasSize(11);
        assertThat(window.words("key-summary")).isEqualTo("11 keys shown, 99,989 hidden");
        window.type("key-search", "");
        assertThat(names()).hasSize(100_000);
    }

    @Test
    void saysHowToBeginWhereThereAreNoKeys() {
        open();
        assertThat(window.shows("keys-empty")).isTrue();
        assertThat(window.words()).contains("No keys in demo yet",
                "Fakery answered at 12:00 with an empty list. New keys appear here as soon as they are made.");
        window.press("empty-create");
        window.press("empty-look-again");
        assertThat(page.asked).containsExactly("create");
        assertThat(bench.count("provider: list")).isEqualTo(2);
    }

    @Test
    void staysSearchableOfflineAndChangesNothing() {
        open(five());
        refuse(new Failure.Unreachable(Failure.Unreachable.Cause.CONNECT, "127.0.0.1:4711"));
        assertThat(window.shows("key-offline")).isTrue();
        assertThat(window.words()).anyMatch(words -> words.startsWith("Offline since 12:00. This is how demo looked"))
                .anyMatch(words -> words.contains("Nothing answers at 127.0.0.1:4711."));
        assertThat(window.canPress("key-new")).isFalse();
        window.type("key-search", "bravo");
        assertThat(names()).containsExactly("bravo");
        bench.gateway.failure = Optional.empty();
        window.press("offline-retry");
        assertThat(window.shows("key-offline")).isFalse();
        assertThat(window.canPress("key-new")).isTrue();
    }

    @Test
    void saysWhatHelpsWhenRefused() {
        open(five());
        refuse(new Failure.SignInRefused(FakeGateway.call(401)));
        assertThat(window.shows("key-problem")).isTrue();
        assertThat(window.words()).contains("Fakery did not list the keys", "What helps, most likely first", "401",
                "GET /v1/things");
        assertThat(window.canPress("key-new")).isFalse();
        window.press("problem-sign-in");
        window.press("problem-settings");
        window.press("problem-copy");
        assertThat(page.asked).hasSize(3).startsWith("credential", "profile");
        assertThat(page.asked.getLast()).startsWith("copy Fakery did not list the keys. ").contains("Answer: 401");
        assertThat(names()).as("what was seen stays").hasSize(5);
        bench.gateway.failure = Optional.empty();
        window.press("problem-retry");
        assertThat(window.shows("key-problem")).isFalse();
    }

    @Test
    void dressesTheNewKeyButtonForProduction() {
        window.act(() -> page.open(Samples.profile("prod", Environment.PRODUCTION), five()));
        assertThat(window.node(Button.class, "key-new").getStyleClass()).contains("primary-env")
                .doesNotContain("primary");
    }
}
