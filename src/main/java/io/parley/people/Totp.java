package io.parley.people;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that an authenticator app shows, each for 30 seconds (RFC 6238). SHA-1 and six digits, as every app has them: some silently ignore
 * that another digest is asked for. What is known against SHA-1 does not touch its HMAC.
 */
final class Totp {
    /** Of a secret, as RFC 4226 (4, R6) recommends. */
    static final int SECRET_BYTES = 20;

    private static final long STEP_MILLIS = 30_000;
    /** Steps before and after the present one, for clocks that go wrong and people who type slowly (RFC 6238, 5.2). */
    private static final int WINDOW = 1;

    private static final int DIGITS = 6;
    /** For the eight digits of the RFC's examples, of which apps show the last six. */
    private static final int MODULUS = 100_000_000;

    private Totp() {}

    /**
     * Which step that is the code of: the present one, the one before or the one after.
     *
     * @param millis since 1970
     * @return empty: of none
     */
    static OptionalLong step(byte[] secret, String code, long millis) {
        var given = code.getBytes(StandardCharsets.UTF_8);
        var present = Math.floorDiv(millis, STEP_MILLIS);
        var found = OptionalLong.empty();
        for (var step = present - WINDOW; step <= present + WINDOW; step++) {
            // all of them, each to its end: the time it takes tells nothing
            if (MessageDigest.isEqual(code(secret, step, DIGITS).getBytes(StandardCharsets.UTF_8), given)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** The code of one step (RFC 4226, 5.3). */
    static String code(byte[] secret, long step, int digits) {
        var hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        var offset = hash[hash.length - 1] & 0xf;
        var number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
        return "%08d".formatted(number % MODULUS).substring(8 - digits);
    }

    private static byte[] hmac(byte[] secret, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            return mac.doFinal(text);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1, and takes any key", e);
        }
    }

    /**
     * What an app reads from a QR code or opens as a link.
     *
     * @param account as the app shows it beside the code
     */
    static String uri(byte[] secret, String account) {
        var label = URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/Parley:" + label + "?secret=" + Base32.encode(secret) + "&issuer=Parley";
    }
}
