package io.parley.people;

/**
 * A name somebody goes by in `open` mode, checked; kept exactly as it was given.
 *
 * @param text 1 to {@value #LONGEST} characters
 */
public record Name(String text) {
    /** Characters; what the classic chat's cookie must survive. */
    public static final int LONGEST = 1_500;

    /** @throws Refusal `BAD_NAME`, saying what is wrong and what would be right */
    public Name {
        if (text.isBlank()) {
            throw bad("No user name provided");
        }
        if (text.length() > LONGEST) {
            throw bad("The name has " + text.length() + " characters; at most " + LONGEST + " are allowed");
        }
        if (text.codePoints().anyMatch(Name::unfit)) {
            throw bad("The name must not contain control characters or any of < > &");
        }
    }

    private static boolean unfit(int c) {
        return Character.isISOControl(c)
                || c == '<'
                || c == '>'
                || c == '&'
                || Character.getType(c) == Character.SURROGATE;
    }

    private static Refusal bad(String text) {
        return new Refusal(Refusal.Code.BAD_NAME, text);
    }
}
