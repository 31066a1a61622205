package dev.keyrack.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

@DisplayName("Dialogs on top of each other")
class DialogLayerTest {
    private final DialogLayer dialogs = new DialogLayer();
    private final StackPane lower = new StackPane();
    private final StackPane upper = new StackPane();

    @BeforeAll
    static void start() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    private void onFx(Runnable work) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, work);
    }

    private void open() {
        onFx(() -> {
            dialogs.show(lower, lower, Dialogs.KEEP);
            dialogs.show(upper, upper, Dialogs.KEEP);
        });
    }

    @Test
    void theLowerOneIsHiddenUntilTheUpperOneCloses() {
        open();
        assertThat(dialogs.getChildren().getFirst().isVisible()).isFalse();
        onFx(() -> dialogs.close(upper));
        assertThat(dialogs.getChildren()).hasSize(1);
        assertThat(dialogs.getChildren().getFirst().isVisible()).isTrue();
    }

    @Test
    void theLowerOneCanCloseUnderTheUpperOne() {
        open();
        onFx(() -> dialogs.close(lower));
        assertThat(dialogs.isOpen()).isTrue();
        assertThat(dialogs.getChildren()).hasSize(1);
        assertThat(dialogs.getChildren().getFirst().isVisible()).isTrue();
        onFx(() -> dialogs.close(upper));
        assertThat(dialogs.isOpen()).isFalse();
        assertThat(dialogs.isVisible()).isFalse();
    }

    @Test
    void closingOneThatIsNotOpenClosesNoOther() {
        open();
        onFx(() -> {
            dialogs.close(upper);
            dialogs.close(upper);
        });
        assertThat(dialogs.isOpen()).isTrue();
        assertThat(dialogs.getChildren()).hasSize(1);
    }
}
