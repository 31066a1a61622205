package dev.keyrack.fake;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.decoder.Decoder;
import dev.keyrack.twofactor.domain.QrMatrix;
import java.util.List;
import java.util.Map;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;

/// Looks at pictures as the camera of a phone would.
public final class Scanner {
    private Scanner() {}

    /// The text of the QR code somewhere in a picture.
    public static String read(Image picture) throws NotFoundException {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return read(width, height, pixels);
    }

    /// The same for pixels, `0xAARRGGBB`, row by row.
    public static String read(int width, int height, int[] pixels) throws NotFoundException {
        return new MultiFormatReader().decode(
                new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))),
                Map.of(DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.QR_CODE), DecodeHintType.TRY_HARDER,
                        true))
                .getText();
    }

    /// The text of modules, drawn with their quiet zone at six pixels a module.
    public static String read(QrMatrix matrix) throws NotFoundException {
        int scale = 6;
        int side = (matrix.size() + 2 * QrMatrix.QUIET_ZONE) * scale;
        int[] pixels = new int[side * side];
        for (int i = 0; i < pixels.length; i++) {
            boolean dark = matrix.isDark(i % side / scale - QrMatrix.QUIET_ZONE,
                    i / side / scale - QrMatrix.QUIET_ZONE);
            pixels[i] = dark ? 0xff000000 : 0xffffffff;
        }
        return read(side, side, pixels);
    }

    /// The level of error correction.
    public static String correction(QrMatrix matrix) {
        BitMatrix bits = new BitMatrix(matrix.size());
        for (int y = 0; y < matrix.size(); y++) {
            for (int x = 0; x < matrix.size(); x++) {
                if (matrix.isDark(x, y)) {
                    bits.set(x, y);
                }
            }
        }
        try {
            return new Decoder().decode(bits).getECLevel();
        } catch (ChecksumException | FormatException e) {
            throw new AssertionError(e);
        }
    }
}
