package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A node that ends sends everybody away, whoever does not go. */
class DrainTest {
    /** What an operator is promised, the closing of the store included: so much is left for that. */
    private static final Duration PROMISED = Duration.ofSeconds(10);

    private static final Duration STORE = Duration.ofSeconds(2);

    private final Protocol1 dialect = new Protocol1(Peers.JSON);
    private final List<Connection> open = new ArrayList<>();
    private final List<Runnable> underWay = new ArrayList<>();
    private Duration waited = Duration.ZERO;
    /** What happens while the drain waits the next time. */
    private Runnable meanwhile = () -> {};

    private final Drain drain = new Drain(
            () -> open,
            finished -> List.copyOf(open).forEach(connection -> whenIdle(connection, finished)),
            connection -> connection.dialect() == dialect,
            new Random(1),
            this::until);

    private void whenIdle(Connection connection, Consumer<Connection> finished) {
        underWay.add(() -> finished.accept(connection));
    }

    /** Time passes only where nothing happens that ends the wait. */
    private boolean until(Duration patience, BooleanSupplier condition) {
        meanwhile.run();
        if (!condition.getAsBoolean()) {
            waited = waited.plus(patience);
        }
        return condition.getAsBoolean();
    }

    private FarEnd connect(FarEnd peer) {
        open.add(Peers.connection("c" + open.size(), Peers.ANN, dialect, peer, () -> Instant.EPOCH));
        return peer;
    }

    @Test
    void whoever_is_stuck_a_node_is_gone_in_the_time_that_is_promised() {
        var deaf = connect(new FarEnd().slow());
        var busy = connect(new FarEnd());
        drain.run();
        assertTrue(waited.plus(STORE).compareTo(PROMISED) <= 0, "waited " + waited);
        assertTrue(waited.compareTo(Duration.ofSeconds(4)) > 0, "nobody is cut at once: " + waited);
        assertEquals(List.of("1001 restarting"), busy.closes(), "what it said is still under way");
        assertEquals(1, deaf.frames().size(), "one that takes no frame gets none behind it");
        System.out.println("a drain of the stuck takes " + waited);
    }

    @Test
    void who_goes_when_told_is_waited_for_no_longer() {
        var peer = connect(new FarEnd());
        meanwhile = open::clear;
        drain.run();
        assertEquals(Duration.ZERO, waited);
        var told = peer.frames();
        assertEquals(1, told.size());
        assertTrue(told.getFirst().startsWith("{\"type\":\"goaway\",\"after\":"), told.getFirst());
        assertEquals(List.of(), peer.closes());
    }

    @Test
    void what_is_under_way_is_finished_before_the_goodbye() {
        var peer = connect(new FarEnd());
        meanwhile = () -> {
            if (!underWay.isEmpty()) {
                assertEquals(List.of(), peer.closes());
                underWay.removeFirst().run();
                assertEquals(List.of("1001 restarting"), peer.closes());
                open.clear();
            }
        };
        drain.run();
        assertEquals(List.of("1001 restarting"), peer.closes());
    }
}
