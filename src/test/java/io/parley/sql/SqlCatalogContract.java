package io.parley.sql;

import io.parley.chat.Journal;
import io.parley.files.Album;
import io.parley.files.Arrivals;
import io.parley.files.Attic;
import io.parley.files.Catalog;
import io.parley.files.CatalogContract;
import io.parley.files.Quarantine;
import io.parley.people.Person;

/** The catalog's contract, kept by a SQL database. */
abstract class SqlCatalogContract extends CatalogContract {
    abstract House house();

    @Override
    protected Catalog catalog() {
        return house().store.catalog();
    }

    @Override
    protected Arrivals arrivals() {
        return house().store.arrivals();
    }

    @Override
    protected Attic attic() {
        return house().store.attic();
    }

    @Override
    protected Quarantine quarantine() {
        return house().store.quarantine();
    }

    @Override
    protected Album album() {
        return house().store.album();
    }

    @Override
    protected Journal journal() {
        return house().store.journal();
    }

    @Override
    protected Person person(String name) {
        return house().person(name);
    }
}
