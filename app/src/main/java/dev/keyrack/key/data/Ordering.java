package dev.keyrack.key.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// The order of a listing as bytes: the steps from row number to row number, deflated. A listing that counts up costs
/// next to nothing.
final class Ordering {
    private Ordering() {
    }

    static byte[] pack(long[] rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(rows.length);
            long before = 0;
            for (long row : rows) {
                out.writeLong(row - before);
                before = row;
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory took no bytes", e);
        }
        return bytes.toByteArray();
    }

    /// @throws IOException if the bytes are damaged
    static long[] unpack(byte[] packed) throws IOException {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)))) {
            long[] rows = new long[in.readInt()];
            long before = 0;
            for (int i = 0; i < rows.length; i++) {
                before += in.readLong();
                rows[i] = before;
            }
            return rows;
        }
    }
}
