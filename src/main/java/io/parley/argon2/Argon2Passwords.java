package io.parley.argon2;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.parley.people.Passwords;
import io.parley.people.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * By password4j. The parameters are the second of OWASP's equals (19 MiB, two passes, one lane); each hash names its own, so that
 * others may be taken later.
 */
public final class Argon2Passwords implements Passwords {
    /** At once: more would only take memory and processors from those who talk. */
    private static final int AT_ONCE = 2;
    /** Those beyond are told to come again, so that they do not hold all of the container's threads. */
    private static final int WAITING = 30;

    private static final long PATIENCE_SECONDS = 10;

    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final Argon2Function function = Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final SecureRandom random;
    private final Semaphore running = new Semaphore(AT_ONCE, true);
    /** What an unknown name's password is compared with: the hash of something nobody knows. */
    private final String decoy;

    public Argon2Passwords(SecureRandom random) {
        this.random = random;
        // not computed: a start should not wait for it, and no password has it anyway
        this.decoy = "$argon2id$v=19$m=" + KIBIBYTES + ",t=" + PASSES + ",p=" + LANES + "$" + text(bytes(SALT_BYTES))
                + "$" + text(bytes(HASH_BYTES));
    }

    @Override
    public String hash(String password) {
        return alone(() -> function.hash(utf8(password), bytes(SALT_BYTES)).getResult());
    }

    @Override
    public boolean verify(String password, @Nullable String hash) {
        var compared = hash == null ? decoy : hash;
        var right = alone(() -> Argon2Function.getInstanceFromHash(compared).check(utf8(password), utf8(compared)));
        return right && hash != null;
    }

    private <T> T alone(Supplier<T> work) {
        try {
            if (running.getQueueLength() >= WAITING || !running.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Refusal(Refusal.Code.BUSY, "Too many sign in at once. Try again in a moment.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.Code.BUSY, "The server is going away. Try again.");
        }
        try {
            return work.get();
        } finally {
            running.release();
        }
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
