package io.parley.bench;

import io.parley.chat.Changes;
import io.parley.chat.ChannelView;
import io.parley.chat.Cursor;
import io.parley.chat.Draft;
import io.parley.chat.Event;
import io.parley.chat.Limits;
import io.parley.chat.Opening;
import io.parley.chat.SendOrder;
import io.parley.json.Json;
import io.parley.sql.Database;
import io.parley.sql.SqlStore;
import io.parley.sql.Sqlite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * A company of 5,000 people and 1,000 channels, each of them in 200, on SQLite: what a welcome weighs and costs the server, and what the
 * directory, the members and the switch to another channel cost. The baseline is the same for somebody in the lobby alone.
 *
 * <p>{@code ManyChannels [folder]}: what is made in the folder is removed.
 */
public final class ManyChannels {
    private static final int PEOPLE = 5_000;
    private static final int CHANNELS = 1_000;
    private static final int EACH = 200;
    private static final int MESSAGES = 60;
    private static final int ROUNDS = 300;
    private static final long BUDGET = 256 * 1024;
    /** Bytes that a welcome may have. */
    private static final int MOST = 100_000;

    private ManyChannels() {}

    public static void main(String[] args) throws Exception {
        var home = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/bench"));
        var folder = Files.createTempDirectory(home.toAbsolutePath(), "channels");
        var database = Sqlite.in(folder.resolve("parley.db"), folder.resolve("tmp"));
        try (var store = SqlStore.open(database, events -> {}, InstantSource.system(), new SecureRandom());
                var json = new Json()) {
            var began = System.nanoTime();
            fill(database);
            System.out.printf(
                    "%n%,d people, %,d channels, %d each; filled in %.1f s%n",
                    PEOPLE, CHANNELS, EACH, (System.nanoTime() - began) / 1e9);
            System.out.printf("%-44s %10s %9s %9s%n", "", "bytes", "p50 ms", "p99 ms");
            measure(store, json);
        } finally {
            remove(folder);
        }
    }

    private static void measure(SqlStore store, Json json) {
        var journal = store.journal();
        var book = store.channels();
        var loner = welcome(store, json, "loner", Map.of());
        row("welcome, lobby alone", loner.length, round -> welcome(store, json, "loner", Map.of()));
        var weight = welcome(store, json, "p1", Map.of()).length;
        row(
                "welcome, " + EACH + " channels, first visit",
                weight,
                round -> welcome(store, json, "p" + round, Map.of()));
        var cursors = new HashMap<String, Cursor>();
        for (var start : journal.opening("p1", Map.of(), BUDGET).channels()) {
            cursors.put(start.channel().id(), start.from());
        }
        row("welcome, " + EACH + " channels, all up to date", weight, round -> welcome(store, json, "p1", cursors));
        row("what changed, nothing", 0, round -> journal.changes("p" + round, 0));
        row("what changed, everything", 0, round -> journal.changes("p" + round, Changes.ALL));
        row(
                "directory, a page of 50",
                size(json, book.list("p1", "", null, false, 50)),
                round -> book.list("p" + round, "", null, false, 50));
        row(
                "directory, searched",
                size(json, book.list("p1", "topic 77", null, false, 50)),
                round -> book.list("p" + round, "topic " + round, null, false, 50));
        row(
                "members, a page of 50 of the lobby",
                size(json, book.members("p1", "lobby", null, 50)),
                round -> book.members("p" + round, ChannelView.LOBBY, null, 50));
        row(
                "switch to a channel: its newest 50 messages",
                0,
                round -> journal.history("p" + round, "c" + round % CHANNELS, null, 50));
        row(
                "add somebody to a channel",
                0,
                round -> journal.append(new Draft.Add("c0", "p0", "a" + round, List.of("p" + (PEOPLE - 1 - round))))
                        .toCompletableFuture()
                        .join());
        row(
                "send to a channel of 1,000",
                0,
                round -> journal.append(new Draft.Post("c1", "p1", "s" + round, SendOrder.none(), "hello", List.of()))
                        .toCompletableFuture()
                        .join());
        System.out.printf(
                "a welcome of %d channels has %,d bytes; at most %,d: %b%n", EACH, weight, MOST, weight <= MOST);
    }

