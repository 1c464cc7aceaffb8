package io.parley.sql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A source that knows how to connect, and whose user it is; whatever else JDBC asks of a source it leaves alone. */
@FunctionalInterface
interface Connections extends DataSource {
    /** Seconds a closing pool waits for a connection that is just being made. */
    int LOGIN = 5;

    @Override
    default Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the source knows its user");
    }

    @Override
    default @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    default void setLogWriter(PrintWriter out) {}

    @Override
    default void setLoginTimeout(int seconds) {}

    @Override
    default int getLoginTimeout() {
        return LOGIN;
    }

    @Override
    default Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    default <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing to be seen");
    }

    @Override
    default boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
