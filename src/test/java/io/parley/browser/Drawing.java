package io.parley.browser;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Pictures that people send, drawn here. */
final class Drawing {
    private Drawing() {}

    /** One colour on the left and one on the right, as PNG. */
    static byte[] twoColours(int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0x1F7A6D));
        pen.fillRect(0, 0, width / 2, height);
        pen.setColor(new Color(0xE9A13B));
        pen.fillRect(width / 2, 0, width - width / 2, height);
        pen.dispose();
        return png(image);
    }

    /** How long requests took in the last hours, before and after something was done about it, as PNG. */
    static byte[] latencies(int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setPaint(new GradientPaint(0, 0, new Color(0xF6FAF9), 0, height, new Color(0xE4EFEC)));
        pen.fillRect(0, 0, width, height);
        pen.setColor(new Color(0xC9D8D4));
        for (int y = height / 5; y < height; y += height / 5) {
            pen.drawLine(0, y, width, y);
        }
        line(pen, width, height, 0.30, 0.10, new Color(0xE9A13B));
        line(pen, width, height, 0.62, 0.05, new Color(0x1F7A6D));
        pen.dispose();
        return png(image);
    }

    /** A curve that wavers, and falls where the fix went out. */
    private static void line(Graphics2D pen, int width, int height, double level, double swing, Color colour) {
        var curve = new Path2D.Double();
        for (int x = 0; x <= width; x += 2) {
            var wave = Math.sin(x / 17.0) + Math.sin(x / 7.3) / 2 + Math.sin(x / 41.0);
            var fixed = 1 / (1 + Math.exp(-(x - width * 0.6) / 14.0));
            var y = height * (level + (0.86 - level) * fixed) - height * swing * wave * (1 - 0.8 * fixed);
            if (x == 0) {
                curve.moveTo(x, y);
            } else {
                curve.lineTo(x, y);
            }
        }
        pen.setColor(colour);
        pen.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(curve);
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
