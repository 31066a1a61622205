package dev.keyrack.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.TestWindow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.ColorScheme;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@DisplayName("Dialogs")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class DialogsTest {
    private final Bench bench = new Bench();
    private final List<String> escaped = new ArrayList<>();
    private TestWindow window;

    @BeforeEach
    void openWindow() {
        window = TestWindow.open(bench, 1000, 700);
        window.act(() -> {
            TextField field = new TextField("behind");
            field.setId("behind");
            window.page(new VBox(field, new Button("behind too")));
            field.requestFocus();
        });
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    private void show(String name, double bodyHeight) {
        window.act(() -> {
            TextField first = new TextField();
            first.setId(name + "-first");
            Region tall = new Region();
            tall.setMinHeight(bodyHeight);
            DialogFrame frame = new DialogFrame(640, name).body(first, tall).foot(new Button("one"),
                    new Button("two"));
            frame.setId(name);
            window.dialogs().show(frame, first, () -> {
                escaped.add(name);
                window.dialogs().close(frame);
            });
        });
    }

    private Node focused() {
        return TestWindow.get(() -> window.scene().getFocusOwner());
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
    void takeTheKeyboardAndGiveItBack() {
        show("ask", 40);
        assertThat(focused().getId()).isEqualTo("ask-first");
        window.key(KeyCode.ESCAPE);
        assertThat(window.dialogs().isOpen()).isFalse();
        assertThat(focused().getId()).isEqualTo("behind");
    }

    @Test
    void keepTheKeyboardInside() {
        show("ask", 40);
        Node dialog = window.node(Node.class, "ask");
        Set<Node> seen = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            window.key(KeyCode.TAB);
            window.act(() -> {
            });
            assertThat(isInside(focused(), dialog)).as("after %d Tabs at %s", i + 1, focused()).isTrue();
            seen.add(focused());
        }
        assertThat(seen).as("the keyboard gets around").hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void closeWithAClickBesideThem() {
        show("ask", 40);
        window.clickBesideDialog();
        assertThat(escaped).containsExactly("ask");
        assertThat(window.shows("ask")).isFalse();
    }

    @Test
    void hideTheOneBelowAndShowItAgain() {
        show("lower", 40);
        show("upper", 40);
        assertThat(window.shows("lower")).isFalse();
        window.key(KeyCode.ESCAPE);
        assertThat(escaped).containsExactly("upper");
        assertThat(window.shows("lower")).isTrue();
        assertThat(focused().getId()).isEqualTo("lower-first");
        window.key(KeyCode.ESCAPE);
        assertThat(escaped).containsExactly("upper", "lower");
    }

    @Test
    void scrollTheirBodyAndKeepHeadAndFootInSight() {
        show("tall", 1400);
        Bounds head = TestWindow.place(window.styled("dialog-head"));
        Bounds foot = TestWindow.place(window.styled("dialog-foot"));
        assertThat(head.getMinY()).isGreaterThanOrEqualTo(0);
        assertThat(head.getHeight()).isGreaterThan(20);
        assertThat(foot.getMaxY()).isLessThanOrEqualTo(700);
        assertThat(foot.getHeight()).isGreaterThan(20);
        Region dialog = window.node(Region.class, "tall");
        ScrollPane body = (ScrollPane) dialog.lookup(".scroll-pane");
        assertThat(TestWindow.get(() -> body.getViewportBounds().getHeight())).isLessThan(700);
        assertThat(TestWindow.get(() -> body.getContent().getLayoutBounds().getHeight())).isGreaterThan(1400);
    }

    @Test
    void areAsTallAsTheyNeedWhereThereIsRoom() throws TimeoutException {
        show("small", 40);
        Region dialog = window.node(Region.class, "small");
        ScrollPane body = (ScrollPane) dialog.lookup(".scroll-pane");
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> TestWindow
                .get(() -> body.getContent().getLayoutBounds().getHeight() <= body.getHeight() + 1));
        assertThat(TestWindow.get(dialog::getHeight)).isBetween(100.0, 300.0);
    }

    @Test
    void leaveTheRailAndTheStatusBarInSight() {
        show("tall", 1400);
        Bounds dialog = TestWindow.place(window.node(Node.class, "tall"));
        assertThat(dialog.getMinY())
                .isGreaterThanOrEqualTo(TestWindow.place(window.node(Node.class, "rail")).getMaxY());
        assertThat(dialog.getMaxY())
                .isLessThanOrEqualTo(TestWindow.place(window.node(Node.class, "status-bar")).getMinY());
    }

    @Test
    void areDressedLightAndDark() {
        show("ask", 40);
        Background light = background();
        assertThat(window.window.root().getStyleClass()).doesNotContain("dark");
        window.act(() -> window.theme.use(ColorScheme.DARK));
        assertThat(window.window.root().getStyleClass()).containsOnlyOnce("dark");
        assertThat(background()).isNotEqualTo(light);
        window.act(() -> window.theme.use(ColorScheme.DARK));
        assertThat(window.window.root().getStyleClass()).containsOnlyOnce("dark");
        window.act(() -> window.theme.use(ColorScheme.LIGHT));
        assertThat(background()).isEqualTo(light);
    }

    private Background background() {
        window.nodes();
        return TestWindow.get(() -> window.node(Region.class, "ask").getBackground());
    }

    @Test
    void tellOfABugWithACodeAndWithoutSecrets() {
        List<String> copied = new ArrayList<>();
        window.act(() -> BugDialog.open(new IllegalStateException("Authorization: Bearer fk_live_0123456789abcdef"),
                window.dialogs(), bench.messages, copied::add, () -> escaped.add("bug")));
        assertThat(window.words()).anyMatch(words -> words.matches("(?s).*Its code is [0-9a-f]{8}\\..*"));
        window.press("bug-copy");
        assertThat(copied).singleElement().asString().contains("IllegalStateException")
                .doesNotContain("fk_live_0123456789abcdef");
        window.press("bug-close");
        assertThat(window.dialogs().isOpen()).isFalse();
    }
}
