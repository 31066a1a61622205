import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;

/// Draws `src/linux/keyrack.png` with the measures of `src/linux/keyrack.svg`; run by hand when the icon changes:
/// `java src/build/Icon.java src/linux/keyrack.png`.
final class Icon {
    public static void main(String[] args) throws Exception {
        BufferedImage picture = new BufferedImage(256, 256, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(new Color(0x1f2328));
        g.fill(new RoundRectangle2D.Double(0, 0, 256, 256, 104, 104));
        Path2D shaft = new Path2D.Double();
        double[][] corners = {{100, 108}, {200, 108}, {220, 128}, {200, 148}, {192, 148}, {178, 134}, {164, 148},
                {150, 134}, {136, 148}, {100, 148}};
        shaft.moveTo(corners[0][0], corners[0][1]);
        for (double[] corner : corners) {
            shaft.lineTo(corner[0], corner[1]);
        }
        shaft.closePath();
        Area key = new Area(new Ellipse2D.Double(48, 88, 80, 80));
        key.add(new Area(shaft));
        key.subtract(new Area(new Ellipse2D.Double(63, 115, 26, 26)));
        g.setColor(Color.WHITE);
        g.fill(key);
        g.dispose();
        ImageIO.write(picture, "png", new File(args[0]));
    }
}
