package dev.keyrack.shell;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.EnvironmentLook;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The one window: the environment's rail above, or a band and a frame while production is armed, the status bar below,
/// and between them the navigation with the
/// current section, or one page. Dialogs lie between rail and status bar. JavaFX thread.
public final class MainWindow {
    private static final PseudoClass ARMED = PseudoClass.getPseudoClass("production-armed");

    private final VBox root = new VBox();
    private final BorderPane middle = new BorderPane();
    private final DialogLayer dialogs = new DialogLayer();
    private final VBox sidebar = new VBox();
    private final ToggleGroup navigation = new ToggleGroup();
    private final StackPane content = new StackPane();
    private final Messages messages;
    private String environmentClass = "";
    private String current = "";
    private Runnable onLock = () -> {
    };
    private Consumer<Runnable> leaving = Runnable::run;

    /// An empty window.
    public MainWindow(StatusBarViewModel status, Runnable clearClipboard, Messages messages) {
        this.messages = messages;
        Region rail = new Region();
        rail.getStyleClass().add("rail");
        rail.setId("rail");
        StackPane stack = new StackPane(middle, dialogs);
        VBox.setVgrow(stack, Priority.ALWAYS);
        root.getStyleClass().add("window");
        root.setMinSize(1000, 700);
        root.getChildren().addAll(rail, new ArmedBanner(status.interlock(), messages), stack,
                new StatusBar(status, clearClipboard, messages));
        status.interlock().stateProperty().subscribe(state -> {
            boolean armed = state == InterlockModel.State.ARMED;
            rail.setVisible(!armed);
            rail.setManaged(!armed);
            root.pseudoClassStateChanged(ARMED, armed);
        });
        sidebar.getStyleClass().add("sidebar");
    }

    /// The window's root, for a scene.
    public Region root() {
        return root;
    }

    /// Where dialogs are shown.
    public Dialogs dialogs() {
        return dialogs;
    }

    /// What *Lock now* does.
    public void setOnLock(Runnable action) {
        onLock = action;
    }

    /// Empties the window and shows `page` alone: dialogs are closed as by Esc, and until [#open] each new one is
    /// declined the same way.
    public void lock(Node page) {
        dialogs.seal();
        Window.getWindows().stream().filter(PopupWindow.class::isInstance).map(PopupWindow.class::cast).toList()
                .forEach(PopupWindow::hide);
        sidebar.getChildren().clear();
        navigation.getToggles().clear();
        content.getChildren().clear();
        leaving = Runnable::run;
        setEnvironment(Optional.empty());
        showPage(page);
    }

    /// Shows dialogs again.
    public void open() {
        dialogs.unseal();
    }

    /// Id of the section that is shown.
    public String section() {
        return current;
    }

    /// Fills the navigation.
    ///
    /// @param switcher stands above it
    public void setSections(Node switcher, List<Section> sections) {
        navigation.getToggles().clear();
        sidebar.getChildren().setAll(switcher, gap());
        sections.forEach(section -> sidebar.getChildren().add(entry(section)));
        Region rest = new Region();
        VBox.setVgrow(rest, Priority.ALWAYS);
        sidebar.getChildren().addAll(rest, lockNow());
        navigation.selectToggle(navigation.getToggles().getFirst());
        current = sections.getFirst().id();
        content.getChildren().setAll(sections.getFirst().content());
    }

    private static Region gap() {
        Region gap = new Region();
        gap.setMinHeight(10);
        return gap;
    }

    private ToggleButton entry(Section section) {
        Label count = Labels.bound(section.count().map(text -> text), "small", "muted");
        HBox face = new HBox(12, Icons.of(section.icon(), 16), Labels.of(section.title(), "medium"),
                Spacers.horizontal(), count);
        face.setAlignment(Pos.CENTER_LEFT);
        ToggleButton entry = new ToggleButton("", face);
        entry.setId("nav-" + section.id());
        entry.setAccessibleText(section.title());
        entry.setToggleGroup(navigation);
        entry.getStyleClass().setAll("nav-item");
        face.prefWidthProperty().bind(entry.widthProperty().subtract(20));
        entry.setOnAction(_ -> {
            Toggle shown = shown(entry);
            navigation.selectToggle(shown); // pressing it has moved the mark, and nobody may leave yet
            leaving.accept(() -> {
                entry.setSelected(true);
                current = section.id();
                content.getChildren().setAll(section.content());
            });
        });
        entry.setUserData(section.content());
        return entry;
    }

    private Button lockNow() {
        HBox face = new HBox(12, Icons.of(BootstrapIcons.LOCK, 16), Labels.of(messages.get("shell.lock-now"), "medium"),
                Spacers.horizontal(), Labels.of("Ctrl L", "kbd"));
        face.setAlignment(Pos.CENTER_LEFT);
        Button lock = Buttons.of("lock-now", "", () -> onLock.run());
        lock.setGraphic(face);
        lock.setAccessibleText(messages.get("shell.lock-now"));
        lock.getStyleClass().setAll("nav-item");
        lock.setMaxWidth(Double.MAX_VALUE);
        face.prefWidthProperty().bind(lock.widthProperty().subtract(20));
        return lock;
    }

    private Toggle shown(ToggleButton otherwise) {
        return navigation.getToggles().stream()
                .filter(each -> content.getChildren().contains(each.getUserData())).findFirst().orElse(otherwise);
    }

    /// Asked before another section is shown; `guard` runs what it is given, or does not.
    public void setOnLeave(Consumer<Runnable> guard) {
        leaving = guard;
    }

    /// Shows the navigation and the current section.
    public void showSections() {
        middle.setLeft(sidebar);
        middle.setCenter(content);
    }

    /// Goes to the section that stands at `index` in the navigation, if there is one.
    public void go(int index) {
        if (index < navigation.getToggles().size()) {
            ((ToggleButton) navigation.getToggles().get(index)).fire();
        }
    }

    /// Goes to the section with that id.
    public void go(String id) {
        navigation.getToggles().stream().map(ToggleButton.class::cast)
                .filter(entry -> entry.getId().equals("nav-" + id))
                .findFirst().ifPresent(ToggleButton::fire);
    }

    /// Shows one page alone, without navigation.
    public void showPage(Node page) {
        middle.setLeft(null);
        middle.setCenter(page);
    }

    /// Colours rail and window for an environment; empty for none.
    public void setEnvironment(Optional<EnvironmentLook> look) {
        root.getStyleClass().remove(environmentClass);
        environmentClass = look.map(EnvironmentLook::styleClass).orElse("");
        look.ifPresent(present -> root.getStyleClass().add(present.styleClass()));
    }
}
