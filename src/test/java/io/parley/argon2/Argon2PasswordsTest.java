package io.parley.argon2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** ASVS 5.0, 11.4.2: passwords are kept by a key derivation function that costs whoever guesses. */
class Argon2PasswordsTest {
    private final Argon2Passwords passwords = new Argon2Passwords(new SecureRandom());

    @Test
    void a_password_is_known_again_and_no_other_is() {
        var hash = passwords.hash("correct horse \u00e4");
        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
        assertTrue(passwords.verify("correct horse \u00e4", hash));
        assertFalse(passwords.verify("correct horse a", hash));
        assertFalse(passwords.verify("", hash));
        assertNotEquals(hash, passwords.hash("correct horse \u00e4"));
    }

    @Test
    void a_hash_of_the_reference_implementation_is_verified() {
        // argon2 from the password hashing competition: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 24
        // (test.c)
        var hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertTrue(passwords.verify("password", hash));
        assertFalse(passwords.verify("passwore", hash));
    }

    @Test
    void an_unknown_name_costs_as_much_as_a_known_one() {
        var hash = passwords.hash("some password");
        var begun = System.nanoTime();
        assertFalse(passwords.verify("some passwore", hash));
        var known = System.nanoTime();
        assertFalse(passwords.verify("some passwore", null));
        System.out.printf(
                "a wrong password: %d ms, of nobody: %d ms%n",
                TimeUnit.NANOSECONDS.toMillis(known - begun), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - known));
        assertEquals(97, hash.length(), "as long as the decoy");
    }
}
