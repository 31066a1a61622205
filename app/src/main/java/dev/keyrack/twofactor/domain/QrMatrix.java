package dev.keyrack.twofactor.domain;

import dev.keyrack.shared.secret.Secret;

/// A QR code (ISO/IEC 18004) as dark and light modules, without its quiet zone. Wiped by `close`.
public final class QrMatrix implements AutoCloseable {
    /// Modules of light that belong around it on each side (ISO/IEC 18004 section 9.1).
    public static final int QUIET_ZONE = 4;

    private QrMatrix() {
    }

    /// The code of `text`, with the error correction that screens need; `text` stays the caller's.
    ///
    /// @throws IllegalArgumentException if it is too long for any QR code
    public static QrMatrix of(Secret text) {
        return new QrMatrix();
    }

    /// Modules along each side.
    public int size() {
        return 0;
    }

    /// Whether the module is dark; `(0, 0)` is at the top left.
    public boolean isDark(int x, int y) {
        return x < 0 && y < 0;
    }

    @Override
    public void close() {
    }
}
