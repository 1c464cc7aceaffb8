package io.parley.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A database the store can live in: how it is connected to, shaped and kept in health. One per dialect. */
public interface Database {
    /** What and where it is, for a log line. */
    String describe();

    /** Connections that write, set up so that a COMMIT is durable. */
    DataSource writing();

    /** Connections that cannot write. */
    DataSource reading();

    /** What begins a transaction of the writer, holding its lock from the start. */
    String begin();

    /**
     * Reads back the settings that make a COMMIT durable.
     *
     * @throws IllegalStateException in one line, naming the setting that does not hold
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

        /** Ends it, after the last connection of the store was closed. */
        @Override
        void close();
    }
}
