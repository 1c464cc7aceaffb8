package io.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a page draws is what the library has computed, module for module. */
class QrCodeTest {
    @Test
    void the_path_has_every_dark_module_and_no_other() {
        var text = "otpauth://totp/Parley:ann%40chat.example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Parley";
        var code = io.nayuki.qrcodegen.QrCode.encodeText(text, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
        var drawn = QrCode.of(text);
        assertEquals(code.size + 8, drawn.size());

        var dark = new boolean[drawn.size()][drawn.size()];
        var piece = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z").matcher(drawn.path());
        var end = 0;
        while (piece.find()) {
            assertEquals(end, piece.start());
            assertEquals(piece.group(3), piece.group(4));
            var x = Integer.parseInt(piece.group(1));
            for (var i = 0; i < Integer.parseInt(piece.group(3)); i++) {
                dark[Integer.parseInt(piece.group(2))][x + i] = true;
            }
            end = piece.end();
        }
        assertEquals(drawn.path().length(), end);
        for (var y = 0; y < drawn.size(); y++) {
            for (var x = 0; x < drawn.size(); x++) {
                assertEquals(code.getModule(x - 4, y - 4), dark[y][x], x + " " + y);
            }
        }
        assertEquals("QrCode", drawn.toString());
    }
}
