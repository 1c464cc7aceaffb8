package io.parley.web;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * A text as a QR code, for a page to draw.
 *
 * @param size of the square, with the four light modules around it that cameras want
 * @param path of an SVG: the dark modules, each a unit wide
 */
@JsonbPropertyOrder({"size", "path"})
public record QrCode(int size, String path) {
    private static final int QUIET = 4;

    static QrCode of(String text) {
        var code = io.nayuki.qrcodegen.QrCode.encodeText(text, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            var x = 0;
            while (x < code.size) {
                var end = x;
                while (code.getModule(end, y)) {
                    end++;
                }
                if (end > x) {
                    path.append("M%d %dh%dv1h%dz".formatted(x + QUIET, y + QUIET, end - x, x - end));
                }
                x = end + 1;
            }
        }
        return new QrCode(code.size + 2 * QUIET, path.toString());
    }

    /** Not what it says. */
    @Override
    public String toString() {
        return "QrCode";
    }
}
