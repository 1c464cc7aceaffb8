package io.parley.web;

import io.parley.people.Refusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bounds on what a request names. */
final class Parameters {
    private static final int LONGEST_ID = 64;
    /** Entries of a page when nobody says how many, and at most. */
    private static final int USUAL = 50;

    static final int MOST = 200;
    /** Characters of what is looked for. */
    private static final int LONGEST_QUERY = 100;
    /** Characters of what says where a page ended. */
    private static final int LONGEST_PLACE = 2_000;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private static final Pattern SEQ = Pattern.compile("[1-9][0-9]{0,17}");

    private Parameters() {}

    /** @throws Refusal `BAD_PARAMETER` */
    static void id(String name, String value) {
        if (value.isEmpty() || value.length() > LONGEST_ID) {
            throw new Refusal(
                    Refusal.Code.BAD_PARAMETER, name + ": must be an id of 1 to " + LONGEST_ID + " characters");
        }
    }

    /** A place in a channel. @throws Refusal `BAD_PARAMETER` */
    static long seq(String name, String value) {
        if (SEQ.matcher(value).matches()) {
            return Long.parseLong(value);
        }
        throw new Refusal(Refusal.Code.BAD_PARAMETER, name + ": must be a seq that the server gave");
    }

    /** How many entries a page shall have. @throws Refusal `BAD_PARAMETER` */
    static int limit(@Nullable String value) {
        return number("limit", value, 1, MOST, USUAL);
    }

    /** What is looked for. @throws Refusal `BAD_PARAMETER` */
    static String query(String value) {
        return bounded("query", value, LONGEST_QUERY);
    }

    /** Where a page ended, as the server said; null: nowhere yet. @throws Refusal `BAD_PARAMETER` */
    static @Nullable String after(@Nullable String value) {
        return value == null ? null : bounded("after", value, LONGEST_PLACE);
    }

    private static String bounded(String name, String value, int longest) {
        if (value.length() > longest) {
            throw new Refusal(Refusal.Code.BAD_PARAMETER, name + ": at most " + longest + " characters are allowed");
        }
        return value;
    }

    private static int number(String name, @Nullable String value, int least, int most, int usual) {
        if (value == null) {
            return usual;
        }
        if (NUMBER.matcher(value).matches()) {
            var number = Integer.parseInt(value);
            if (least <= number && number <= most) {
                return number;
            }
        }
        throw new Refusal(Refusal.Code.BAD_PARAMETER, name + ": must be a whole number from " + least + " to " + most);
    }
}
