package io.parley.web;

import io.parley.people.Refusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bounds on what a request names. */
final class Parameters {
    private static final int LONGEST_ID = 64;
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

    /** @throws Refusal `BAD_PARAMETER` */
    static int number(String name, @Nullable String value, int least, int most, int usual) {
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
