package dev.keyrack.cli;

import dev.keyrack.twofactor.domain.QrMatrix;

/// A QR code for a terminal: half blocks, two modules high. Black on white is forced, whatever the terminal's own
/// colours are: many scanners fail on the reverse.
final class QrText {
    private static final String BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";
    private static final String RESET = "\u001b[0m";

    private QrText() {
    }

    /// The lines, with the quiet zone.
    static String of(QrMatrix matrix) {
        StringBuilder text = new StringBuilder();
        int end = matrix.size() + QrMatrix.QUIET_ZONE;
        for (int y = -QrMatrix.QUIET_ZONE; y < end; y += 2) {
            text.append(BLACK_ON_WHITE);
            for (int x = -QrMatrix.QUIET_ZONE; x < end; x++) {
                boolean upper = matrix.isDark(x, y);
                boolean lower = matrix.isDark(x, y + 1);
                text.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
            }
            text.append(RESET).append('\n');
        }
        return text.toString();
    }
}
