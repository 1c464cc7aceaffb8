package io.parley.bench;

import io.parley.chat.ChannelView;
import io.parley.chat.Draft;
import io.parley.chat.Receipt;
import io.parley.chat.SendOrder;
import io.parley.people.Name;
import io.parley.sql.SqlStore;
import io.parley.sql.Sqlite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * Durable sends a second through the journal on SQLite, beside the plain way to do it: one transaction a message, on the same
 * settings and with the same rows.
 *
 * <p>{@code DurableSends [folder]}: the folder decides which disk is measured; what is made there is removed.
 */
public final class DurableSends {
    private static final int SENDERS = 64;
    private static final int WINDOW = 64;
    private static final String TEXT = "x".repeat(200);
    private static final long NANOS = 2_000_000_000L;

    private DurableSends() {}

    public static void main(String[] args) throws Exception {
        var home = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/bench"));
        var folder = Files.createTempDirectory(home.toAbsolutePath(), "sends");
        try {
            plain(folder.resolve("warm"));
            journal(folder.resolve("warm"), WINDOW);
            var plain = plain(folder.resolve("plain"));
            System.out.printf("%n%d-byte messages, %d senders%n", TEXT.length(), SENDERS);
            System.out.printf("%-36s %10s %8s %9s %9s%n", "", "sends/s", "ratio", "p50 ms", "p99 ms");
            row("a transaction a message, one sender", plain, plain);
            row("journal, one at a time each", journal(folder.resolve("one"), 1), plain);
            row("journal, window of " + WINDOW + " each", journal(folder.resolve("window"), WINDOW), plain);
        } finally {
            remove(folder);
        }
    }

    private static void row(String name, Run run, Run baseline) {
        System.out.printf(
                "%-36s %,10.0f %7.1fx %9.2f %9.2f%n",
                name, run.perSecond(), run.perSecond() / baseline.perSecond(), run.millis(0.5), run.millis(0.99));
    }

    private static Run journal(Path folder, int window) {
        var database = Sqlite.in(folder.resolve("parley.db"), folder.resolve("tmp"));
        try (var store = SqlStore.open(database, events -> {}, InstantSource.system(), new SecureRandom());
                var threads = Executors.newFixedThreadPool(SENDERS)) {
            var authors = IntStream.range(0, SENDERS)
                    .mapToObj(i -> store.directory().named(new Name("P" + i)).id())
                    .toList();
            return measure(latencies -> {
                var end = System.nanoTime() + NANOS;
                authors.forEach(author -> threads.execute(() -> sender(store, author, window, end, latencies)));
                threads.close();
                return NANOS;
            });
        }
    }

    private static void sender(
            SqlStore store, String author, int window, long end, ConcurrentLinkedQueue<Long> latencies) {
        var free = new Semaphore(window);
        var order = SendOrder.strict();
        for (int i = 0; System.nanoTime() < end; i++) {
            free.acquireUninterruptibly();
            var sent = System.nanoTime();
            var draft = new Draft.Post(ChannelView.LOBBY, author, "c" + sent + "-" + i, order, TEXT, List.of());
            store.journal().append(draft).whenComplete((receipt, failure) -> {
                if (receipt instanceof Receipt.Kept) {
                    latencies.add(System.nanoTime() - sent);
                }
                free.release();
            });
        }
        free.acquireUninterruptibly(window);
    }

    /** The journal's own tables, written by one connection that commits every message. */
    private static Run plain(Path folder) throws SQLException {
        var database = Sqlite.in(folder.resolve("parley.db"), folder.resolve("tmp"));
        try (var store = SqlStore.open(database, events -> {}, InstantSource.system(), new SecureRandom())) {
            var author = store.directory().named(new Name("P")).id();
            try (var connection = database.writing().getConnection();
                    var begin = connection.prepareStatement("BEGIN IMMEDIATE");
                    var event = connection.prepareStatement(
                            "INSERT INTO event (channel, seq, mark, kind, message, author, cid, at)"
                                    + " VALUES ('lobby', ?, 'markmark', 'posted', ?, ?, ?, ?)");
                    var message = connection.prepareStatement(
                            "INSERT INTO message (channel, seq, n, author, at, revision, files, text)"
                                    + " VALUES ('lobby', ?, ?, ?, ?, ?, 0, ?)");
                    var receipt = connection.prepareStatement("INSERT INTO receipt (channel, author, cid, seq, digest)"
                            + " VALUES ('lobby', ?, ?, ?, ?)");
                    var head = connection.prepareStatement(
                            "UPDATE channel SET head = ?, last_at = ?, messages = ? WHERE id = 'lobby'");
                    var commit = connection.prepareStatement("COMMIT")) {
                return measure(latencies -> {
                    var began = System.nanoTime();
                    for (long n = 1; System.nanoTime() - began < NANOS; n++) {
                        var sent = System.nanoTime();
                        begin.execute();
                        run(event, n, n, author, "c" + n, sent);
                        run(message, n, n, author, sent, n, TEXT.getBytes(StandardCharsets.UTF_8));
                        run(receipt, author, "c" + n, n, new byte[16]);
                        run(head, n, sent, n);
                        commit.execute();
                        latencies.add(System.nanoTime() - sent);
                    }
                    return System.nanoTime() - began;
                });
            }
        }
    }

    private static void run(PreparedStatement statement, Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        statement.executeUpdate();
    }

    private static Run measure(Measured measured) {
        var latencies = new ConcurrentLinkedQueue<Long>();
        try {
            var nanos = measured.run(latencies);
            var sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Run(sorted, nanos);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Does it, adds the latencies in nanoseconds, and gives back the nanoseconds it took. */
    @FunctionalInterface
    private interface Measured {
        long run(ConcurrentLinkedQueue<Long> latencies) throws SQLException;
    }

    private record Run(long[] latencies, long nanos) {
        double perSecond() {
            return latencies.length / (nanos / 1e9);
        }

        double millis(double quantile) {
            return latencies[(int) (quantile * (latencies.length - 1))] / 1e6;
        }
    }
}
