package io.parley.sql;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database to the shape this version needs.
 *
 * <p>Flyway gets every script from us by name: looking for them would read the whole class path, and fails in containers
 * whose class loaders it does not know.
 */
final class Migrations implements ResourceProvider {
    private final Database database;

    Migrations(Database database) {
        this.database = database;
    }

    /** @throws IllegalStateException in one line, when the database is newer than this version or cannot be brought to its shape */
    void run() {
        if (done()) {
            return;
        }
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database.migrating())
                    .resourceProvider(this)
                    .javaMigrationClassProvider(List::of)
                    .skipDefaultCallbacks(true)
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new IllegalStateException(
                    database.describe() + " is not of a shape this version knows: " + firstLine(e), e);
        }
    }

    /**
     * Whether Flyway's own table says that all of our scripts were run, as they are, and nothing else: then it would find nothing to do, and
     * its classes alone take a quarter of a start.
     */
    private boolean done() {
        var ours = database.migrations().stream().map(this::run).toList();
        try (var connection = database.migrating().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT version, checksum, success FROM flyway_schema_history ORDER BY installed_rank")) {
            var all = new ArrayList<Run>();
            while (rows.next()) {
                all.add(new Run(rows.getString(1), rows.getInt(2), rows.getBoolean(3)));
            }
            return all.equals(ours);
        } catch (SQLException beforeTheFirst) {
            return false;
        }
    }

    private Run run(String name) {
        var checksum = new CRC32();
        text(name).lines().forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
        return new Run(name.substring(1, name.indexOf("__")), (int) checksum.getValue(), true);
    }

    /** A row of Flyway's table: what was run, and the checksum of its lines. */
    private record Run(@Nullable String version, int checksum, boolean success) {}

    private static String firstLine(FlywayException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> line.chars().anyMatch(Character::isLetter) && !line.startsWith("SQL State"))
                .limit(2)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return database.migrations().contains(name) ? script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return database.migrations().stream()
                .filter(name ->
                        name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                .map(this::script)
                .toList();
    }

    private LoadableResource script(String name) {
        return new Script(name, text(name));
    }

    private String text(String name) {
        var path = database.migrationFolder() + "/" + name;
        try (var stream = Migrations.class.getClassLoader().getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("The migration " + path + " is not in the application");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One script, as Flyway takes it. */
    private static final class Script extends LoadableResource {
        private final String name;
        private final String text;

        Script(String name, String text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
