package io.parley.people;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody signs in with, and is mentioned by: {@code @ann.lee}.
 *
 * @param text a lower-case letter or digit, then up to 31 of these and {@code . _ -}
 */
public record Handle(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");

    /** Mentions that mean many, and the server. */
    private static final Set<String> TAKEN = Set.of("channel", "here", "all", "everyone", "system");

    /** @throws Refusal `BAD_NAME`, saying what would be right */
    public Handle {
        if (!FORM.matcher(text).matches()) {
            throw new Refusal(
                    Refusal.Code.BAD_NAME,
                    "handle: 1 to 32 of a to z, 0 to 9 and . _ -, the first a letter or digit, are allowed");
        }
        if (TAKEN.contains(text)) {
            throw new Refusal(Refusal.Code.BAD_NAME, "handle: @" + text + " means others; choose another one");
        }
    }
}
