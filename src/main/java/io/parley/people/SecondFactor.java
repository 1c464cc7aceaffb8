package io.parley.people;

/** Who has to have a second factor: an authenticator app, or a passkey, which is both factors at once. */
public enum SecondFactor {
    /** Nobody; who likes has one. */
    OFFERED,
    /** Administrators and owners. */
    ADMINISTRATORS,
    /** Everybody. */
    REQUIRED;

    public boolean demandedOf(Role role) {
        return this == REQUIRED || (this == ADMINISTRATORS && role.administers());
    }
}
