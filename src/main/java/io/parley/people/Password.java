package io.parley.people;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What a password has to be: long enough and not what everybody takes; what it is made of is nobody's business (ASVS 5.0, 6.2).
 *
 * @param text as it is hashed: NFC, so that it is the same from every keyboard (RFC 8265, 4.2)
 */
public record Password(String text) {
    /** Characters (code points). */
    public static final int SHORTEST = 8;

    public static final int LONGEST = 256;

    public Password {
        text = Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /**
     * One that somebody chooses.
     *
     * @throws Refusal `BAD_PASSWORD`, saying what would be right
     */
    public static Password chosen(String text, CommonPasswords common) {
        var password = new Password(text);
        var length = password.text.codePointCount(0, password.text.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new Refusal(
                    Refusal.Code.BAD_PASSWORD,
                    "password: has " + length + " characters; " + SHORTEST + " to " + LONGEST + " are allowed");
        }
        if (common.has(password.text.toLowerCase(Locale.ROOT))) {
            throw new Refusal(
                    Refusal.Code.BAD_PASSWORD,
                    "password: is one of those that everybody takes and attackers try first; choose another one");
        }
        return password;
    }

    /** Not the password. */
    @Override
    public String toString() {
        return "Password";
    }
}
