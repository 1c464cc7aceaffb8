package io.parley.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * A PostgreSQL database, 14 or newer, which many nodes may use at the same time.
 *
 * <p>Transactions of writers are READ COMMITTED: first they lock the rows of their channels, so that each statement after that
 * sees all that was committed before. Readers' are REPEATABLE READ, one state each.
 *
 * <p>A dead database is noticed within seconds: an answer is awaited for {@value #SOCKET} s, a lock for less. A node that
 * stands still in a transaction loses it, and its locks, after {@value #IDLE} s.
 *
 * <p>Everything is set for a transaction, nothing for a session, so that PgBouncer may pool transactions. (Where it is older than
 * 1.21, or its {@code max_prepared_statements} is 0, the URL needs {@code prepareThreshold=0}.)
 */
public final class Postgres implements Database {
    private static final int OLDEST = 14;

    /** Seconds a connection may take to be made. */
    private static final int CONNECT = 5;

    /** Seconds until an answer must have come. */
    private static final int SOCKET = 10;

    /** Seconds a writer waits for a lock that another node holds; shorter than {@link #SOCKET}. */
    private static final int LOCK = 7;

    /** Seconds a transaction may do nothing. */
    private static final int IDLE = 15;

    /**
     * No statement_timeout for writers, whatever an administrator has set: it would end the wait of a COMMIT for a synchronous
     * standby by calling it done.
     */
    private static final String BEGIN =
            "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; " + local("statement_timeout", 0)
                    + local("lock_timeout", LOCK) + local("idle_in_transaction_session_timeout", IDLE);

    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; "
            + local("statement_timeout", SOCKET) + local("idle_in_transaction_session_timeout", IDLE);

    /** Only the rows' counters change, so that others may go on to refer to the channels. */
    private static final String LOCK_CHANNELS =
            "SELECT id FROM channel WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE";

    private static final String FITNESS = "SELECT current_setting('server_version_num')::int / 10000 AS version,"
            + " current_setting('server_version') AS named, current_setting('fsync') AS fsync,"
            + " current_setting('synchronous_commit') AS synchronous_commit, pg_is_in_recovery() AS recovering,"
            + " current_setting('server_encoding') AS encoding, current_schema() AS schema";

    private final DataSource source;
    private final DataSource patient;
    private final String description;
    private final int readers;

    private Postgres(DataSource source, DataSource patient, String description, int readers) {
        this.source = source;
        this.patient = patient;
        this.description = description;
        this.readers = readers;
    }

    /**
     * The database at that address.
     *
     * @param url for JDBC; what it sets wins over the rest
     * @param readers connections for reading, at most; a writer has one besides
     * @throws IllegalStateException in one line, without any password, when the driver cannot read the address
     */
    public static Postgres at(String url, Optional<String> user, Optional<String> password, int readers) {
        var properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(text -> properties.setProperty("password", text));
        properties.setProperty("ApplicationName", "parley");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "" + CONNECT);
        // the server's details quote whole rows, and with them what people said
        properties.setProperty("logServerErrorDetail", "false");
        var driver = PostgresDriver.load();
        var patient = new Properties();
        patient.putAll(properties);
        properties.setProperty("socketTimeout", "" + SOCKET);
        return new Postgres(
                new PostgresDriver.Source(driver, url, properties),
                new PostgresDriver.Source(driver, url, patient),
                "PostgreSQL at " + PostgresDriver.place(url),
                readers);
    }

    /**
     * The database of a container's pool, which sets time limits and whatever else a connection needs.
     *
     * @param name of it, for people
     * @param readers connections for reading, at most; a writer and the beginning have one each besides
     */
    public static Postgres of(DataSource source, String name, int readers) {
        return new Postgres(source, source, "PostgreSQL by " + name, readers);
    }

    private static String local(String setting, int seconds) {
        return "SET LOCAL " + setting + " = '" + seconds + "s'; ";
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public DataSource writing() {
        return source;
    }

    @Override
    public DataSource migrating() {
        return patient;
    }

    @Override
    public DataSource reading() {
        return source;
    }

    @Override
    public int readers() {
        return readers;
    }

    @Override
    public String begin() {
        return BEGIN;
    }

    @Override
    public Optional<String> lock() {
        return Optional.of(LOCK_CHANNELS);
    }

    @Override
    public Optional<String> snapshot() {
        return Optional.of(SNAPSHOT);
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public void assertDurable(Connection connection) throws SQLException {
        var product = connection.getMetaData().getDatabaseProductName();
        if (!product.equals("PostgreSQL")) {
            throw new IllegalStateException(
                    description + " is " + product + "; right is PostgreSQL " + OLDEST + " or newer");
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(FITNESS)) {
            row.next();
            var faults = new ArrayList<String>();
            if (row.getInt("version") < OLDEST) {
                faults.add("its version is " + row.getString("named") + ", it has to be " + OLDEST + " or newer");
            }
            if (row.getBoolean("recovering")) {
                faults.add("it is a standby (in recovery), it has to be the primary");
            }
            if (row.getString("fsync").equals("off")) {
                faults.add("fsync is off, it has to be on");
            }
            if (row.getString("synchronous_commit").equals("off")) {
                faults.add("synchronous_commit is off, it has to be on");
            }
            if (!row.getString("encoding").equals("UTF8")) {
                faults.add("its encoding is " + row.getString("encoding") + ", it has to be UTF8");
            }
            if (row.getString("schema") == null) {
                faults.add("the schema in currentSchema or search_path is not there, it has to be made first");
            }
            if (!faults.isEmpty()) {
                throw new IllegalStateException("The store in " + description + " would not keep messages safely: "
                        + String.join("; ", faults));
            }
        }
    }

    @Override
    public String migrationFolder() {
        return "io/parley/sql/migration/postgresql";
    }

    @Override
    public List<String> migrations() {
        return List.of("V1__the_first_house.sql");
    }

    @Override
    public Upkeep upkeep() {
        return new Upkeep() {
            @Override
            public void wrote(long bytes) {
                // its own processes see to that
            }

            @Override
            public void close() {
                PostgresDriver.settle();
            }
        };
    }
}
