package io.parley.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * What lets somebody in who has lost his authenticator app: ten codes of 120 random bits, each good once. They are typed from paper: small
 * letters and digits in groups of four, and spaces, dashes and capitals do not matter. From 112 bits on, a plain digest of one is as good as a
 * slow one (ASVS 5.0, 6.5.2), and looking one up costs nothing.
 *
 * @param texts as they are shown, once
 */
record RecoveryCodes(List<String> texts) {
    private static final int COUNT = 10;
    private static final int BYTES = 15;
    private static final int GROUP = 4;
    /** Characters of one, without dashes. */
    private static final int LENGTH = 24;

    RecoveryCodes {
        texts = List.copyOf(texts);
    }

    static RecoveryCodes random(RandomGenerator random) {
        var texts = new ArrayList<String>();
        for (var i = 0; i < COUNT; i++) {
            var bytes = new byte[BYTES];
            random.nextBytes(bytes);
            var code = Base32.encode(bytes).toLowerCase(Locale.ROOT);
            texts.add(String.join("-", code.split("(?<=\\G.{" + GROUP + "})")));
        }
        return new RecoveryCodes(texts);
    }

    /** What the store has of them. */
    List<byte[]> digests(String person) {
        return texts.stream().map(text -> digest(person, text)).toList();
    }

    /** Whether it may be one: then it is no code of an app. */
    static boolean looksLike(String text) {
        return bare(text).length() == LENGTH;
    }

    /** With the person in it, so that whoever has read the store cannot try a guess on all at once. */
    static byte[] digest(String person, String text) {
        return Tokens.digest("recovery code of " + person + " " + bare(text));
    }

    /** There is no 0, 1 or 8 in a code: who types one has misread a letter. */
    private static String bare(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('8', 'b');
    }

    /** Not the codes. */
    @Override
    public String toString() {
        return "RecoveryCodes";
    }
}
