package io.parley.people;

/**
 * The name that others see of somebody with an account.
 *
 * @param text 1 to {@value #LONGEST} characters (code points) that {@link Name} allows, each word in letters that are written together
 */
public record ShownName(String text) {
    public static final int LONGEST = 64;

    /** @throws Refusal `BAD_NAME`, saying what is wrong and what would be right */
    public ShownName {
        text = new Name(text.strip()).text();
        var length = text.codePointCount(0, text.length());
        if (length > LONGEST) {
            throw new Refusal(
                    Refusal.Code.BAD_NAME,
                    "The name has " + length + " characters; at most " + LONGEST + " are allowed");
        }
        if (Scripts.mixed(text)) {
            throw new Refusal(
                    Refusal.Code.BAD_NAME,
                    "The name mixes letters of several alphabets in one word, which reads as another name;"
                            + " write each word in one alphabet");
        }
    }

    /** The same for all names that a reader who is not careful takes for this one. */
    public String skeleton() {
        return Skeleton.ofName(text);
    }
}
