package io.parley.sql;

import io.parley.people.Role;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Somebody who may sign in.
 *
 * @param person his id
 */
record Standing(String person, Role role) {
    /** None: nobody, or no more. */
    static Optional<Standing> of(Session session, String person) throws SQLException {
        return session.one(
                "SELECT role FROM person WHERE id = ? AND active = 1",
                row -> new Standing(person, Role.of(row.getString(1)).orElse(Role.GUEST)),
                person);
    }

    boolean guest() {
        return role == Role.GUEST;
    }

    /** Whether he says how the channel is, if he is in it. */
    boolean governs(ChannelRow channel) {
        return role.administers() || (person.equals(channel.creator()) && !guest());
    }
}
