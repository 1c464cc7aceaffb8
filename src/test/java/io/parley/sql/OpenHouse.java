package io.parley.sql;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A new, empty store for each test, open while it runs. */
final class OpenHouse implements BeforeEachCallback, AfterEachCallback {
    private final Plot plot;
    private @Nullable House house;

    /** Where the store is. */
    @FunctionalInterface
    interface Plot {
        Database database() throws Exception;
    }

    /** @param plot asked once for each test */
    OpenHouse(Plot plot) {
        this.plot = plot;
    }

    /** In a schema of its own of the shared PostgreSQL. */
    static OpenHouse inPostgres() {
        var server = PostgresServer.shared();
        return new OpenHouse(() -> server.database(server.schema()));
    }

    House house() {
        if (house == null) {
            throw new IllegalStateException("no test runs");
        }
        return house;
    }

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        house = new House(plot.database());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        house().close();
    }
}
