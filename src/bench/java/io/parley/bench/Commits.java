package io.parley.bench;

import io.parley.chat.ChannelView;
import io.parley.chat.Draft;
import io.parley.chat.Receipt;
import io.parley.chat.SendOrder;
import io.parley.people.Name;
import io.parley.sql.SqlStore;
import io.parley.sql.Sqlite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What the journal can do without a network, on SQLite: durable messages a second, and how long one takes.
 *
 * @param perSecond messages
 * @param half milliseconds, at the 50th percentile
 * @param most milliseconds, at the 99th
 */
record Commits(double perSecond, double half, double most) {
    private static final String TEXT = "x".repeat(OneRoom.TEXT);

    private static Commits of(Histogram latencies, long nanos) {
        return new Commits(
                latencies.getTotalCount() / (nanos / 1e9),
                latencies.getValueAtPercentile(50) / 1e6,
                latencies.getValueAtPercentile(99) / 1e6);
    }

    /** So many senders at once, each with so many not yet acknowledged. */
    static Commits together(Path folder, int senders, int window, Duration time) throws Exception {
        try (var store = store(Files.createTempDirectory(folder, "commits"));
                var threads = Executors.newFixedThreadPool(senders)) {
            var authors = IntStream.range(0, senders)
                    .mapToObj(i -> store.directory().named(new Name("P" + i)).id())
                    .toList();
            var latencies = new ConcurrentHistogram(3);
            var end = System.nanoTime() + time.toNanos();
            authors.forEach(author -> threads.execute(() -> sends(store, author, window, end, latencies)));
            threads.close();
            return of(latencies, time.toNanos());
        }
    }

    private static void sends(SqlStore store, String author, int window, long end, Histogram latencies) {
        var free = new Semaphore(window);
        var order = SendOrder.strict();
        for (var n = 0; System.nanoTime() < end; n++) {
            free.acquireUninterruptibly();
            var sent = System.nanoTime();
            store.journal().append(draft(author, "c" + n, order)).whenComplete((receipt, failure) -> {
                if (receipt instanceof Receipt.Kept) {
                    latencies.recordValue(System.nanoTime() - sent);
                }
                free.release();
            });
        }
        free.acquireUninterruptibly(window);
    }

    private static Draft draft(String author, String cid, SendOrder order) {
        return new Draft.Post(ChannelView.LOBBY, author, cid, order, TEXT, List.of());
    }

    private static SqlStore store(Path folder) {
        return SqlStore.open(
                Sqlite.in(folder.resolve("parley.db"), folder.resolve("tmp")),
                events -> {},
                InstantSource.system(),
                new SecureRandom());
    }

    /** The plain way: the journal's own tables and settings, written by one connection that commits every message. */
    static Commits plain(Path folder, Duration time) throws Exception {
        var home = Files.createTempDirectory(folder, "commits");
        var database = Sqlite.in(home.resolve("parley.db"), home.resolve("tmp"));
        try (var store = store(home);
                var connection = database.writing().getConnection();
                var begin = connection.prepareStatement("BEGIN IMMEDIATE");
                var event = connection.prepareStatement(
                        "INSERT INTO event (channel, seq, mark, kind, message, author, cid, at)"
                                + " VALUES ('lobby', ?, 'markmark', 'posted', ?, ?, ?, ?)");
                var message = connection.prepareStatement(
                        "INSERT INTO message (channel, seq, n, author, at, revision, files, text)"
                                + " VALUES ('lobby', ?, ?, ?, ?, ?, 0, ?)");
                var receipt = connection.prepareStatement(
                        "INSERT INTO receipt (channel, author, cid, seq, digest)" + " VALUES ('lobby', ?, ?, ?, ?)");
                var head = connection.prepareStatement(
                        "UPDATE channel SET head = ?, last_at = ?, messages = ? WHERE id = 'lobby'");
                var commit = connection.prepareStatement("COMMIT")) {
            var author = store.directory().named(new Name("P")).id();
            var latencies = new ConcurrentHistogram(3);
            var began = System.nanoTime();
            for (var n = 1L; System.nanoTime() - began < time.toNanos(); n++) {
                var sent = System.nanoTime();
                begin.execute();
                run(event, n, n, author, "c" + n, sent);
                run(message, n, n, author, sent, n, TEXT.getBytes(StandardCharsets.UTF_8));
                run(receipt, author, "c" + n, n, new byte[16]);
                run(head, n, sent, n);
                commit.execute();
                latencies.recordValue(System.nanoTime() - sent);
            }
            return of(latencies, System.nanoTime() - began);
        }
    }

    private static void run(PreparedStatement statement, Object... arguments) throws java.sql.SQLException {
        for (var i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        statement.executeUpdate();
    }
}
