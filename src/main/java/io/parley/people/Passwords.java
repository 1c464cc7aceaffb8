package io.parley.people;

import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords so that whoever reads them cannot try many (Argon2id; ASVS 5.0, 11.4.2). Any thread; takes its time and
 * some MiB, so only a few run at once and the others wait.
 */
public interface Passwords {
    /**
     * With a salt of its own and all that is needed to verify it.
     *
     * @throws Refusal `BUSY` when too many wait
     */
    String hash(String password);

    /**
     * Whether the password has that hash. Costs the same where there is no hash to compare with: who asks learns
     * nothing from the time it takes.
     *
     * @param hash null: nobody has that name, and the answer is no
     * @throws Refusal `BUSY` when too many wait
     */
    boolean verify(String password, @Nullable String hash);
}
