package io.parley.chat;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * An upload that a message is to carry.
 *
 * @param id of the author's upload
 * @param alt what it shows, in words, on one line; null for none
 */
@JsonbPropertyOrder({"id", "alt"})
public record Enclosure(String id, @Nullable String alt) {
    public Enclosure {
        alt = alt == null || alt.isBlank() ? null : oneLine(alt);
    }

    public static Enclosure of(String id) {
        return new Enclosure(id, null);
    }

    /** Nothing that controls: a database may not take it, and no reader aloud can say it. */
    private static String oneLine(String text) {
        return text.strip()
                .codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
