package io.parley.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteJDBCLoader;

/** A SQLite database in one file, with its write-ahead log beside it. */
public final class Sqlite implements Database {
    /** Milliseconds a connection waits for a lock that something outside of Parley holds. */
    private static final int PATIENCE = 5_000;

    /** A read takes well under a millisecond, so few connections serve many. */
    private static final int READERS = 4;

    /** What makes a COMMIT durable (synchronous 2 is FULL), and what keeps checkpoints off the writer. */
    private static final Map<String, String> SETTINGS =
            Map.of("journal_mode", "wal", "synchronous", "2", "foreign_keys", "1", "wal_autocheckpoint", "0");

    private static final String TEMPORARY = "org.sqlite.tmpdir";

    private final Path file;
    private final DataSource writing;
    private final DataSource reading;

    private Sqlite(Path file) {
        this.file = file;
        this.writing = source(writingConfig());
        this.reading = source(readingConfig());
    }

    /**
     * The database in that file, made when it is not there.
     *
     * @param temporary a folder where the driver's native library can be unpacked and executed; made when it is not there
     * @throws IllegalStateException in one line, when a folder cannot be made or the library not be loaded
     */
    public static Sqlite in(Path file, Path temporary) {
        var absolute = file.toAbsolutePath();
        try {
            Files.createDirectories(temporary);
            Files.createDirectories(folderOf(absolute));
        } catch (IOException e) {
            throw new IllegalStateException("The store's folder cannot be made: " + e, e);
        }
        loadDriver(temporary);
        return new Sqlite(absolute);
    }

    /** The driver reads the place of its library once, from a system property: ours for that moment only. */
    private static void loadDriver(Path temporary) {
        var before = System.getProperty(TEMPORARY);
        System.setProperty(TEMPORARY, temporary.toAbsolutePath().toString());
        try {
            if (!SQLiteJDBCLoader.initialize()) {
                throw new IllegalStateException("SQLite's native library cannot be loaded from " + temporary);
            }
        } catch (Exception e) {
            throw new IllegalStateException("SQLite's native library cannot be loaded from " + temporary + ": " + e, e);
        } finally {
            if (before == null) {
                System.clearProperty(TEMPORARY);
            } else {
                System.setProperty(TEMPORARY, before);
            }
        }
    }

    @Override
    public String describe() {
        return "SQLite in " + file;
    }

    @Override
    public DataSource writing() {
        return writing;
    }

    @Override
    public DataSource reading() {
        return reading;
    }

    @Override
    public int readers() {
        return READERS;
    }

    @Override
    public String begin() {
        return "BEGIN IMMEDIATE";
    }

    @Override
    public Optional<String> lock() {
        return Optional.empty();
    }

    @Override
    public Optional<String> snapshot() {
        return Optional.empty();
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public void assertDurable(Connection connection) throws SQLException {
        for (var setting : SETTINGS.entrySet()) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("PRAGMA " + setting.getKey())) {
                var value = row.next() ? row.getString(1) : "unknown";
                if (!setting.getValue().equals(value)) {
                    throw new IllegalStateException("The store in " + file + " would not keep messages safely: "
                            + setting.getKey() + " is " + value + ", it has to be " + setting.getValue()
                            + ". Is its folder on a local disk?");
                }
            }
        }
    }

    @Override
    public String migrationFolder() {
        return "io/parley/sql/migration/sqlite";
    }

    @Override
    public List<String> migrations() {
        return List.of("V1__the_first_house.sql");
    }

    @Override
    public Upkeep upkeep() throws SQLException {
        syncFolder();
        return new Checkpoints(writing);
    }

    /** SQLite syncs the file, not the folder's entry of a file it has just made. */
    private void syncFolder() {
        try (var folder = FileChannel.open(folderOf(file))) {
            folder.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folderOf(Path absolute) {
        var folder = absolute.getParent();
        return folder == null ? absolute : folder;
    }

    private static SQLiteConfig writingConfig() {
        var config = config(16_000);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setWalAutocheckpoint(0);
        // else the driver asks for the last rowid after each INSERT, by a statement that it prepares anew
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static SQLiteConfig readingConfig() {
        var config = config(4_000);
        config.setReadOnly(true);
        return config;
    }

    private static SQLiteConfig config(int cacheKib) {
        var config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE);
        config.setCacheSize(-cacheKib);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        return config;
    }

    private DataSource source(SQLiteConfig config) {
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
