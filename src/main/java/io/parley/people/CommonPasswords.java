package io.parley.people;

/** Passwords that attackers try first. */
@FunctionalInterface
public interface CommonPasswords {
    /** @param password in lower case */
    boolean has(String password);
}
