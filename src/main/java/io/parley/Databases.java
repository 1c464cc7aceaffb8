package io.parley;

import io.parley.sql.Database;
import io.parley.sql.Postgres;
import io.parley.sql.Sqlite;
import java.nio.file.Path;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The database that the settings name. */
final class Databases {
    private Databases() {}

    /**
     * Connects to nothing yet.
     *
     * @param home for SQLite
     * @throws CannotStart when there is nothing of that name
     * @throws IllegalStateException in one line, when it cannot be used
     */
    static Database of(DatabaseSettings settings, Path home) {
        return switch (settings.at()) {
            case DatabaseSettings.At.InHome here -> Sqlite.in(home.resolve("parley.db"), home.resolve("tmp"));
            case DatabaseSettings.At.Address at ->
                Postgres.at(at.url(), settings.user(), settings.password(), settings.pool());
            case DatabaseSettings.At.Named by -> Postgres.of(source(by.name()), by.name(), settings.pool());
        };
    }

    @SuppressWarnings("BanJNDI") // in the container's own naming: what its administrator put there
    private static DataSource source(String name) {
        try {
            var root = new InitialContext();
            try {
                if (root.lookup(name) instanceof DataSource source) {
                    return source;
                }
            } finally {
                root.close();
            }
        } catch (NamingException e) {
            throw new CannotStart(Settings.DATABASE.name() + ": JNDI " + name + " cannot be read: " + e, e);
        }
        throw new CannotStart(Settings.DATABASE.name() + ": JNDI " + name
                + " is no DataSource; right is the name of one, for PostgreSQL");
    }
}
