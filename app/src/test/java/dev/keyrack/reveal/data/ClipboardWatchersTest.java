package dev.keyrack.reveal.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.real.SecretService;
import dev.keyrack.real.VirtualDisplay;
import dev.keyrack.reveal.data.ClipboardWatchers.Answer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Programs that keep what is copied")
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ClipboardWatchersTest {
    @TempDir
    Path folder;

    private ClipboardWatchers ask(Map<String, String> environment) {
        return ClipboardWatchers.ask(environment, folder);
    }

    private void writeCookie(Path file, byte[] cookie) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(256); // an address of this computer
        for (byte[] part : new byte[][]{"here".getBytes(StandardCharsets.US_ASCII), {},
                XAuthority.COOKIE.getBytes(StandardCharsets.US_ASCII), cookie}) {
            out.writeShort(part.length);
            out.write(part);
        }
        Files.write(file, bytes.toByteArray());
    }

    @Test
    void areNotKnownWhereNobodyCanBeAsked() {
        assertThat(ask(Map.of())).isEqualTo(ClipboardWatchers.UNKNOWN);
        assertThat(ask(Map.of("DISPLAY", "elsewhere:0", "DBUS_SESSION_BUS_ADDRESS", "unix:path=/no/bus")))
                .isEqualTo(ClipboardWatchers.UNKNOWN);
        assertThat(ask(Map.of("DISPLAY", ":64999"))).isEqualTo(ClipboardWatchers.UNKNOWN);
    }

    @Test
    void areAskedForAtTheDisplay() throws IOException {
        try (VirtualDisplay display = VirtualDisplay.start()) {
            assertThat(ask(display.environment()).manager()).isEqualTo(Answer.NO);
            display.copy("clipboard", "text");
            try (X11Selections asked = X11Selections.open(display.name(), folder.resolve("none"))) {
                assertThat(asked.hasOwner("CLIPBOARD")).isTrue();
                assertThat(asked.hasOwner("PRIMARY")).isFalse();
                assertThat(asked.hasOwner("NOBODY_EVER_SAID_THIS")).isFalse();
            }
        }
    }

    @Test
    void areAskedForWithTheDisplaysCookie() throws IOException {
        Path right = folder.resolve("right");
        Path wrong = folder.resolve("wrong");
        writeCookie(right, new byte[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
        writeCookie(wrong, new byte[16]);
        try (VirtualDisplay display = VirtualDisplay.start("-auth", right.toString())) {
            assertThat(ask(Map.of("DISPLAY", display.name(), "XAUTHORITY", right.toString())).manager())
                    .isEqualTo(Answer.NO);
            assertThat(ask(Map.of("DISPLAY", display.name(), "XAUTHORITY", wrong.toString())).manager())
                    .isEqualTo(Answer.UNKNOWN);
        }
    }

    @Test
    void areAskedForOnTheSessionBus() throws Exception {
        try (SecretService bus = SecretService.bus(folder)) {
            assertThat(ask(bus.environment()).klipper()).isEqualTo(Answer.NO);
            try (DBusConnection klipper = DBusConnectionBuilder
                    .forAddress(bus.environment().get("DBUS_SESSION_BUS_ADDRESS")).withShared(false).build()) {
                klipper.requestBusName("org.kde.klipper");
                assertThat(ask(bus.environment()).klipper()).isEqualTo(Answer.YES);
            }
        }
    }
}
