package io.parley;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where everything is kept.
 *
 * @param at where the database is
 * @param user in place of one in the address
 * @param password in place of one in the address
 * @param pool connections for reading
 * @param files a folder for files that all nodes share; without one they lie beside SQLite, or in PostgreSQL
 */
public record DatabaseSettings(
        At at, Optional<String> user, Optional<String> password, int pool, Optional<Path> files) {

    /** A record's own would show the passwords. */
    @Override
    public String toString() {
        return at.getClass().getSimpleName();
    }

    /** Where the database is. */
    public sealed interface At {
        /** SQLite in the home. */
        record InHome() implements At {}

        /** PostgreSQL, by an address for JDBC. */
        record Address(String url) implements At {}

        /** PostgreSQL, by the container's {@code DataSource} of that name. */
        record Named(String name) implements At {}
    }
}
