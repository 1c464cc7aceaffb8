package io.parley.files;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a file is said to be.
 *
 * @param text as declared, cleaned; may be empty or no media type at all
 */
public record MediaType(String text) {
    private static final int LONGEST = 255;

    /** RFC 9110, 8.3.1, with parameters dropped. */
    private static final Pattern ESSENCE = Pattern.compile("\\s*([\\w.+!#$^-]+/[\\w.+!#$^-]+)\\s*(?:;.*)?");

    /** Images that carry no script; SVG does. */
    private static final Set<String> IMAGES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif");

    public MediaType {
        if (!Cleaned.text(text, LONGEST).equals(text)) {
            throw new IllegalArgumentException("not a clean media type");
        }
    }

    /** What remains of a type somebody declared. */
    public static MediaType of(String declared) {
        return new MediaType(Cleaned.text(declared, LONGEST));
    }

    /** Type and subtype in lower case, without parameters; `application/octet-stream` where the text is none. */
    public String essence() {
        var match = ESSENCE.matcher(text);
        return match.matches() ? match.group(1).toLowerCase(Locale.ROOT) : "application/octet-stream";
    }

    /** Whether a browser may show it in place; everything else is a download. */
    public boolean inline() {
        var essence = essence();
        return IMAGES.contains(essence) || essence.startsWith("audio/") || essence.startsWith("video/");
    }
}
