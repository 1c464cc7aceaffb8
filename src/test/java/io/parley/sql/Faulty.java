package io.parley.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database whose connections do what a test makes them do, around every prepared statement. */
public final class Faulty implements Database {
    private final Database database;

    /** Replaced while the writer runs. */
    public volatile Fault fault = new Fault() {};

    public Faulty(Database database) {
        this.database = database;
    }

    /** What goes wrong. Called on the writer's thread, but for {@link #reading}. */
    public interface Fault {
        /** A connection was made. */
        default void opened(Connection raw) throws SQLException {}

        /** A statement is about to be executed with these arguments. */
        default void before(Connection raw, String sql, List<Object> arguments) throws SQLException {}

        /** It has been executed. */
        default void after(String sql) throws SQLException {}

        /** A connection that cannot write is about to execute a statement; any thread. */
        default void reading(String sql) throws SQLException {}
    }

    @Override
    public DataSource writing() {
        return (Connections) () -> wrap(database.writing().getConnection());
    }

    @Override
    public DataSource reading() {
        return (Connections) () -> wrapReading(database.reading().getConnection());
    }

    @Override
    public DataSource migrating() {
        return (Connections) () -> wrap(database.migrating().getConnection());
    }

    private Connection wrapReading(Connection raw) {
        return proxy(Connection.class, (method, arguments) -> {
            var result = call(raw, method, arguments);
            return method.getName().equals("prepareStatement")
                    ? reading((PreparedStatement) result, (String) arguments[0])
                    : result;
        });
    }

    private PreparedStatement reading(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                fault.reading(sql);
            }
            return call(statement, method, arguments);
        });
    }

    private Connection wrap(Connection raw) throws SQLException {
        fault.opened(raw);
        return proxy(Connection.class, (method, arguments) -> {
            var result = call(raw, method, arguments);
            return method.getName().equals("prepareStatement")
                    ? statement(raw, (PreparedStatement) result, (String) arguments[0])
                    : result;
        });
    }

    private PreparedStatement statement(Connection raw, PreparedStatement statement, String sql) {
        var bound = new TreeMap<Integer, Object>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().equals("setObject")) {
                bound.put((Integer) arguments[0], String.valueOf(arguments[1]));
            }
            if (!method.getName().startsWith("execute")) {
                return call(statement, method, arguments);
            }
            fault.before(raw, sql, List.copyOf(bound.values()));
            var result = call(statement, method, arguments);
            fault.after(sql);
            return result;
        });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.on(method, arguments == null ? new Object[0] : arguments)));
    }

    @FunctionalInterface
    private interface Call {
        @Nullable
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    @Override
    public String describe() {
        return database.describe();
    }

    @Override
    public int readers() {
        return database.readers();
    }

    @Override
    public String begin() {
        return database.begin();
    }

    @Override
    public Optional<String> lock() {
        return database.lock();
    }

    @Override
    public Optional<String> snapshot() {
        return database.snapshot();
    }

    @Override
    public boolean shared() {
        return database.shared();
    }

    @Override
    public void assertDurable(Connection writing) throws SQLException {
        database.assertDurable(writing);
    }

    @Override
    public String migrationFolder() {
        return database.migrationFolder();
    }

    @Override
    public List<String> migrations() {
        return database.migrations();
    }

    @Override
    public Upkeep upkeep() throws SQLException {
        return database.upkeep();
    }
}
