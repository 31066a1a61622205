package dev.keyrack.shell;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// A place in the navigation.
///
/// @param id      `nav-<id>` is the id of its entry
/// @param title   for people
/// @param icon    stands before the title
/// @param count   stands at the right; empty text for none
/// @param content what the window shows for it
public record Section(String id, String title, BootstrapIcons icon, ObservableValue<String> count, Node content) {}
