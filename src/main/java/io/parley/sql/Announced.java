package io.parley.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Connections of another source, each announced before anybody can use it. */
record Announced(DataSource source, Runnable announcement) implements Connections {
    @Override
    public Connection getConnection() throws SQLException {
        var connection = source.getConnection();
        announcement.run();
        return connection;
    }
}
