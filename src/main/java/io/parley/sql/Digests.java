package io.parley.sql;

import io.parley.chat.Draft;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

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
            case Draft.Delete delete -> {
                mac.update((byte) 'd');
                number(mac, delete.message());
            }
            case Draft.OfChannel change -> ofChannel(mac, change);
        }
        return Arrays.copyOf(mac.doFinal(body), LENGTH);
    }

    byte[] of(String text) {
        var mac = mac();
        text(mac, text);
        return Arrays.copyOf(mac.doFinal(), LENGTH);
    }

    private static void ofChannel(Mac mac, Draft.OfChannel change) {
        switch (change) {
            case Draft.Create create ->
                texts(mac, 'c', create.name().text(), create.kind(), create.topic(), create.description());
            case Draft.Alter alter ->
                texts(
                        mac,
                        'a',
                        alter.name() == null ? null : alter.name().text(),
                        alter.topic(),
                        alter.description(),
                        alter.archived(),
                        alter.posting(),
                        alter.byDefault());
            case Draft.Join join -> texts(mac, 'j');
            case Draft.Leave leave -> texts(mac, 'l');
            case Draft.Add add -> texts(mac, 'm', add.people().toArray());
            case Draft.Remove remove -> texts(mac, 'r', remove.person());
        }
    }

    private static void texts(Mac mac, char kind, @Nullable Object... parts) {
        mac.update((byte) kind);
        number(mac, parts.length);
        for (var part : parts) {
            mac.update((byte) (part == null ? 0 : 1));
            text(mac, String.valueOf(part));
        }
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
