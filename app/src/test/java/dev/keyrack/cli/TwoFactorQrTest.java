package dev.keyrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.NotFoundException;
import dev.keyrack.fake.Scanner;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("twofactor qr")
class TwoFactorQrTest extends CliTestBase {
    private static final String URI = "otpauth://totp/Fakery:admin%40fakery.test?secret=JBSWY3DPEHPK3PXP&issuer=Fakery";

    @Test
    void writesThePictureForItsOwner() throws IOException, NotFoundException {
        terminal.pipe(URI + "\n");
        Path file = home.resolve("code.png");

        assertThat(run("twofactor", "qr", "--out", file.toString())).isZero();
        BufferedImage image = ImageIO.read(file.toFile());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertThat(Scanner.read(image.getWidth(), image.getHeight(), pixels)).isEqualTo(URI);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(terminal.outText()).startsWith("The picture is in " + file).doesNotContain("JBSWY3DPEHPK3PXP");
        assertThat(terminal.errText()).isEmpty();

        terminal.reset();
        assertThat(run("twofactor", "qr", "--out", file.toString())).isEqualTo(2);
        assertThat(terminal.errText()).contains("There is a file called " + file + " already.");
    }

    @Test
    void tellsTheFileInJson() {
        terminal.pipe(URI);
        Path file = home.resolve("code.svg");

        assertThat(run("twofactor", "qr", "--out", file.toString(), "--output", "json")).isZero();
        assertThat(terminal.outText()).isEqualTo("{\"file\":\"" + file + "\"}\n");
    }

    @Test
    void drawsBlackOnWhiteOnATerminal() throws NotFoundException {
        terminal.isScreen = true;
        terminal.pipe(URI);

        assertThat(run("twofactor", "qr")).isZero();
        List<String> lines = terminal.outText().lines().toList();
        assertThat(lines).allMatch(line -> line.startsWith("\u001b[38;5;16;48;5;231m") && line.endsWith("\u001b[0m"));
        List<String> rows = lines.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList();
        int width = rows.getFirst().length();
        int scale = 6;
        int[] pixels = new int[width * scale * rows.size() * 2 * scale];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % (width * scale) / scale;
            int y = i / (width * scale) / scale;
            char block = rows.get(y / 2).charAt(x);
            boolean dark = block == '█' || block == (y % 2 == 0 ? '▀' : '▄');
            pixels[i] = dark ? 0xff000000 : 0xffffffff;
        }
        assertThat(Scanner.read(width * scale, rows.size() * 2 * scale, pixels)).isEqualTo(URI);
        assertThat(terminal.errText()).contains("clear the terminal");
    }

    @Test
    void wantsAFileWhereTheOutputIsNoTerminal() {
        terminal.pipe(URI);

        assertThat(run("twofactor", "qr")).isEqualTo(2);
        assertThat(terminal.outText()).isEmpty();
        assertThat(terminal.errText()).contains("--out");
    }

    @Test
    void refusesWhatNoAuthenticatorAppWouldTake() {
        terminal.pipe("https://example.com/?secret=JBSWY3DPEHPK3PXP");

        assertThat(run("twofactor", "qr", "--out", home.resolve("code.png").toString())).isEqualTo(2);
        assertThat(home.resolve("code.png")).doesNotExist();
        assertThat(terminal.errText()).doesNotContain("JBSWY3DPEHPK3PXP");
    }
}
