package io.parley.sql;

import io.parley.people.Refusal;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jdbi.v3.core.JdbiException;

/** Whether the store answers: what it says of itself in the log (once when it begins to fail, once when it works again), and to users. */
final class Condition {
    private static final System.Logger LOG = System.getLogger(Condition.class.getName());

    /** Of SQLSTATEs: connection exceptions, and a server that was told to shut down, has crashed or is starting. */
    private static final Pattern LOST = Pattern.compile("08...|57P0[123]");

    /** Those too, and transactions ended for another one's sake. */
    private static final Pattern PASSING = Pattern.compile(LOST + "|40...");

    private final String store;
    private final AtomicBoolean failing = new AtomicBoolean();

    Condition(String store) {
        this.store = store;
    }

    void works() {
        if (failing.get() && failing.compareAndSet(true, false)) {
            LOG.log(Level.INFO, "The store works again, {0}", store);
        }
    }

    void fails(Throwable cause) {
        if (failing.compareAndSet(false, true)) {
            LOG.log(Level.ERROR, "The store fails, " + store, cause);
        }
    }

    /** Whether the store is at fault, not a user and not the code. */
    static boolean isTheStores(Throwable cause) {
        return cause instanceof SQLException || cause instanceof JdbiException;
    }

    /** Whether the same may well succeed at once: the connection was lost, or another transaction was in the way. */
    static boolean passes(Throwable failure) {
        return is(failure, PASSING);
    }

    /** Whether the connection was lost, or could not be made; not, whether the database did what it was asked for. */
    static boolean isLostConnection(Throwable failure) {
        return is(failure, LOST);
    }

    private static boolean is(Throwable failure, Pattern states) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && states.matcher(state(sql)).matches()) {
                return true;
            }
        }
        return false;
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }

    /** What a user is told: the store's faults without detail, everything else as it is. */
    static Throwable told(Throwable cause) {
        return isTheStores(cause) ? unavailable() : cause;
    }

    static Refusal unavailable() {
        return new Refusal(
                Refusal.Code.UNAVAILABLE, "The store does not answer; whether this was kept is unknown. Try again.");
    }
}
