package io.parley.people;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody's authenticator app: RFC 6238 once more, from the letter, with nothing of the product in it. */
public record App(String secret) {
    /** What it shows at that time, in milliseconds since 1970. */
    public String shows(long millis) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes(), "HmacSHA1"));
            var hash =
                    mac.doFinal(ByteBuffer.allocate(8).putLong(millis / 30_000).array());
            var offset = hash[19] & 15;
            var number = (hash[offset] & 127) << 24
                    | (hash[offset + 1] & 255) << 16
                    | (hash[offset + 2] & 255) << 8
                    | hash[offset + 3] & 255;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] bytes() {
        var bits = new StringBuilder();
        for (var letter : secret.toCharArray()) {
            var value = letter >= 'A' ? letter - 'A' : letter - '2' + 26;
            bits.append(Integer.toBinaryString(32 + value).substring(1));
        }
        var bytes = new byte[bits.length() / 8];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }
}
