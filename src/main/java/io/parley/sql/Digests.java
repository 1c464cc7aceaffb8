package io.parley.sql;

import io.parley.chat.Draft;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Digests of what drafts say, by which a repeated draft is told from another one of the same cid. Keyed, so that a receipt that
 * outlives its message does not tell what the message was. Any thread.
 */
final class Digests {
    private static final String ALGORITHM = "HmacSHA256";

    /** Bytes kept of each. */
    private static final int LENGTH = 16;

    private final SecretKeySpec key;

    Digests(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    byte[] of(Draft draft, byte[] body) {
        var mac = mac();
        switch (draft) {
            case Draft.Post post -> {
                mac.update((byte) 'p');
                number(mac, post.files().size());
                for (var file : post.files()) {
                    text(mac, file.id());
                    text(mac, file.alt() == null ? "" : file.alt());
                }
            }
            case Draft.Edit edit -> {
                mac.update((byte) 'e');
                number(mac, edit.message());
            }
        }
        return Arrays.copyOf(mac.doFinal(body), LENGTH);
    }

    byte[] of(String text) {
        var mac = mac();
        text(mac, text);
        return Arrays.copyOf(mac.doFinal(), LENGTH);
    }

    private static void text(Mac mac, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        number(mac, bytes.length);
        mac.update(bytes);
    }

    private static void number(Mac mac, long number) {
        mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    }

    private Mac mac() {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
