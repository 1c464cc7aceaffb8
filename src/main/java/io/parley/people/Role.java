package io.parley.people;

import java.util.Locale;
import java.util.Optional;

/** What somebody may do here, the most first. No role reads a channel that its person is not in. */
public enum Role {
    /** Everything; there is always one at least. */
    OWNER,
    /** Invites, and governs whoever is less. */
    ADMIN,
    MEMBER,
    /** Only the channels he was added to, and the people in them. */
    GUEST;

    /** As in JSON and in the store. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that {@link #wireName}. */
    public static Optional<Role> of(String wireName) {
        for (var role : values()) {
            if (role.wireName().equals(wireName)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** Whether he is an administrator, as owners are too. */
    public boolean administers() {
        return this == OWNER || this == ADMIN;
    }

    /** Whether he may change what that one is: administrators whoever is less than they, owners everybody. */
    public boolean governs(Role other) {
        return this == OWNER || (this == ADMIN && other.compareTo(this) > 0);
    }

    /** Whether he may make somebody that: at most what he is himself. */
    public boolean grants(Role role) {
        return administers() && role.compareTo(this) >= 0;
    }
}
