package io.parley.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** A database the store can live in: how it is connected to, shaped and kept in health. One per dialect. */
public interface Database {
    /** What and where it is, for a log line. */
    String describe();

    /** Connections that write, set up so that a COMMIT is durable. */
    DataSource writing();

    /** Connections that bring it to its shape, with all the time that takes. */
    default DataSource migrating() {
        return writing();
    }

    /** Connections that cannot write. */
    DataSource reading();

    /** Connections that read at once, at most. */
    int readers();

    /** What begins a transaction of the writer; it waits for locks some seconds at most. */
    String begin();

    /**
     * What locks the rows of those channels, given as an array of ids, in the order of their ids and up to the end of the
     * writer's transaction. Empty where {@link #begin} has locked everything.
     */
    Optional<String> lock();

    /** What makes the transaction that it begins with read one state of the database; empty where each does. */
    Optional<String> snapshot();

    /** Whether other nodes may use it at the same time. */
    boolean shared();

    /**
     * Reads back what makes a database fit, and a COMMIT durable.
     *
     * @throws IllegalStateException in one line, naming what does not hold
     */
    void assertDurable(Connection writing) throws SQLException;

    /** The resource folder of its migrations. */
    String migrationFolder();

    /** The migrations in that folder: named, so that nobody has to search a class path for them. */
    List<String> migrations();

    /**
     * Begins what has to be done besides reading and writing. Called once, after the migrations.
     *
     * @throws SQLException when what the database holds cannot be made durable
     */
    Upkeep upkeep() throws SQLException;

    /** What keeps a database in health while it is written. */
    interface Upkeep extends AutoCloseable {
        /**
         * Told by the writer after each COMMIT and its receipts, roughly how many bytes it wrote. Returns at once, but where the
         * writer has to stand aside for a moment.
         */
        void wrote(long bytes);

        /** Ends it, and whatever the driver has begun, after the last connection of the store was closed. */
        @Override
        void close();
    }
}
