package io.parley.people;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of himself for a while: "on holiday".
 *
 * @param emoji at most {@value #LONGEST_EMOJI} characters (UTF-16 units); absent when there is none
 * @param text at most {@value #LONGEST_TEXT}; absent when there is none
 * @param until milliseconds since 1970 when it ends: whoever shows it has to look; absent: it stays
 */
@JsonbPropertyOrder({"emoji", "text", "until"})
public record Status(
        @Nullable String emoji,
        @Nullable String text,
        @Nullable Long until) {
    public static final int LONGEST_EMOJI = 32;
    public static final int LONGEST_TEXT = 200;

    /** @throws IllegalArgumentException naming the member that is wrong */
    public Status {
        check("emoji", emoji, LONGEST_EMOJI);
        check("text", text, LONGEST_TEXT);
    }

    /** Whether it says nothing. */
    boolean blank() {
        return (emoji == null || emoji.isBlank()) && (text == null || text.isBlank());
    }

    private static void check(String member, @Nullable String text, int longest) {
        if (text != null && (text.length() > longest || text.codePoints().anyMatch(Character::isISOControl))) {
            throw new IllegalArgumentException(
                    "status." + member + ": at most " + longest + " characters without line ends are allowed");
        }
    }
}
