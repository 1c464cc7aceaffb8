package io.parley.torture;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A schema of its own in somebody's PostgreSQL, and nothing beside it. */
final class Schema implements AutoCloseable {
    private final DatabaseAddress database;
    private final String name;

    private Schema(DatabaseAddress database, String name) {
        this.database = database;
        this.name = name;
    }

    /** @throws CannotTorture when it cannot be made */
    static Schema create(DatabaseAddress database, String name) {
        var schema = new Schema(database, name);
        try {
            schema.run("CREATE SCHEMA " + schema.quoted());
        } catch (SQLException e) {
            throw new CannotTorture("--database: " + database + " makes no schema: " + e.getMessage(), e);
        }
        return schema;
    }

    @Override
    public void close() throws SQLException {
        // a node that was just killed may hold its rows a moment longer
        run("SET lock_timeout = '30s'; DROP SCHEMA IF EXISTS " + quoted() + " CASCADE");
    }

    private String quoted() {
        return "\"" + name + "\"";
    }

    private void run(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
