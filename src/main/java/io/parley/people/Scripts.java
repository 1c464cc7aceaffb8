package io.parley.people;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which alphabets are written together (Unicode Technical Standard 39, 5.2, "highly restrictive"). */
final class Scripts {
    private static final List<Set<UnicodeScript>> TOGETHER = List.of(
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

    private Scripts() {}

    /** Whether a word has letters of alphabets that no language writes in one word. */
    static boolean mixed(String text) {
        var word = EnumSet.noneOf(UnicodeScript.class);
        for (var c : text.codePoints().toArray()) {
            if (!Character.isLetter(c) && !Skeleton.ignorable(c)) {
                word.clear();
            } else if (Character.isLetter(c)) {
                var script = UnicodeScript.of(c);
                if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
                    word.add(script);
                }
            }
            if (word.size() > 1 && TOGETHER.stream().noneMatch(scripts -> scripts.containsAll(word))) {
                return true;
            }
        }
        return false;
    }
}
