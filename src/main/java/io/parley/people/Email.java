package io.parley.people;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address that somebody claims is his; nothing is ever sent to it. Kept in lower case.
 *
 * @param text with one {@code @}, at most 254 characters (RFC 5321, 4.5.3.1.3, less the brackets)
 */
public record Email(String text) {
    private static final int LONGEST = 254;
    /** Strict enough to keep out what could mean something elsewhere, such as line ends, quotes and brackets. */
    private static final Pattern FORM = Pattern.compile("[^\\s@\"'<>(),:;\\\\\\[\\]\\p{Cntrl}]{1,64}@"
            + "[\\p{L}\\p{M}\\p{Nd}]([\\p{L}\\p{M}\\p{Nd}.-]{0,251}[\\p{L}\\p{M}\\p{Nd}])?");

    /** @throws Refusal `BAD_PARAMETER` */
    public Email {
        text = text.strip().toLowerCase(Locale.ROOT);
        if (text.length() > LONGEST || !FORM.matcher(text).matches() || text.contains("..")) {
            throw new Refusal(
                    Refusal.Code.BAD_PARAMETER, "email: must be an address such as ann@example.org, or be left out");
        }
    }

    /** What stands behind the {@code @}. */
    public String domain() {
        return text.substring(text.lastIndexOf('@') + 1);
    }
}
