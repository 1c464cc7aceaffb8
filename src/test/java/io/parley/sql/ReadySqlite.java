package io.parley.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * New SQLite databases as a first start leaves them. Each is a copy of one that was brought to its shape once: that takes longer
 * than most of what tests do in it. Whoever tests how a database gets its shape takes {@link Sqlite#in} instead.
 */
public final class ReadySqlite {
    private ReadySqlite() {}

    /**
     * The database in that file, which is not there yet.
     *
     * @param temporary as for {@link Sqlite#in}
     */
    public static Database in(Path file, Path temporary) {
        var database = Sqlite.in(file, temporary);
        try {
            Files.write(file, Template.CONTENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return database;
    }

    /** Made when first asked for. */
    private static final class Template {
        static final byte[] CONTENT = made();

        private static byte[] made() {
            try {
                var folder = Files.createTempDirectory("parley-sqlite");
                var file = folder.resolve("parley.db");
                new Migrations(Sqlite.in(file, folder)).run();
                // the last connection is closed, so that all of it is in this one file
                var content = Files.readAllBytes(file);
                Files.delete(file);
                Files.delete(folder);
                return content;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
