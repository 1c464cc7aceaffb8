package io.parley.sql;

import java.nio.file.Path;
import java.util.function.Supplier;
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
    private interface Plot {
        Database database() throws Exception;
    }

    /** @param plot asked once for each test */
    private OpenHouse(Plot plot) {
        this.plot = plot;
    }

    /** In the shared PostgreSQL. */
    static OpenHouse inPostgres() {
        return new OpenHouse(ReadyPostgres::shared);
    }

    /** @param folder asked for a new, empty one for each test */
    static OpenHouse inSqlite(Supplier<Path> folder) {
        return new OpenHouse(
                () -> ReadySqlite.in(House.file(folder.get()), folder.get().resolve("tmp")));
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