    private static byte[] welcome(SqlStore store, Json json, String person, Map<String, Cursor> cursors) {
        var opening = store.journal().opening(person, cursors, BUDGET);
        return json.writeUtf8(new Event.Welcome(
                person,
                opening.version(),
                opening.channels().stream().map(Opening.Start::channel).toList(),
                opening.people(),
                Limits.of(1 << 21, 50 << 20, 20)));
    }

    private static int size(Json json, Object value) {
        return json.writeUtf8(value).length;
    }

    private static void row(String name, int bytes, IntConsumer action) {
        for (var round = 0; round < ROUNDS / 3; round++) {
            action.accept(ROUNDS + round);
        }
        var nanos = new long[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            var began = System.nanoTime();
            action.accept(round);
            nanos[round] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-44s %,10d %9.2f %9.2f%n", name, bytes, nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS * 99 / 100] / 1e6);
    }

    /** Directly: what is measured is not how it came there. */
    private static void fill(Database database) throws SQLException {
        try (var connection = database.writing().getConnection()) {
            connection.setAutoCommit(false);
            people(connection);
            channels(connection);
            members(connection);
            connection.commit();
        }
    }

    private static void people(Connection connection) throws SQLException {
        try (var person = connection.prepareStatement("INSERT INTO person (id, name, sought) VALUES (?, ?, ?)");
                var lobby = connection.prepareStatement("INSERT INTO member (channel, person) VALUES ('lobby', ?)")) {
            for (var i = 0; i <= PEOPLE; i++) {
                var id = i == PEOPLE ? "loner" : "p" + i;
                person.setString(1, id);
                person.setString(2, "Person Number " + i);
                person.setString(3, "person number " + i);
                person.executeUpdate();
                lobby.setString(1, id);
                lobby.executeUpdate();
            }
        }
    }

    private static void channels(Connection connection) throws SQLException {
        try (var channel = connection.prepareStatement("INSERT INTO channel"
                        + " (id, kind, name, topic, head, messages, creator) VALUES (?, 'public', ?, ?, ?, ?, 'p0')");
                var event = connection.prepareStatement(
                        "INSERT INTO event (channel, seq, mark, kind, message, author, cid, at)"
                                + " VALUES (?, ?, ?, 'posted', ?, ?, ?, 0)");
                var message = connection.prepareStatement(
                        "INSERT INTO message (channel, seq, n, author, at, revision, files, text)"
                                + " VALUES (?, ?, ?, ?, 0, ?, 0, ?)")) {
            for (var c = 0; c < CHANNELS; c++) {
                channel.setString(1, "c" + c);
                channel.setString(2, "channel-number-" + c);
                channel.setString(3, "What we talk about here: topic " + c + ", and what comes after it");
                channel.setLong(4, MESSAGES);
                channel.setLong(5, MESSAGES);
                channel.executeUpdate();
                var place = Cursor.START;
                for (var n = 1; n <= MESSAGES; n++) {
                    place = place.next("mark" + n);
                    var author = "p" + (c + n * 7) % PEOPLE;
                    event.setString(1, "c" + c);
                    event.setLong(2, n);
                    event.setString(3, place.mark());
                    event.setLong(4, n);
                    event.setString(5, author);
                    event.setString(6, "k" + n);
                    event.executeUpdate();
                    message.setString(1, "c" + c);
                    message.setLong(2, n);
                    message.setLong(3, n);
                    message.setString(4, author);
                    message.setLong(5, n);
                    message.setBytes(6, ("Message " + n + " " + "x".repeat(120)).getBytes(StandardCharsets.UTF_8));
                    message.executeUpdate();
                }
            }
        }
    }

    private static void members(Connection connection) throws SQLException {
        try (var member =
                connection.prepareStatement("INSERT INTO member (channel, person, read_n) VALUES (?, ?, ?)")) {
            for (var c = 0; c < CHANNELS; c++) {
                for (var p = 0; p < PEOPLE; p++) {
                    // the channel of the same number, and the 199 after it
                    if (Math.floorMod(c - p, CHANNELS) < EACH - 1) {
                        member.setString(1, "c" + c);
                        member.setString(2, "p" + p);
                        member.setLong(3, MESSAGES - p % 10);
                        member.executeUpdate();
                    }
                }
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
