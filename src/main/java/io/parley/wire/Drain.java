package io.parley.wire;

import io.parley.chat.Event;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How a node sends everybody away: who comes back by itself is told when, each at its own moment, and goes; what is under way is
 * finished; who is still there then is closed.
 */
final class Drain {
    private static final System.Logger LOG = System.getLogger(Drain.class.getName());

    /** In which clients that come back are told to come, one by one. */
    private static final Duration RETURN = Duration.ofSeconds(2);
    /** What a frame of goodbye is given on its way there and back. */
    private static final Duration GOODBYE = Duration.ofSeconds(1);
    /** What sends under way are given to be kept and answered. */
    private static final Duration FINISH = Duration.ofSeconds(3);

    private final Supplier<Collection<Connection>> open;
    private final Consumer<Consumer<Connection>> finishing;
    private final Predicate<Connection> returns;
    private final RandomGenerator random;
    private final Waiting waiting;

    /** Waits until something is true. */
    @FunctionalInterface
    interface Waiting {
        /** @return whether it became true in that time */
        boolean until(Duration patience, BooleanSupplier condition);
    }

    /**
     * @param open those that are open now
     * @param finishing tells of each open connection when nothing that was said on it is under way
     * @param returns whether a client understands `goaway`
     */
    Drain(
            Supplier<Collection<Connection>> open,
            Consumer<Consumer<Connection>> finishing,
            Predicate<Connection> returns,
            RandomGenerator random,
            Waiting waiting) {
        this.open = open;
        this.finishing = finishing;
        this.returns = returns;
        this.random = random;
        this.waiting = waiting;
    }

    /** Returns when they are gone, after some seconds at most. */
    void run() {
        open.get().stream()
                .filter(returns)
                .forEach(connection -> connection.answer(new Event.GoAway(random.nextLong(RETURN.toMillis()))));
        waiting.until(RETURN.plus(GOODBYE), () -> open.get().stream().noneMatch(returns));
        finishing.accept(Drain::sayGoodbye);
        if (waiting.until(FINISH, this::isDone)) {
            return;
        }
        var late = open.get();
        LOG.log(Level.INFO, "{0} connections did not take their goodbye in time", late.size());
        late.forEach(Drain::sayGoodbye);
        waiting.until(GOODBYE, this::isDone);
    }

    private boolean isDone() {
        return open.get().isEmpty();
    }

    private static void sayGoodbye(Connection connection) {
        connection.outbox().close(CloseCodes.GOING_AWAY, "restarting");
    }
}
