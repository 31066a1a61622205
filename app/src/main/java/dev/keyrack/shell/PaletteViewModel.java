package dev.keyrack.shell;

import dev.keyrack.shell.control.EnvironmentLook;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What can be done or opened by typing a few letters. JavaFX thread.
public final class PaletteViewModel {
    private static final int MOST = 40;

    /// Something to do or to open.
    ///
    /// @param group  heading that it stands under
    /// @param title  what it is
    /// @param rest   said more quietly behind it; may be empty
    /// @param look   the environment that it is about, if another one than the open profile's is possible
    /// @param keys   keys that do the same; may be empty
    /// @param action done after the palette has closed; changes nothing at a provider by itself
    public record Entry(Group group, BootstrapIcons icon, String title, String rest, Optional<EnvironmentLook> look,
            String keys, Runnable action) {}

    /// Headings, in their order.
    public enum Group {
        COMMANDS, PROFILES, KEYS
    }

    private final List<Entry> all;
    private final ObservableList<Entry> found = FXCollections.observableArrayList();
    private final StringProperty typed = new SimpleStringProperty("");

    /// Offers `all`, in that order.
    public PaletteViewModel(List<Entry> all) {
        this.all = List.copyOf(all);
        typed.subscribe(() -> search());
        search();
    }

    private void search() {
        String text = typed.get().strip().toLowerCase(Locale.ROOT);
        boolean commandsOnly = text.startsWith(">");
        boolean profilesOnly = text.startsWith("@");
        String words = commandsOnly || profilesOnly ? text.substring(1).strip() : text;
        found.setAll(all.stream().filter(entry -> !commandsOnly || entry.group() == Group.COMMANDS)
                .filter(entry -> !profilesOnly || entry.group() == Group.PROFILES)
                .filter(entry -> !words.isEmpty() || entry.group() != Group.KEYS)
                .filter(entry -> entry.title().toLowerCase(Locale.ROOT).contains(words)).limit(MOST).toList());
    }

    /// Where the typed letters stand in `title`; -1 if nothing was typed.
    int match(String title) {
        String words = words();
        return words.isEmpty() ? -1 : title.toLowerCase(Locale.ROOT).indexOf(words);
    }

    /// How many letters were typed.
    int matchLength() {
        return words().length();
    }

    private String words() {
        String text = typed.get().strip().toLowerCase(Locale.ROOT);
        return text.startsWith(">") || text.startsWith("@") ? text.substring(1).strip() : text;
    }

    ObservableList<Entry> found() {
        return FXCollections.unmodifiableObservableList(found);
    }

    StringProperty typedProperty() {
        return typed;
    }
}
