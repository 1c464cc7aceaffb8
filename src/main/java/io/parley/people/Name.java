package io.parley.people;

/**
 * A name somebody goes by in `open` mode, checked; kept exactly as it was given.
 *
 * @param text 1 to {@value #LONGEST} characters, some of them visible, that nobody takes for "System"
 */
public record Name(String text) {
    /** Characters (UTF-16 units); what the classic chat's cookie must survive. */
    public static final int LONGEST = 1_500;

    /** @throws Refusal `BAD_NAME`, saying what is wrong and what would be right */
    public Name {
        if (text.codePoints().noneMatch(Name::visible)) {
            throw bad("No user name provided");
        }
        if (text.length() > LONGEST) {
            throw bad("The name has " + text.length() + " characters; at most " + LONGEST + " are allowed");
        }
        if (text.codePoints().anyMatch(Name::unfit)) {
            throw bad("The name must not contain control characters or any of < > &");
        }
        if (Skeleton.of(text).equals("system")) {
            throw bad("The name reads as System, which is the server's own; choose another one");
        }
    }

    private static boolean visible(int c) {
        return !Character.isISOControl(c) && !Character.isSpaceChar(c) && !Skeleton.ignorable(c);
    }

    private static boolean unfit(int c) {
        return Character.isISOControl(c)
                || c == '<'
                || c == '>'
                || c == '&'
                || Character.getType(c) == Character.SURROGATE
                || movesText(c);
    }

    /**
     * Characters that make the line around a name look like another one: line ends, embedded and overriding direction,
     * annotations. Joiners and direction marks stay: Persian, Hebrew and emoji are written with them.
     */
    private static boolean movesText(int c) {
        return (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x206F)
                || (c >= 0xFFF9 && c <= 0xFFFB)
                || c == 0xFEFF
                || c == 0x180E;
    }

    private static Refusal bad(String text) {
        return new Refusal(Refusal.Code.BAD_NAME, text);
    }
}
