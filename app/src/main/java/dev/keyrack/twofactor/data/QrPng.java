package dev.keyrack.twofactor.data;

import dev.keyrack.twofactor.domain.QrMatrix;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A QR code as PNG (ISO/IEC 15948): one bit a pixel, black on white. Its own writer, since the toolkit's would bring
/// up all of AWT for three chunks.
final class QrPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private QrPng() {
    }

    /// The file, which the caller wipes.
    ///
    /// @param scale pixels along each side of a module
    static byte[] of(QrMatrix matrix, int scale) {
        int side = (matrix.size() + 2 * QrMatrix.QUIET_ZONE) * scale;
        byte[] header = ByteBuffer.allocate(13).putInt(side).putInt(side).put((byte) 1).array();
        byte[] pixels = pixels(matrix, scale, side);
        byte[] packed = packed(pixels);
        Arrays.fill(pixels, (byte) 0);
        ByteBuffer file = ByteBuffer.allocate(SIGNATURE.length + 3 * 12 + header.length + packed.length);
        file.put(SIGNATURE);
        chunk(file, "IHDR", header);
        chunk(file, "IDAT", packed);
        chunk(file, "IEND", new byte[0]);
        Arrays.fill(packed, (byte) 0);
        return file.array();
    }

    /// Rows of bits, 1 for light, each behind its filter type 0.
    private static byte[] pixels(QrMatrix matrix, int scale, int side) {
        int stride = 1 + (side + 7) / 8;
        byte[] pixels = new byte[stride * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if (!matrix.isDark(Math.floorDiv(x, scale) - QrMatrix.QUIET_ZONE,
                        Math.floorDiv(y, scale) - QrMatrix.QUIET_ZONE)) {
                    pixels[y * stride + 1 + x / 8] |= (byte) (0x80 >> (x % 8));
                }
            }
        }
        return pixels;
    }

    private static byte[] packed(byte[] pixels) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(pixels);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(pixels.length);
            byte[] room = new byte[4096];
            while (!deflater.finished()) {
                out.write(room, 0, deflater.deflate(room));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteBuffer file, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(data);
        file.putInt(data.length).put(name).put(data).putInt((int) check.getValue());
    }
}
