package dev.keyrack.twofactor.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.NotFoundException;
import dev.keyrack.fake.Scanner;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.domain.QrMatrix;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Pictures of QR codes")
class QrPicturesTest {
    private static final String URI = "otpauth://totp/Fakery:admin%40fakery.test?secret=JBSWY3DPEHPK3PXP&issuer=Fakery";
    private static final Pattern RECT = Pattern.compile(
            "<rect x=\"(\\d+)\" y=\"(\\d+)\" width=\"(\\d+)\" height=\"(\\d+)\" fill=\"(black|white)\"/>");
    private final QrPictures pictures = new QrPictures(Messages.forLocale(Locale.ENGLISH));
    private final Secret text = Secret.wrap(URI.getBytes(StandardCharsets.UTF_8));
    private final QrMatrix matrix = QrMatrix.of(text);

    @TempDir
    Path folder;

    @AfterEach
    void wipe() {
        matrix.close();
        text.close();
    }

    private String read(Path file) {
        return switch (pictures.read(file)) {
            case Outcome.Ok<Secret>(var found) -> {
                try (found) {
                    yield found.reveal();
                }
            }
            case Outcome.Failed<Secret>(Failure.InvalidInput(_, var problem)) -> problem;
            case Outcome.Failed<Secret>(var other) -> throw new AssertionError(other);
        };
    }

    private Path saved(String name) {
        Path file = folder.resolve(name);
        assertThat(pictures.save(matrix, file)).isEqualTo(Outcome.ok(file.toString()));
        return file;
    }

