package dev.keyrack.twofactor.data;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.keyrack.shared.file.PrivateFiles;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.domain.QrFiles;
import dev.keyrack.twofactor.domain.QrMatrix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// QR codes in picture files: written for the owner alone, read within bounds. Calls block on disk. Any thread.
public final class QrPictures implements QrFiles {
    /// Pixels along each side of a module in a file.
    public static final int SCALE = 10;
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final long MOST_PIXELS = 16_000_000;
    private static final Set<String> KINDS = Set.of("png", "jpeg", "jpg", "gif", "bmp");
    private static final List<Map<DecodeHintType, Object>> TRIES = List.of(
            hints(DecodeHintType.TRY_HARDER), hints(DecodeHintType.PURE_BARCODE), hints(DecodeHintType.ALSO_INVERTED));

    private final Messages messages;

    /// Words what is wrong with `messages`.
    public QrPictures(Messages messages) {
        this.messages = messages;
    }

    private static Map<DecodeHintType, Object> hints(DecodeHintType type) {
        return Map.of(DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.QR_CODE), type, true);
    }

    /// Writes a new file that only its owner can read, as PNG or SVG by its name. `matrix` stays the caller's.
    ///
    /// @return where it is
    public Outcome<String> save(QrMatrix matrix, Path file) {
        Path target = file.toAbsolutePath().normalize();
        String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
        if (!name.endsWith(".png") && !name.endsWith(".svg")) {
            return unusable(target, messages.get("twofactor.picture.kind"));
        }
        byte[] content = name.endsWith(".png") ? QrPng.of(matrix, SCALE) : QrSvg.of(matrix, SCALE);
        try {
            PrivateFiles.create(target, content);
            return Outcome.ok(target.toString());
        } catch (FileAlreadyExistsException _) {
            return Outcome.failed(
                    new Failure.AlreadyThere(messages.get("twofactor.picture.file"), target.toString()));
        } catch (IOException e) {
            return Outcome.failed(new Failure.StorageFailed(
                    messages.get("twofactor.picture.writing", target.toString()), e.getClass().getSimpleName()));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    @Override
    public Outcome<String> save(QrMatrix matrix, String path) {
        return save(matrix, Path.of(path));
    }

    @Override
    public Outcome<Secret> read(String path) {
        return read(Path.of(path));
    }

    /// The text of the QR code in a PNG, JPEG, GIF or BMP file; the caller closes it.
    ///
    /// @return `InvalidInput` with the reason if there is none to be read
    public Outcome<Secret> read(Path file) {
        byte[] content = new byte[0];
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                return unusable(file, messages.get("twofactor.picture.too-large", MOST_BYTES / (1024 * 1024)));
            }
            return read(file, content);
        } catch (IOException e) {
            return unusable(file, messages.get("twofactor.picture.unreadable", e.getClass().getSimpleName()));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private Outcome<Secret> read(Path file, byte[] content) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            ImageReader reader = readers.hasNext() ? readers.next() : null;
            if (reader == null || !KINDS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return unusable(file, messages.get("twofactor.picture.no-picture"));
            }
            try {
                reader.setInput(in, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    return unusable(file, messages.get("twofactor.picture.too-many-pixels", MOST_PIXELS / 1_000_000));
                }
                return decode(new BufferedImageLuminanceSource(reader.read(0))).map(Outcome::ok)
                        .orElseGet(() -> unusable(file, messages.get("twofactor.picture.no-code")));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException _) { // hostile pictures make the platform's readers throw many kinds
            return unusable(file, messages.get("twofactor.picture.damaged"));
        }
    }

    private static Optional<Secret> decode(LuminanceSource source) {
        return TRIES.stream().flatMap(hints -> {
            LuminanceSource seen = hints.containsKey(DecodeHintType.ALSO_INVERTED) ? source.invert() : source;
            return Stream.<Binarizer>of(new HybridBinarizer(seen), new GlobalHistogramBinarizer(seen))
                    .flatMap(way -> decode(way, hints).stream());
        }).findFirst();
    }

    private static Optional<Secret> decode(Binarizer way, Map<DecodeHintType, Object> hints) {
        try {
            String text = new QRCodeReader().decode(new BinaryBitmap(way), hints).getText();
            return Optional.of(Secret.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (ReaderException _) {
            return Optional.empty(); // the next way of looking may see it
        }
    }

    private static <T> Outcome<T> unusable(Path file, String problem) {
        return Outcome.failed(new Failure.InvalidInput(file.toString(), problem));
    }
}
