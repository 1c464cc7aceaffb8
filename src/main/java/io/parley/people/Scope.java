package io.parley.people;

/** What may be done with a sign-in; a person at a browser has all that his role allows. */
public enum Scope {
    /** See what he sees. */
    READ,
    /** Say and change what he may. */
    WRITE,
    /** What administrators may, if he is one. */
    ADMIN
}
