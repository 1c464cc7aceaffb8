package io.parley.chat;

import io.parley.people.Refusal;
import io.parley.people.Skeleton;
import java.text.Normalizer;

/**
 * The name of a channel: 1 to {@value #LONGEST} small letters of any script, digits and `-`, `_`, `.`.
 *
 * @param text in Unicode's composed form
 */
public record ChannelName(String text) {
    public static final int LONGEST = 64;

    /** @throws Refusal `BAD_NAME`, which says what would be right */
    public ChannelName {
        text = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST) {
            throw bad("The name of a channel has 1 to " + LONGEST + " characters.");
        }
        if (!text.codePoints().allMatch(ChannelName::fits) || skeleton(text).isEmpty()) {
            throw bad("The name of a channel has only small letters, digits, '-', '_' and '.'.");
        }
    }

    /**
     * What remains of it for a reader who is not careful, as of people's names, and accents do not count either: no two channels have the
     * same.
     */
    public String skeleton() {
        return skeleton(text);
    }

    /** The same of any text, as somebody may look for it. */
    public static String skeleton(String text) {
        return Skeleton.ofName(text)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean fits(int c) {
        return switch (Character.getType(c)) {
            case Character.LOWERCASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK -> true;
            default -> c == '-' || c == '_' || c == '.';
        };
    }

    private static Refusal bad(String text) {
        return new Refusal(Refusal.Code.BAD_NAME, text);
    }
}
