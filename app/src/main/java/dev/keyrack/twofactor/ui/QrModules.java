package dev.keyrack.twofactor.ui;

/// The modules of a QR code, as a drawing needs them.
interface QrModules {
    /// Modules along each side.
    int size();

    /// Whether the module is dark; outside all are light.
    boolean isDark(int x, int y);
}
