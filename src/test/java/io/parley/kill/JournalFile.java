package io.parley.kill;

import io.parley.kill.Account.Kept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteDataSource;

/**
 * The lobby as it stands in a database, read past the product.
 *
 * @param head what the channel says its last seq is
 * @param events how many it has
 */
record JournalFile(List<Kept> messages, long head, long events) {
    private static final String MESSAGES = "SELECT e.seq, m.n, m.author, e.cid, m.text FROM event e JOIN message m"
            + " ON m.channel = e.channel AND m.seq = e.message WHERE e.channel = 'lobby' ORDER BY e.seq";
    private static final String HEAD =
            "SELECT head, (SELECT COUNT(*) FROM event WHERE channel = 'lobby') FROM channel WHERE id = 'lobby'";

    /** Of a home in which no server runs. Reads a copy, so that what a killed process left behind stays as it is. */
    static JournalFile read(Path home) throws IOException, SQLException {
        var copy = Files.createTempDirectory("journal");
        try {
            for (var name : List.of("parley.db", "parley.db-wal")) {
                if (Files.exists(home.resolve(name))) {
                    Files.copy(home.resolve(name), copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return open(copy.resolve("parley.db"));
        } finally {
            try (var files = Files.list(copy)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(copy);
        }
    }

    private static JournalFile open(Path database) throws SQLException {
        // not by the DriverManager, which a Parley that ended in this JVM has told to forget the driver
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + database);
        try (var connection = source.getConnection()) {
            return read(connection);
        }
    }

    /** From a database of any kind; the caller closes the connection. */
    static JournalFile read(Connection connection) throws SQLException {
        var messages = new ArrayList<Kept>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(MESSAGES)) {
                while (rows.next()) {
                    messages.add(new Kept(
                            rows.getLong(1),
                            rows.getLong(2),
                            rows.getString(3),
                            rows.getString(4),
                            new String(rows.getBytes(5), StandardCharsets.UTF_8)));
                }
            }
            try (var row = statement.executeQuery(HEAD)) {
                if (!row.next()) {
                    throw new SQLException("there is no lobby");
                }
                return new JournalFile(messages, row.getLong(1), row.getLong(2));
            }
        }
    }
}
