package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Refusal;
import io.parley.people.SignIns;
import io.parley.people.SignedIn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** ASVS 5.0, 7.3.1 and 7.3.2: who stays connected too. */
class TenureTest {
    private final Set<String> good = new HashSet<>(Set.of("s1", "s2"));
    private final List<Collection<String>> seen = new ArrayList<>();
    private boolean away;

    private final Tenure tenure = new Tenure(new SignIns() {
        @Override
        public boolean standing(String signIn) {
            if (away) {
                throw new Refusal(Refusal.Code.UNAVAILABLE, "away");
            }
            return good.contains(signIn);
        }

        @Override
        public void seen(Collection<String> signIns) {
            seen.add(Set.copyOf(signIns));
        }
    });

    private final Connection first = connection("s1");
    private final Connection second = connection("s2");
    private final Connection open = connection(SignedIn.OPEN);
    private final List<Connection> all = List.of(first, second, open);

    private static Connection connection(String signIn) {
        return new Connection(
                signIn,
                new SignedIn(Peers.ANN, signIn),
                new Protocol1(Peers.JSON),
                new FarEnd(),
                Framing.TEXT,
                () -> Instant.EPOCH,
                Runnable::run,
                drained -> {},
                Outbox.CAPACITY);
    }

    @Test
    void who_is_connected_is_in_use_and_whose_sign_in_is_too_old_is_sent_away() {
        tenure.look(all);
        assertEquals(List.of(Set.of("s1", "s2")), seen);
        good.remove("s1");
        tenure.look(all);
        assertTrue(first.outbox().isCut());
        assertFalse(second.outbox().isCut());
        assertFalse(open.outbox().isCut());
        assertEquals(Set.of("s2"), seen.getLast());
    }

    @Test
    void while_the_store_is_away_nobody_is_sent_away() {
        away = true;
        tenure.look(all);
        assertFalse(first.outbox().isCut());
        assertEquals(List.of(), seen);
    }
}
