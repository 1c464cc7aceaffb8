package io.parley.sql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections of another source, each announced before anybody can use it. */
record Announced(DataSource source, Runnable announcement) implements DataSource {
    /** Seconds a closing pool waits for a connection that is just being made. */
    private static final int LOGIN = 5;

    @Override
    public Connection getConnection() throws SQLException {
        var connection = source.getConnection();
        announcement.run();
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the source knows its user");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return LOGIN;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing to be seen");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
