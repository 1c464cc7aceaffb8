package io.parley.sql;

import io.parley.chat.Way;
import java.sql.SQLException;
import java.util.List;

/** Something the writer does in a transaction that it shares with others. All methods are called on the writer's thread. */
interface Work {
    /** The channels whose logs it may count up: locked before anything is done, in the order of their ids. */
    default List<String> channels() {
        return List.of();
    }

    /** Roughly the bytes it writes. */
    long weight();

    /** Asked in the order of the queue, before each try. False: it has been refused, and is not to be tried. */
    default boolean admitted() {
        return true;
    }

    /**
     * Does it. What it comes to is told by {@link #kept} only, since the transaction may fail; then it is done again in another one.
     * A {@link io.parley.people.Refusal} is an outcome, to be kept back until then too.
     */
    void perform(Transaction transaction) throws SQLException;

    /** The transaction is committed. */
    void kept();

    /** Told before {@link #kept}: when its transaction began, its COMMIT began, and that was done, by {@link Way#now}. */
    default void timed(Way way, long taken, long written, long committed) {
        // only what is kept in a channel's log is on its way to somebody
    }

    /** It was rolled back, or nobody knows. */
    void failed(Throwable cause);
}
