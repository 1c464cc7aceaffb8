package io.parley.people;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What authenticators are asked: 256 random bits (ASVS 5.0, 6.7.2) and until when, sealed with a key that all nodes have, together with what
 * it is asked for and who may answer. So nothing is kept of a question, however many are asked, and any node knows its own again, also after
 * a restart. That one is answered once is not its matter.
 *
 * <p>Any thread; asks nobody.
 */
public final class Challenges {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int RANDOM = 32;
    private static final int SEAL = 32;

    private final SecretKeySpec key;
    private final InstantSource clock;
    private final Supplier<String> random;

    /** @param random gives base64url texts of 256 random bits */
    public Challenges(byte[] key, InstantSource clock, Supplier<String> random) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.clock = clock;
        this.random = random;
    }

    /** What an answer is good for. */
    enum End {
        SIGN_IN,
        ADDING
    }

    /**
     * One of ours.
     *
     * @param digest by which it is remembered once it is answered
     * @param expires milliseconds since 1970
     */
    record Good(byte[] digest, long expires) {}

    /** 256 random bits, base64url. */
    String random() {
        return random.get();
    }

    /**
     * A new one, base64url.
     *
     * @param bound what has to be the same when it is answered
     */
    String ask(End end, Duration patience, String... bound) {
        var expires = clock.millis() + patience.toMillis();
        var bits = Base64.getUrlDecoder().decode(random.get());
        var challenge = ByteBuffer.allocate(Long.BYTES + RANDOM + SEAL).putLong(expires);
        challenge.put(bits, 0, RANDOM);
        challenge.put(seal(end, challenge.array(), bound));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(challenge.array());
    }

    /** Empty when it is none of ours, too old, for another end, or bound to something else. */
    Optional<Good> good(End end, String challenge, String... bound) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(challenge);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != Long.BYTES + RANDOM + SEAL) {
            return Optional.empty();
        }
        var shown = ByteBuffer.wrap(bytes);
        var expires = shown.getLong();
        var seal = new byte[SEAL];
        shown.get(Long.BYTES + RANDOM, seal);
        var ours = MessageDigest.isEqual(seal, seal(end, bytes, bound));
        // of the bytes: base64url writes some of them in more than one way
        return ours && expires > clock.millis()
                ? Optional.of(new Good(Tokens.digest(Base64.getEncoder().encodeToString(bytes)), expires))
                : Optional.empty();
    }

    /** Each part with its length, so that none can be taken for a part of its neighbour. */
    private byte[] seal(End end, byte[] challenge, String... bound) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((byte) end.ordinal());
            mac.update(challenge, 0, Long.BYTES + RANDOM);
            for (var part : bound) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
