package dev.keyrack.reveal.ui;

import dev.keyrack.reveal.domain.ClipboardPort;
import dev.keyrack.shared.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;

/// The system's clipboard through JavaFX. Beside the text it carries the signs by which KDE's and Windows' histories
/// leave a copy out; others do not know them.
///
/// The signs are raw bytes: JavaFX would wrap a `String` under a format of its own into Java's serial form, which
/// nobody would recognise. For the same reason nothing but plain text is ever read back.
public final class FxClipboard implements ClipboardPort {
    private static final DataFormat KDE_HINT = format("x-kde-passwordManagerHint");
    private static final DataFormat WINDOWS_MONITOR = format("ExcludeClipboardContentFromMonitorProcessing");
    private static final DataFormat WINDOWS_HISTORY = format("CanIncludeInClipboardHistory");
    private static final DataFormat WINDOWS_CLOUD = format("CanUploadToCloudClipboard");

    /// Puts a text that is no secret there.
    public void putText(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /// The text that is there, if any.
    public Optional<String> text() {
        return Optional.ofNullable(Clipboard.getSystemClipboard().getString());
    }

    @Override
    public void put(Secret secret) {
        ClipboardContent content = new ClipboardContent();
        content.putString(secret.reveal());
        content.putAll(Map.of(KDE_HINT, ByteBuffer.wrap("secret".getBytes(StandardCharsets.US_ASCII)), WINDOWS_MONITOR,
                ByteBuffer.wrap(new byte[4]), WINDOWS_HISTORY, ByteBuffer.wrap(new byte[4]), WINDOWS_CLOUD,
                ByteBuffer.wrap(new byte[4])));
        if (!Clipboard.getSystemClipboard().setContent(content)) {
            throw new IllegalStateException("the clipboard did not take the secret"); // nobody may think it is there
        }
    }

    @Override
    public boolean holds(Secret secret) {
        String text = Clipboard.getSystemClipboard().getString();
        if (text == null) {
            return false;
        }
        try (Secret there = Secret.wrap(text.getBytes(StandardCharsets.UTF_8))) {
            return there.sameAs(secret);
        }
    }

    @Override
    public void clear() {
        Clipboard.getSystemClipboard().clear();
    }

    private static DataFormat format(String name) {
        DataFormat known = DataFormat.lookupMimeType(name);
        return known == null ? new DataFormat(name) : known;
    }
}
