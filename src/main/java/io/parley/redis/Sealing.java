package io.parley.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes of a text something that only nodes on the same database can read or make, and only at its {@link Place}: AES-256-GCM.
 *
 * <p>Sealed bytes: format version 1 (one byte), the sender (16), a random nonce (12), the encrypted text and its tag (16). Each sender,
 * one run of one node, has a key of its own, derived from the database's secret by HMAC-SHA256: so the 2³² texts for which random nonces
 * are safe (NIST SP 800-38D, 8.3) are for each run and not for the life of the database, and no key has ever to be rotated. Any thread.
 */
public final class Sealing {
    static final int SENDER = 16;
    /** Bytes by which what is sealed is longer than the text. */
    static final int OVERHEAD = 1 + SENDER + 12 + 16;

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec secret;
    private final RandomGenerator random;
    private final byte[] sender = new byte[SENDER];
    private final SecretKeySpec own;
    private final AtomicLong refused = new AtomicLong();

    /**
     * @param secret the same on every node of a database, 32 bytes
     * @param random not to be guessed, and safe for any thread
     */
    public Sealing(byte[] secret, RandomGenerator random) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("secret: must have 32 bytes");
        }
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
        this.random = random;
        random.nextBytes(sender);
        this.own = key(sender);
    }

    /** How many were given that nobody of this database sealed for their place, or that came again. */
    public long refused() {
        return refused.get();
    }

    /** @param text is not changed */
    byte[] seal(Place place, byte[] text) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var head = ByteBuffer.allocate(OVERHEAD + text.length)
                .put(VERSION)
                .put(sender)
                .put(nonce);
        try {
            head.put(cipher(Cipher.ENCRYPT_MODE, own, nonce, place).doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM", e);
        }
        return head.array();
    }

    /** What was sealed for that place; empty, and counted, when nobody of this database did. */
    Optional<Opened> open(Place place, byte[] sealed) {
        if (sealed.length < OVERHEAD || sealed[0] != VERSION) {
            refuse();
            return Optional.empty();
        }
        var from = Arrays.copyOfRange(sealed, 1, 1 + SENDER);
        var nonce = Arrays.copyOfRange(sealed, 1 + SENDER, 1 + SENDER + NONCE);
        try {
            var text = cipher(Cipher.DECRYPT_MODE, Arrays.equals(from, sender) ? own : key(from), nonce, place)
                    .doFinal(sealed, 1 + SENDER + NONCE, sealed.length - 1 - SENDER - NONCE);
            return Optional.of(new Opened(ByteBuffer.wrap(from), text));
        } catch (GeneralSecurityException forged) {
            refuse();
            return Optional.empty();
        }
    }

    /** Whether this node sealed it, as far as can be seen without opening it. */
    boolean own(byte[] sealed) {
        return sealed.length >= OVERHEAD && Arrays.equals(sealed, 1, 1 + SENDER, sender, 0, SENDER);
    }

    /** A name for something whose own shows too much; the same on every node. */
    String name(String of) {
        return HexFormat.of().formatHex(hmac("parley name 1", of.getBytes(StandardCharsets.UTF_8)), 0, SENDER);
    }

    void refuse() {
        refused.incrementAndGet();
    }

    private SecretKeySpec key(byte[] of) {
        return new SecretKeySpec(hmac("parley sealing 1", of), "AES");
    }

    private byte[] hmac(String purpose, byte[] of) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(of);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, Place place)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.bytes());
        return cipher;
    }

    /** @param sender says whose it is: one run of one node */
    record Opened(ByteBuffer sender, byte[] text) {}
}
