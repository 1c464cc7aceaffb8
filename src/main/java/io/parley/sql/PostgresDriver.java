package io.parley.sql;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGProperty;
import org.postgresql.util.LazyCleanerImpl;

/** PostgreSQL's driver: loaded by whoever needs it, and leaving nothing behind. */
final class PostgresDriver {
    /** Milliseconds its cleaning task stays when there is nothing left to clean; it is asked for once, when the class is loaded. */
    private static final String LINGERING = "pgjdbc.config.cleanup.thread.ttl";

    private static final long SETTLING = 5_000_000_000L;
    private static final long LOOK_AGAIN = 10_000_000;

    private PostgresDriver() {}

    static Driver load() {
        var before = System.getProperty(LINGERING);
        System.setProperty(LINGERING, "500");
        try {
            LazyCleanerImpl.getInstance();
            return new org.postgresql.Driver();
        } finally {
            if (before == null) {
                System.clearProperty(LINGERING);
            } else {
                System.setProperty(LINGERING, before);
            }
        }
    }

    /** Waits for the driver's cleaning task, which would keep the web application's class loader for its time. */
    static void settle() {
        var end = System.nanoTime() + SETTLING;
        while (LazyCleanerImpl.getInstance().isThreadRunning()) {
            if (System.nanoTime() > end) {
                System.getLogger(PostgresDriver.class.getName())
                        .log(Level.DEBUG, "The database driver still has something to clean");
                return;
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }

    /**
     * Where an address leads, for people: hosts, database and schema, nothing else of it.
     *
     * @throws IllegalStateException in one line, when it leads nowhere
     */
    static String place(String url) {
        var properties = org.postgresql.Driver.parseURL(url, new Properties());
        if (properties == null) {
            throw new IllegalStateException("PostgreSQL's driver cannot read the address of the database;"
                    + " right is one like jdbc:postgresql://host:5432/database?sslmode=verify-full");
        }
        var hosts = String.valueOf(PGProperty.PG_HOST.getOrDefault(properties)).split(",", -1);
        var ports = String.valueOf(PGProperty.PG_PORT.getOrDefault(properties)).split(",", -1);
        var places = new StringBuilder();
        for (int i = 0; i < hosts.length; i++) {
            places.append(i == 0 ? "" : ",").append(hosts[i]).append(':').append(ports[Math.min(i, ports.length - 1)]);
        }
        var database = PGProperty.PG_DBNAME.getOrDefault(properties);
        places.append('/').append(database == null ? "" : database);
        var schema = PGProperty.CURRENT_SCHEMA.getOrDefault(properties);
        return schema == null ? places.toString() : places + ", schema " + schema;
    }

    /** Connections of the driver's, without the JVM's list of drivers, from which it is struck when a store closes. */
    record Source(Driver driver, String url, Properties properties) implements Connections {
        @Override
        public Connection getConnection() throws SQLException {
            var connection = driver.connect(url, properties);
            if (connection == null) {
                throw new SQLException("The address is not one of PostgreSQL's");
            }
            return connection;
        }

        /** A record's own would show the password. */
        @Override
        public String toString() {
            return "connections of " + place(url);
        }
    }
}
