package dev.keyrack.reveal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.real.ChildJvm;
import dev.keyrack.real.VirtualDisplay;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// On a real display: the headless platform takes no window's focus away.
@DisplayName("A secret that somebody holds the key to see")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PeekFocusTest {
    private static void await(ChildJvm child, String order, String state) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        String seen = child.ask(order);
        while (!seen.equals(state) && System.nanoTime() < end) {
            seen = child.ask("look");
        }
        assertThat(seen).as(order).isEqualTo(state);
    }

    @Test
    void isHiddenWhenAnotherWindowGetsTheKeyboard() throws IOException {
        try (VirtualDisplay display = VirtualDisplay.start();
                ChildJvm child = ChildJvm.start(PeekChild.class, display.environment(), true)) {
            await(child, "here", "here dots");
            await(child, "press", "here plain");
            await(child, "away", "away dots");
            await(child, "here", "here dots");
        }
    }
}
