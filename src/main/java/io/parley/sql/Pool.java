package io.parley.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** Connections that are used again, made by threads of their own, which have all ended when {@link #close} returns. */
final class Pool implements AutoCloseable {
    /** Milliseconds somebody waits for a connection. */
    private static final long PATIENCE = 5_000;

    private static final long CLOSING = 10_000;

    private final Threads threads;
    private final HikariDataSource source;

    private Pool(String name, DataSource connections, int most, boolean reading) {
        this.threads = new Threads(name);
        var config = new HikariConfig();
        config.setPoolName(name);
        // a container's own source may say that nobody waits for a connection that is being made: it would be left open
        config.setDataSource((Connections) connections::getConnection);
        config.setReadOnly(reading);
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(reading ? 1 : 0);
        if (!reading) {
            config.setInitializationFailTimeout(-1);
        }
        config.setConnectionTimeout(PATIENCE);
        config.setThreadFactory(threads);
        this.source = new HikariDataSource(config);
    }

    /** For reading: one connection is made now, and kept at least. */
    static Pool reading(String name, DataSource connections, int most) {
        return new Pool(name, connections, most, true);
    }

    /** For writing now and then: connections are made when they are needed. */
    static Pool writing(String name, DataSource connections, int most) {
        return new Pool(name, connections, most, false);
    }

    Jdbi jdbi() {
        return Jdbi.create(source).registerArgument(new EscapedArguments());
    }

    @Override
    public void close() {
        // whoever waits some seconds before he tries a database again that is away would be waited for
        threads.interrupt();
        source.close();
        threads.join(CLOSING);
    }
}
