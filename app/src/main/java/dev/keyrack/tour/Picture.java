package dev.keyrack.tour;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// What is on screen, as a PNG file.
final class Picture {
    private final BufferedImage canvas;

    /// A picture of a window.
    Picture(WritableImage window) {
        canvas = new BufferedImage((int) window.getWidth(), (int) window.getHeight(), BufferedImage.TYPE_INT_RGB);
        add(window, 0, 0);
    }

    /// Puts `image`, such as an open menu, over what is there.
    void add(WritableImage image, double x, double y) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        copy.setRGB(0, 0, width, height, pixels, 0, width);
        Graphics2D graphics = canvas.createGraphics();
        graphics.drawImage(copy, (int) Math.round(x), (int) Math.round(y), null);
        graphics.dispose();
    }

    /// Writes it to `file`.
    ///
    /// @throws IOException if it cannot be written
    void write(Path file) throws IOException {
        if (!ImageIO.write(canvas, "png", file.toFile())) {
            throw new IOException("no writer for PNG");
        }
    }
}
