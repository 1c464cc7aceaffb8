package io.parley.argon2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
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

    /** Of what ships, and of others: a hash that was made by other parameters stays good. */
    @Test
    void hashes_of_the_reference_implementation_are_verified() {
        // echo -n password | argon2 somesalt -id -t 2 -p 1 -k 19456, and twice with -k 256, once of them with -p 2
        for (var hash : List.of(
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$PL01amPyeUuxG7H0vIr5X+qHkZvWnHmGBGXFYvh8z2E",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc")) {
            assertTrue(passwords.verify("password", hash), hash);
            assertFalse(passwords.verify("passwore", hash), hash);
        }
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
