package io.parley.sql;

import io.parley.chat.Journal;
import io.parley.files.Album;
import io.parley.files.Arrivals;
import io.parley.files.Attic;
import io.parley.files.Catalog;
import io.parley.files.CatalogContract;
import io.parley.files.Quarantine;
import io.parley.people.Person;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The catalog's contract, kept by SQLite. */
class SqliteCatalogTest extends CatalogContract {
    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() {
        house = new House(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Override
    protected Catalog catalog() {
        return house.store.catalog();
    }

    @Override
    protected Arrivals arrivals() {
        return house.store.arrivals();
    }

    @Override
    protected Attic attic() {
        return house.store.attic();
    }

    @Override
    protected Quarantine quarantine() {
        return house.store.quarantine();
    }

    @Override
    protected Album album() {
        return house.store.album();
    }

    @Override
    protected Journal journal() {
        return house.store.journal();
    }

    @Override
    protected Person person(String name) {
        return house.person(name);
    }
}
