package dev.keyrack.bootstrap;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// The keyboard of the window. No single key changes anything at a provider.
final class Shortcuts {
    private static final List<KeyCode> DIGITS = List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4,
            KeyCode.DIGIT5, KeyCode.DIGIT6, KeyCode.DIGIT7, KeyCode.DIGIT8, KeyCode.DIGIT9);

    private final Desktop desktop;

    Shortcuts(Desktop desktop) {
        this.desktop = desktop;
    }

    void install(Scene scene) {
        on(scene, () -> desktop.withSession(DesktopSession::focusSearch), KeyCode.F, KeyCombination.SHORTCUT_DOWN);
        on(scene, () -> desktop.withSession(DesktopSession::openPalette), KeyCode.K, KeyCombination.SHORTCUT_DOWN);
        on(scene, () -> desktop.withSession(DesktopSession::newKey), KeyCode.N, KeyCombination.SHORTCUT_DOWN);
        on(scene, () -> desktop.withSession(DesktopSession::lookAgain), KeyCode.F5);
        on(scene, () -> desktop.withSession(DesktopSession::openSettings), KeyCode.COMMA,
                KeyCombination.SHORTCUT_DOWN);
        on(scene, desktop::lockNow, KeyCode.L, KeyCombination.SHORTCUT_DOWN);
        on(scene, desktop::clearClipboard, KeyCode.C, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
        on(scene, () -> desktop.withSession(DesktopSession::arm), KeyCode.A, KeyCombination.SHORTCUT_DOWN,
                KeyCombination.SHIFT_DOWN);
        on(scene, () -> desktop.withSession(DesktopSession::disarm), KeyCode.D, KeyCombination.SHORTCUT_DOWN,
                KeyCombination.SHIFT_DOWN);
        for (int i = 0; i < DIGITS.size(); i++) {
            int index = i;
            on(scene, () -> desktop.withSession(open -> open.openProfile(index)), DIGITS.get(i),
                    KeyCombination.SHORTCUT_DOWN);
            on(scene, () -> desktop.withSession(open -> open.go(index)), DIGITS.get(i), KeyCombination.ALT_DOWN);
        }
    }

    private static void on(Scene scene, Runnable action, KeyCode key, KeyCombination.Modifier... modifiers) {
        scene.getAccelerators().put(new KeyCodeCombination(key, modifiers), action);
    }
}
