package dev.keyrack.twofactor.domain;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import dev.keyrack.shared.secret.Secret;
import java.util.Arrays;

/// A QR code (ISO/IEC 18004) as dark and light modules, without its quiet zone. Wiped by `close`.
public final class QrMatrix implements AutoCloseable {
    /// Modules of light that belong around it on each side (ISO/IEC 18004 section 9.1).
    public static final int QUIET_ZONE = 4;

    private final int size;
    private final byte[] modules;

    private QrMatrix(int size, byte[] modules) {
        this.size = size;
        this.modules = modules;
    }

    /// The code of `text`, with the error correction that screens need; `text` stays the caller's.
    ///
    /// @throws IllegalArgumentException if it is too long for any QR code
    public static QrMatrix of(Secret text) {
        try {
            ByteMatrix matrix = Encoder.encode(text.reveal(), ErrorCorrectionLevel.M).getMatrix();
            int size = matrix.getWidth();
            byte[] modules = new byte[size * size];
            for (int y = 0; y < size; y++) {
                System.arraycopy(matrix.getArray()[y], 0, modules, y * size, size);
            }
            matrix.clear((byte) 0);
            return new QrMatrix(size, modules);
        } catch (WriterException _) { // its message repeats what was to be written
            throw new IllegalArgumentException("too long for a QR code");
        }
    }

    /// Modules along each side.
    public int size() {
        return size;
    }

    /// Whether the module is dark; `(0, 0)` is at the top left. Outside is light.
    public boolean isDark(int x, int y) {
        return x >= 0 && y >= 0 && x < size && y < size && modules[y * size + x] == 1;
    }

    @Override
    public void close() {
        Arrays.fill(modules, (byte) 0);
    }
}
