package io.parley.pictures;

import java.awt.image.BufferedImage;

/** Makes a picture smaller and upright: each pixel is the average of those it stands for. */
final class Scaling {
    private Scaling() {}

    /** @param orientation 1 to 8, as Exif counts: from 5 on width and height change places */
    static BufferedImage scaled(BufferedImage image, int largest, int orientation) {
        var longest = Math.max(image.getWidth(), image.getHeight());
        var width = Math.max(1, Math.round((float) image.getWidth() * Math.min(largest, longest) / longest));
        var height = Math.max(1, Math.round((float) image.getHeight() * Math.min(largest, longest) / longest));
        var lying = orientation >= 5;
        var target = new BufferedImage(
                lying ? height : width,
                lying ? width : height,
                image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < height; y++) {
            var top = (int) ((long) y * image.getHeight() / height);
            var bottom = Math.max(top + 1, (int) ((long) (y + 1) * image.getHeight() / height));
            var rows = image.getRGB(0, top, image.getWidth(), bottom - top, null, 0, image.getWidth());
            for (var x = 0; x < width; x++) {
                var left = (int) ((long) x * image.getWidth() / width);
                var right = Math.max(left + 1, (int) ((long) (x + 1) * image.getWidth() / width));
                put(target, orientation, x, y, average(rows, image.getWidth(), left, right));
            }
        }
        return target;
    }

    /** Where a pixel of the lying picture is in the upright one. */
    private static void put(BufferedImage target, int orientation, int x, int y, int pixel) {
        var right = target.getWidth() - 1;
        var bottom = target.getHeight() - 1;
        switch (orientation) {
            case 2 -> target.setRGB(right - x, y, pixel);
            case 3 -> target.setRGB(right - x, bottom - y, pixel);
            case 4 -> target.setRGB(x, bottom - y, pixel);
            case 5 -> target.setRGB(y, x, pixel);
            case 6 -> target.setRGB(right - y, x, pixel);
            case 7 -> target.setRGB(right - y, bottom - x, pixel);
            case 8 -> target.setRGB(y, bottom - x, pixel);
            default -> target.setRGB(x, y, pixel);
        }
    }

    /** Colours weigh by how opaque they are. */
    private static int average(int[] rows, int width, int left, int right) {
        long alpha = 0;
        long red = 0;
        long green = 0;
        long blue = 0;
        for (var row = 0; row < rows.length; row += width) {
            for (var x = left; x < right; x++) {
                var pixel = rows[row + x];
                var weight = pixel >>> 24;
                alpha += weight;
                red += (long) weight * (pixel >> 16 & 0xFF);
                green += (long) weight * (pixel >> 8 & 0xFF);
                blue += (long) weight * (pixel & 0xFF);
            }
        }
        if (alpha == 0) {
            return 0;
        }
        var count = (long) (rows.length / width) * (right - left);
        return (int) (alpha / count) << 24
                | (int) (red / alpha) << 16
                | (int) (green / alpha) << 8
                | (int) (blue / alpha);
    }
}
