package io.parley.authority;

import java.util.Optional;

/** Who tries; in the order of a table's columns. */
enum Actor {
    NOBODY("member", 0, false, false),
    GUEST_OUTSIDE("guest", 1, false, true),
    MEMBER_OUTSIDE("member", 1, false, true),
    MEMBER("member", 1, true, true),
    ADMIN_OUTSIDE("admin", 1, false, true),
    ADMIN("admin", 1, true, true),
    DEACTIVATED("member", 0, true, true),
    /** By a sign-in that was revoked. */
    REVOKED("member", 1, true, false),
    /** Nobody but for the link of an invitation that is too old. */
    INVITED_ONCE("member", 0, false, false);

    private final String role;
    private final int active;
    private final boolean inside;
    private final boolean signedIn;

    /**
     * @param inside whether he is in the cell's channels
     * @param signedIn whether there is a row of his sign-in
     */
    Actor(String role, int active, boolean inside, boolean signedIn) {
        this.role = role;
        this.active = active;
        this.inside = inside;
        this.signedIn = signedIn;
    }

    String role() {
        return role;
    }

    int active() {
        return active;
    }

    boolean inside() {
        return inside;
    }

    boolean signedIn() {
        return signedIn;
    }

    /** Whether a socket opens for him. */
    boolean connects() {
        return signedIn && active == 1;
    }

    /** Whether he must not be able to tell a private channel he is not in from none. */
    boolean outside() {
        return connects() && !inside;
    }

    Optional<String> cookie(Cell cell) {
        return this == NOBODY || this == INVITED_ONCE ? Optional.empty() : Optional.of("parley=" + cell.token());
    }
}
