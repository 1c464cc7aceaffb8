package io.parley.people;

/**
 * What somebody calls a thing of his own.
 *
 * @param text 1 to {@value #LONGEST} characters (code points)
 */
record Label(String text) {
    private static final int LONGEST = 64;

    /** @throws Refusal `BAD_NAME` */
    Label {
        text = text.strip();
        if (text.isEmpty()
                || text.codePointCount(0, text.length()) > LONGEST
                || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new Refusal(
                    Refusal.Code.BAD_NAME, "name: must say what it is for, in 1 to " + LONGEST + " characters");
        }
    }
}
