package io.parley.json;

/** A text that is not the JSON it should be; the message says in one plain line, fit for its sender, what is wrong. */
public final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 300;

    public Malformed(String text) {
        super(oneLine(text), null, false, false);
    }

    /** What is wrong, and what would be right. */
    public String text() {
        return String.valueOf(getMessage());
    }

    private static String oneLine(String text) {
        var line = text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return line.toString();
    }
}
