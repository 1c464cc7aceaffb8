package io.parley;

/** How people prove who they are: the values of {@code parley.signin}. */
public enum SignIn {
    /** A name is enough; anybody who reaches the server may take any. */
    OPEN,
    /** People have accounts and passwords, which the store keeps. */
    ACCOUNTS
}
