package io.parley.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A database in PostgreSQL as a first start leaves it, for one test after the other: its tables are made once and emptied for each,
 * which takes milliseconds, while making them takes longer than most of what tests do in them.
 *
 * <p>It is for one store at a time, which leaves the tables themselves as they are. Whoever needs more, or tests how a database gets
 * its shape, takes {@link PostgresServer#schema} instead.
 */
final class ReadyPostgres {
    private final PostgresServer server;
    private final String schema;
    /** What makes it as a first start leaves it, in one transaction. */
    private final String again;

    private ReadyPostgres(PostgresServer server) throws SQLException {
        this.server = server;
        this.schema = server.schema();
        new Migrations(server.database(schema)).run();
        try (var connection = server.connect()) {
            this.again = again(connection, schema, server.schema());
        }
    }

    /** The one of {@link PostgresServer#shared}. */
    static Database shared() throws SQLException {
        return Shared.READY.emptied();
    }

    private Database emptied() throws SQLException {
        server.execute(again);
        return server.database(schema);
    }

    /** @param kept where the rows that are there from the first start on are kept */
    private static String again(Connection connection, String schema, String kept) throws SQLException {
        var steps = new ArrayList<String>();
        // rows go and come in any order: nothing is looked up by the foreign keys meanwhile
        steps.add("SET LOCAL session_replication_role = replica");
        for (var table : names(connection, "SELECT tablename FROM pg_tables WHERE schemaname = '" + schema + "'")) {
            steps.add("DELETE FROM " + schema + "." + table);
            try (var statement = connection.createStatement()) {
                var rows = statement.executeUpdate(
                        "CREATE TABLE " + kept + "." + table + " AS TABLE " + schema + "." + table);
                if (rows > 0) {
                    steps.add("INSERT INTO " + schema + "." + table + " TABLE " + kept + "." + table);
                }
            }
        }
        for (var sequence :
                names(connection, "SELECT sequencename FROM pg_sequences WHERE schemaname = '" + schema + "'")) {
            steps.add("SELECT setval('" + schema + "." + sequence + "', 1, false)");
        }
        return String.join("; ", steps);
    }

    private static List<String> names(Connection connection, String query) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Made when first asked for. */
    private static final class Shared {
        static final ReadyPostgres READY = made();

        private static ReadyPostgres made() {
            try {
                return new ReadyPostgres(PostgresServer.shared());
            } catch (SQLException e) {
                throw new IllegalStateException("PostgreSQL's tables are not made", e);
            }
        }
    }
}
