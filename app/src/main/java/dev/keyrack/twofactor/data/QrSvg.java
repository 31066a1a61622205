package dev.keyrack.twofactor.data;

import dev.keyrack.twofactor.domain.QrMatrix;
import java.nio.charset.StandardCharsets;

/// A QR code as SVG 1.1: one rectangle for each run of dark modules in a row, on white.
final class QrSvg {
    private QrSvg() {
    }

    /// The file, which the caller wipes.
    ///
    /// @param scale pixels along each side of a module, at the size that a viewer shows first
    static byte[] of(QrMatrix matrix, int scale) {
        int side = matrix.size() + 2 * QrMatrix.QUIET_ZONE;
        StringBuilder svg = new StringBuilder(64 * 1024).append("""
                <?xml version="1.0" encoding="UTF-8"?>
                <svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="%1$d" height="%1$d" \
                viewBox="0 0 %2$d %2$d" shape-rendering="crispEdges">
                <rect x="0" y="0" width="%2$d" height="%2$d" fill="white"/>
                """.formatted(side * scale, side));
        for (int y = 0; y < matrix.size(); y++) {
            for (int x = 0; x < matrix.size(); x++) {
                int end = x;
                while (matrix.isDark(end, y)) {
                    end++;
                }
                if (end > x) {
                    svg.append("<rect x=\"").append(x + QrMatrix.QUIET_ZONE).append("\" y=\"")
                            .append(y + QrMatrix.QUIET_ZONE).append("\" width=\"").append(end - x)
                            .append("\" height=\"1\" fill=\"black\"/>\n");
                    x = end;
                }
            }
        }
        return svg.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
