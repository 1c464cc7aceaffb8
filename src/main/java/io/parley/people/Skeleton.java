package io.parley.people;

import java.text.Normalizer;

/**
 * What remains of a text for a reader who is not careful.
 *
 * <p>Source of the look-alikes: Unicode Technical Standard 39 and the shapes themselves.
 */
public final class Skeleton {
    /**
     * Each row: a letter, then what is taken for it, in lower case, after NFKD; only what "system" needs. Too much here
     * refuses a strange spelling of one word; too little lets somebody speak as the server.
     */
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

    /**
     * Each row: a letter, then what is taken for it, in lower case, after NFKD: other alphabets' letters by the shape of
     * their small or their capital form, and digits and signs. For words of one alphabet; others are refused before.
     */
    private static final String[] LETTERS = {
        "a\u0430\u03B1\u0251",
        "b\u044C\u0432\u03B2",
        "c\u0441\u03F2",
        "d\u0501",
        "e\u0435\u04BD\u03B5",
        "h\u043D\u04BB\u03B7\u0570",
        "j\u0458\u03F3",
        "k\u043A\u03BA",
        "li1|!\u0456\u04CF\u03B9\u0131\u0140",
        "m\u043C\u03BC",
        "n\u03BD\u0578\u043F",
        "o0\u043E\u03BF\u0585",
        "p\u0440\u03C1",
        "q\u051B\u0566",
        "r\u0433",
        "s$\u0455",
        "t\u0442\u03C4",
        "u\u057D",
        "v\u0475",
        "w\u051D\u0461",
        "x\u0445\u03C7",
        "y\u0443\u03C5\u04AF",
        "z\u03B6"
    };

    /** Characters that are not shown though they are neither formats nor controls. */
    private static final String BLANK_MARKS =
            "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0";

    private Skeleton() {}

    /** Letters and digits in lower case, without accents, and each that looks like one of the letters of "system" as that letter. */
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

    /**
     * The same for names that are taken for each other: whatever their case, spaces and punctuation. Accents count, as other
     * names are told apart by nothing else.
     */
    public static String ofName(String text) {
        var plain = new StringBuilder();
        var lettersOnly = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> !blank(c))
                .map(c -> alike(c, LETTERS))
                .forEach(c -> {
                    plain.appendCodePoint(c);
                    if (Character.isLetterOrDigit(c) || mark(c)) {
                        lettersOnly.appendCodePoint(c);
                    }
                });
        return (lettersOnly.isEmpty() ? plain : lettersOnly)
                .toString()
                .replace("rn", "m")
                .replace("vv", "w");
    }

    private static boolean blank(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || BLANK_MARKS.indexOf(c) >= 0
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0000 && c <= 0xE0FFF);
    }

    private static boolean mark(int c) {
        var type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
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
        return alike(c, LOOK_ALIKES);
    }

    private static int alike(int c, String[] rows) {
        var lower = Character.toLowerCase(Character.toUpperCase(unboxed(c)));
        for (var row : rows) {
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
