package io.parley.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A connection that writes, with its statements kept prepared: preparing one costs more than running it.
 *
 * <p>Used by the writer's thread only. Transactions are begun and ended by SQL of our own, because the driver's
 * {@code commit()} would begin the next one at once and hold the lock.
 */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final String begin;
    private final Optional<String> lock;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Session(Connection connection, String begin, Optional<String> lock) {
        this.connection = connection;
        this.begin = begin;
        this.lock = lock;
    }

    /** @throws IllegalStateException when the database is not fit, or its settings would not make a COMMIT durable */
    static Session open(Database database) throws SQLException {
        var connection = database.writing().getConnection();
        try {
            database.assertDurable(connection);
            return new Session(connection, database.begin(), database.lock());
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    void begin() throws SQLException {
        execute(begin);
    }

    /** Locks those channels, where {@link #begin} does not lock all. */
    void lock(SortedSet<String> channels) throws SQLException {
        if (lock.isPresent() && !channels.isEmpty()) {
            var ids = channels.stream().map(Escaped::of).toArray(String[]::new);
            prepared(lock.get()).setObject(1, ids);
            prepared(lock.get()).execute();
        }
    }

    void commit() throws SQLException {
        execute("COMMIT");
    }

    /** From here on {@link #undo} undoes, until {@link #stand}. */
    void mark() throws SQLException {
        execute("SAVEPOINT mark");
    }

    void stand() throws SQLException {
        execute("RELEASE SAVEPOINT mark");
    }

    void undo() throws SQLException {
        execute("ROLLBACK TO SAVEPOINT mark");
        stand();
    }

    void rollback() throws SQLException {
        execute("ROLLBACK");
    }

    private void execute(String sql) throws SQLException {
        prepared(sql).execute();
    }

    /** @return rows changed */
    int update(String sql, @Nullable Object... arguments) throws SQLException {
        return bound(sql, arguments).executeUpdate();
    }

    <T> Optional<T> one(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
        try (var rows = bound(sql, arguments).executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
    }

    <T> List<T> all(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
        try (var rows = bound(sql, arguments).executeQuery()) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
        var statement = prepared(sql);
        for (int i = 0; i < arguments.length; i++) {
            var argument = arguments[i];
            statement.setObject(i + 1, argument instanceof String text ? Escaped.of(text) : argument);
        }
        return statement;
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** Cuts it, whatever it is doing: no pool is to hand it on. */
    void abort() throws SQLException {
        connection.abort(Runnable::run);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** What is made of a row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
