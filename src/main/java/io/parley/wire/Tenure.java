package io.parley.wire;

import io.parley.people.Refusal;
import io.parley.people.SignIns;
import io.parley.people.SignedIn;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Who is connected is in: his sign-in does not run out by idleness; where it ran out by age, he is sent away. (What is ended
 * on purpose is found at once, by {@link People}.)
 */
final class Tenure {
    private final SignIns signIns;

    Tenure(SignIns signIns) {
        this.signIns = signIns;
    }

    /** Asks the store once for all; blocks. Without a store nobody is sent away. */
    void look(Collection<Connection> connections) {
        var ids = connections.stream()
                .map(Connection::signIn)
                .filter(id -> !SignedIn.OPEN.equals(id))
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return;
        }
        try {
            var good = signIns.standing(ids);
            connections.stream()
                    .filter(connection -> ids.contains(connection.signIn()) && !good.contains(connection.signIn()))
                    .forEach(connection -> connection.outbox().cut(CloseCodes.RULE_BROKEN, "signed out"));
            signIns.seen(good);
        } catch (Refusal unavailable) {
            // it is asked again, and says itself that it does not answer
        }
    }
}
