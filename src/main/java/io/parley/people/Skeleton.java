package io.parley.people;

import java.text.Normalizer;

/**
 * What remains of a text for a reader who is not careful: letters and digits in lower case, without accents, and each
 * that looks like one of the letters of "system" as that letter.
 *
 * <p>The tables hold only what "system" needs; source of the look-alikes: Unicode Technical Standard 39 and the shapes
 * themselves. Too much there refuses a strange spelling of one word; too little lets somebody speak as the server.
 */
final class Skeleton {
    /** Each row: a letter, then what is taken for it, in lower case, after NFKD. */
    private static final String[] LOOK_ALIKES = {
        // digits and signs; Latin s with hook, swash tail, stroke, reversed, small capital; Cyrillic dze; Greek sigma,
        // final sigma; Armenian tiwn; Cherokee du, s; Lisu sa
        "s5$\u00A7" + "\u0282\u023F\uA7A9\u01A8\uA731\u01BD" + "\u0455" + "\u03C3\u03C2" + "\u057F"
                + "\uABA5\uABAA\uA4E2",
        // yen; Latin y with stroke, hook, loop, small capital, gamma; Cyrillic u, straight u (with stroke); Greek
        // upsilon,
        // gamma; Coptic ua; Cherokee gi, mu; Lisu ya
        "y\u00A5" + "\u024F\u01B4\u1EFF\u028F\u0263\u1D8C" + "\u0443\u04AF\u04B1" + "\u03C5\u03B3" + "\u2CA9"
                + "\uAB79\uAB8D\uA4EC",
        // digit, dagger, tugrik; Latin t with stroke, hooks, small capital; Cyrillic te; Greek tau; Coptic tau;
        // Armenian
        // ech; Cherokee i; Lisu ta
        "t7+\u2020\u20AE" + "\u0167\u01AD\u0288\u01AB\u2C66\u1D1B" + "\u0442" + "\u03C4" + "\u2CA7" + "\u0565"
                + "\uAB72\uA4D4",
        // digit, euro, estimated; Latin e with stroke, turned, schwa, open, reversed, notched, small capital; Cyrillic
        // ie,
        // ukrainian ie, che of Abkhasia; Greek epsilon; Coptic eie; Cherokee gv; Lisu e
        "e3\u20AC\u212E" + "\u0247\u01DD\u0259\u025B\u0258\u2C78\u1D07" + "\u0435\u0454\u04BD" + "\u03B5" + "\u2C89"
                + "\uAB7C\uA4F0",
        // mill sign; Latin m with hook, small capital; Cyrillic em (with tail); Greek mu; Coptic mi; Cherokee lu; Lisu
        // ma
        "m\u20A5" + "\u0271\u1D0D" + "\u043C\u04CE" + "\u03BC" + "\u2C99" + "\uAB87\uA4DF",
    };

    private Skeleton() {}

    static String of(String text) {
        var read = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> !ignorable(c))
                .map(Skeleton::plain)
                .filter(Character::isLetterOrDigit)
                .forEach(read::appendCodePoint);
        return read.toString().replace("rn", "m");
    }

    /** Whether the character has no shape of its own: formats, joiners, fillers, variation selectors, combining marks. */
    static boolean ignorable(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.CONTROL -> true;
            // Hangul fillers are letters and the empty Braille pattern a symbol, and all are blank
            default -> c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
        };
    }

    private static int plain(int c) {
        var lower = Character.toLowerCase(Character.toUpperCase(unboxed(c)));
        for (var row : LOOK_ALIKES) {
            if (row.indexOf(lower) >= 0) {
                return row.charAt(0);
            }
        }
        return lower;
    }

    /** Letters in filled circles and squares, flags' letters and outlined ones, which NFKD leaves alone. */
    private static int unboxed(int c) {
        for (var first : new int[] {0x1F150, 0x1F170, 0x1F1E6, 0x1CCD6}) {
            if (c >= first && c < first + 26) {
                return 'a' + c - first;
            }
        }
        return c;
    }
}
