package dev.keyrack.reveal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.fake.TestWindow;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("The system's clipboard")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class FxClipboardTest {
    private final Secret secret = Secret.wrap("fk_live_clip".getBytes(StandardCharsets.UTF_8));
    private final Secret other = Secret.wrap("fk_live_other".getBytes(StandardCharsets.UTF_8));

    @AfterEach
    void wipe() {
        TestWindow.get(() -> {
            new FxClipboard().clear();
            return true;
        });
        secret.close();
        other.close();
    }

    @Test
    void holdsASecretUntilItIsClearedOrReplaced() {
        List<Boolean> held = TestWindow.get(() -> {
            FxClipboard clipboard = new FxClipboard();
            clipboard.put(secret);
            boolean ours = clipboard.holds(secret);
            boolean others = clipboard.holds(other);
            clipboard.putText("a shopping list");
            boolean replaced = clipboard.holds(secret);
            clipboard.put(secret);
            clipboard.clear();
            return List.of(ours, others, replaced, clipboard.holds(secret));
        });
        assertThat(held).containsExactly(true, false, false, false);
    }

    @Test
    void asksHistoriesToLeaveASecretOut() {
        List<String> formats = TestWindow.get(() -> {
            new FxClipboard().put(secret);
            return Clipboard.getSystemClipboard().getContentTypes().stream().map(DataFormat::toString).toList();
        });
        assertThat(formats.toString()).contains("x-kde-passwordManagerHint",
                "ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory",
                "CanUploadToCloudClipboard");
    }

    @Test
    void marksAnOrdinaryTextAsNothing() {
        List<DataFormat> formats = TestWindow.get(() -> {
            new FxClipboard().putText("a shopping list");
            return List.copyOf(Clipboard.getSystemClipboard().getContentTypes());
        });
        assertThat(formats.toString()).doesNotContain("passwordManagerHint");
    }
}
