package dev.keyrack.key.ui;

/// What the keys section asks others to do. JavaFX thread.
public interface KeysActions {
    /// Opens the command palette.
    void commands();

    /// Opens the dialog for a new key.
    void create();

    /// Opens the dialog that changes a key.
    void edit(String id);

    /// Opens the confirmation that switches a key off.
    ///
    /// @param act run if the user says so
    void disable(DisableQuestion question, Runnable act);

    /// Opens the confirmation that revokes a key.
    void revoke(String id);

    /// Asks for another credential of the current profile.
    void changeCredential();

    /// Puts a text without secrets on the clipboard.
    void copyText(String text);

    /// Shows the current profile.
    void openProfile();
}