    @Test
    void areSavedAsPngOfBlackOnWhiteWithAQuietZone() throws IOException {
        BufferedImage image = ImageIO.read(saved("code.png").toFile());
        int side = (matrix.size() + 8) * QrPictures.SCALE;
        int quiet = 4 * QrPictures.SCALE;
        assertThat(QrPictures.SCALE).isGreaterThanOrEqualTo(8);
        assertThat(image.getWidth()).isEqualTo(side);
        assertThat(image.getHeight()).isEqualTo(side);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean dark = matrix.isDark(Math.floorDiv(x - quiet, QrPictures.SCALE),
                        Math.floorDiv(y - quiet, QrPictures.SCALE));
                assertThat(image.getRGB(x, y)).isEqualTo(dark ? 0xff000000 : 0xffffffff);
            }
        }
    }

    @Test
    void areSavedAsSvgThatAScannerReads() throws IOException, NotFoundException {
        String svg = Files.readString(saved("code.SVG"));
        int side = matrix.size() + 8;
        int scale = 8;
        assertThat(svg).contains("viewBox=\"0 0 " + side + " " + side + "\"");
        int[] pixels = new int[side * scale * side * scale];
        Matcher rect = RECT.matcher(svg);
        int first = 0xff777777;
        Arrays.fill(pixels, first);
        while (rect.find()) {
            for (int y = at(rect, 2) * scale; y < (at(rect, 2) + at(rect, 4)) * scale; y++) {
                Arrays.fill(pixels, y * side * scale + at(rect, 1) * scale,
                        y * side * scale + (at(rect, 1) + at(rect, 3)) * scale,
                        rect.group(5).equals("black") ? 0xff000000 : 0xffffffff);
            }
        }
        assertThat(pixels).doesNotContain(first);
        assertThat(Scanner.read(side * scale, side * scale, pixels)).isEqualTo(URI);
        assertThat(RECT.matcher(svg).replaceAll("")).doesNotContain("black");
    }

    private static int at(Matcher rect, int group) {
        return Integer.parseInt(rect.group(group));
    }

    @ParameterizedTest
    @ValueSource(strings = {"code.png", "code.svg"})
    void belongToTheirOwnerAloneAndReplaceNothing(String name) throws IOException {
        Path file = saved(name);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        byte[] before = Files.readAllBytes(file);
        assertThat(pictures.save(matrix, file)).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOf(Failure.AlreadyThere.class));
        assertThat(file).hasBinaryContent(before);
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void areOfTwoKindsAlone() {
        assertThat(pictures.save(matrix, folder.resolve("code.gif"))).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOf(Failure.InvalidInput.class));
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void areReadFromTheUsualKindsOfFiles(String kind) throws IOException {
        BufferedImage shot = new BufferedImage(900, 700, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = shot.createGraphics();
        pen.setColor(Color.LIGHT_GRAY);
        pen.fillRect(0, 0, 900, 700);
        pen.drawImage(ImageIO.read(saved("code.png").toFile()), 210, 130, 400, 400, null);
        pen.dispose();
        Path file = folder.resolve("shot." + kind);
        assertThat(ImageIO.write(shot, kind, file.toFile())).isTrue();
        assertThat(read(file)).isEqualTo(URI);
    }

    @Test
    void areReadAlsoWhereTheyAreAllOfThePictureOrReversed() throws IOException {
        BufferedImage code = ImageIO.read(saved("code.png").toFile());
        assertThat(read(folder.resolve("code.png"))).isEqualTo(URI);
        int quiet = 4 * QrPictures.SCALE;
        Path tight = folder.resolve("tight.png");
        ImageIO.write(code.getSubimage(quiet, quiet, code.getWidth() - 2 * quiet, code.getHeight() - 2 * quiet), "png",
                tight.toFile());
        assertThat(read(tight)).isEqualTo(URI);
        BufferedImage reversed = new BufferedImage(code.getWidth(), code.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < code.getHeight(); y++) {
            for (int x = 0; x < code.getWidth(); x++) {
                reversed.setRGB(x, y, ~code.getRGB(x, y));
            }
        }
        Path dark = folder.resolve("dark.png");
        ImageIO.write(reversed, "png", dark.toFile());
        assertThat(read(dark)).isEqualTo(URI);
    }

    @Test
    void endInASentenceWhereThereIsNoCode() throws IOException {
        Path empty = folder.resolve("empty.png");
        ImageIO.write(new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB), "png", empty.toFile());
        assertThat(read(empty)).isEqualTo("There is no QR code in it that can be read");
        assertThat(read(Files.writeString(folder.resolve("a.txt"), URI)))
                .isEqualTo("It is not a picture of kind PNG, JPEG, GIF or BMP");
        assertThat(read(folder.resolve("none.png"))).contains("NoSuchFileException");
        assertThat(read(folder)).contains("IOException");
    }

    @Test
    void areNotUnpackedWhenTheyClaimToBeHuge() throws IOException {
        byte[] file = Files.readAllBytes(saved("code.png"));
        ByteBuffer bytes = ByteBuffer.wrap(file);
        bytes.putInt(16, 60_000).putInt(20, 60_000);
        CRC32 check = new CRC32();
        check.update(file, 12, 17);
        bytes.putInt(29, (int) check.getValue());
        assertThat(read(Files.write(folder.resolve("bomb.png"), file))).startsWith("It has more than 16 million");
        assertThat(read(Files.write(folder.resolve("large.png"), new byte[17 * 1024 * 1024])))
                .isEqualTo("It is larger than 16 MiB");
    }

    @Test
    void endInASentenceWhateverIsDamaged() throws IOException {
        Random random = new Random(7);
        for (String kind : new String[]{"png", "jpg", "gif", "bmp"}) {
            BufferedImage small = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
            Path source = folder.resolve("small." + kind);
            ImageIO.write(small, kind, source.toFile());
            byte[] good = Files.readAllBytes(source);
            for (int round = 0; round < 400; round++) {
                byte[] bad = Arrays.copyOf(good, round % 5 == 0 ? random.nextInt(good.length) : good.length);
                for (int flips = 0; flips < 4 && bad.length > 0; flips++) {
                    bad[random.nextInt(Math.min(bad.length, 200))] = (byte) random.nextInt(256);
                }
                assertThat(pictures.read(Files.write(folder.resolve("bad"), bad))).isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(Failure.InvalidInput.class));
            }
        }
    }
}
