package io.parley.web;

import io.parley.json.Malformed;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes in JSON: base64url, as browsers write them in what authenticators say. */
final class Bytes {
    private Bytes() {}

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * @param longest characters
     * @throws Malformed naming the member
     */
    static byte[] of(String name, @Nullable String text, int longest) {
        try {
            return Base64.getUrlDecoder().decode(Members.text(name, text, longest));
        } catch (IllegalArgumentException e) {
            throw new Malformed(name + ": must be base64url");
        }
    }
}
