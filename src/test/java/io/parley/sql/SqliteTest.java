package io.parley.sql;

import static io.parley.chat.ChannelView.LOBBY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Draft;
import io.parley.chat.Leg;
import io.parley.chat.Receipt;
import io.parley.chat.SendOrder;
import io.parley.chat.Way;
import io.parley.people.Name;
import io.parley.people.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database in a file: made, opened again, refused, kept small, and let go of. */
class SqliteTest {
    @TempDir
    private Path folder;

    @Test
    void what_was_said_is_there_after_a_restart() {
        String id;
        byte[] sealing;
        Person ann;
        Receipt kept;
        try (var house = new House(folder)) {
            id = house.store.id();
            sealing = house.store.sealing();
            ann = house.person("Ann");
            kept = send(house, ann, "c1", "lasting").join();
        }
        try (var house = new House(folder)) {
            assertEquals(id, house.store.id());
            assertArrayEquals(sealing, house.store.sealing());
            assertEquals(32, sealing.length);
            assertEquals(ann, house.person("Ann"));
            assertEquals(
                    List.of(assertInstanceOf(Receipt.Kept.class, kept).event()),
                    house.store.journal().between(LOBBY, 0, 10));
            assertInstanceOf(
                    Receipt.Repeated.class, send(house, ann, "c1", "lasting").join());
        }
        try (var other = new House(folder.resolve("other"))) {
            assertNotEquals(id, other.store.id());
            assertFalse(Arrays.equals(sealing, other.store.sealing()));
        }
    }

    @Test
    void what_is_kept_is_timed_once_and_nothing_else_is() {
        var way = new Way(System::nanoTime);
        try (var store =
                SqlStore.open(House.in(folder), events -> {}, way, InstantSource.system(), new SplittableRandom())) {
            var ann = store.directory().named(new Name("Ann"));
            for (var text : List.of("kept", "kept", "another text")) {
                store.journal()
                        .append(new Draft.Post(LOBBY, ann.id(), "c1", SendOrder.none(), text, List.of()))
                        .handle((receipt, refusal) -> receipt)
                        .toCompletableFuture()
                        .join();
            }
        }
        assertEquals(1, way.transactions());
        for (var leg : List.of(Leg.QUEUED, Leg.WRITTEN, Leg.COMMIT, Leg.KEPT)) {
            assertEquals(1, way.count(leg).times(), leg.name());
        }
        var parts = way.count(Leg.QUEUED).nanos()
                + way.count(Leg.WRITTEN).nanos()
                + way.count(Leg.COMMIT).nanos();
        assertEquals(way.count(Leg.KEPT).nanos(), parts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "100%25", "a#b", "ümläut", "semi;colon", "plus+&'quote"})
    void its_folder_may_have_any_name(String name) {
        try (var house = new House(folder.resolve(name))) {
            send(house, house.person("Ann"), "c1", "here").join();
            assertTrue(Files.exists(folder.resolve(name).resolve("parley.db")));
        }
    }

    @Test
    void every_migration_in_the_folder_is_named() throws IOException {
        var database = House.in(folder);
        try (var files = Files.list(Path.of("src/main/resources", database.migrationFolder()))) {
            assertEquals(
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()),
                    database.migrations().stream().collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"checksum = checksum + 1", "success = 0", "version = '2'"})
    void a_database_that_another_script_made_is_refused_in_one_line(String otherwise) throws SQLException {
        new House(folder).close();
        new House(folder).close();
        try (var connection = House.in(folder).writing().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE flyway_schema_history SET " + otherwise);
        }
        refusedInOneLine();
    }

    @Test
    void a_database_of_a_newer_version_is_refused_in_one_line() throws SQLException {
        new House(folder).close();
        try (var connection = House.in(folder).writing().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, 'V99__later.sql', 1,"
                    + " installed_by, installed_on, 1, 1 FROM flyway_schema_history WHERE version = '1'");
        }
        refusedInOneLine();
    }

    @Test
    void what_is_no_database_is_refused_in_one_line() throws IOException {
        Files.writeString(folder.resolve("parley.db"), "This is no database. ".repeat(1_000));
        refusedInOneLine();
    }

    private void refusedInOneLine() {
        var line = String.valueOf(assertThrows(IllegalStateException.class, () -> new House(folder))
                .getMessage());
        System.out.println(line);
        assertEquals(1, line.lines().count());
        assertTrue(line.contains("parley.db"));
        assertNoThreads();
    }

    @Test
    void the_log_beside_the_database_stays_small() throws IOException {
        var text = "x".repeat(20_000);
        try (var house = new House(folder)) {
            var ann = house.person("Ann");
            for (int round = 0; round < 20; round++) {
                var sent = round;
                IntStream.range(0, 200)
                        .mapToObj(i -> send(house, ann, "c" + sent + "-" + i, text))
                        .toList()
                        .forEach(CompletableFuture::join);
            }
            var log = Files.size(folder.resolve("parley.db-wal")) >> 20;
            System.out.printf(
                    "after %d MiB of messages the write-ahead log has %d MiB%n", 20 * 200 * 20_000 >> 20, log);
            assertTrue(log < 60, log + " MiB");
        }
        assertFalse(Files.exists(folder.resolve("parley.db-wal")), "the last checkpoint empties it");
    }

    @Test
    void nothing_is_left_of_a_closed_store() {
        var house = new House(folder);
        send(house, house.person("Ann"), "c1", "bye").join();
        house.close();

        assertNoThreads();
        assertEquals(
                List.of(),
                DriverManager.drivers()
                        .map(Driver::getClass)
                        .filter(driver -> driver.getName().contains("sqlite"))
                        .toList());
        house.close();
    }

    private static void assertNoThreads() {
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.matches("parley-(writer|readers|checkpoints)"))
                        .toList());
    }

    private static CompletableFuture<Receipt> send(House house, Person author, String cid, String text) {
        return house.store
                .journal()
                .append(new Draft.Post(LOBBY, author.id(), cid, SendOrder.none(), text, List.of()))
                .toCompletableFuture();
    }
}
