package io.parley.sql;

import static io.parley.chat.ChannelView.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Draft;
import io.parley.chat.Event;
import io.parley.chat.Message;
import io.parley.chat.Receipt;
import io.parley.chat.Said;
import io.parley.chat.SendOrder;
import io.parley.it.Certificate;
import io.parley.people.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One PostgreSQL and many nodes: they start, write and take names at once; unfit databases are refused; nothing stays behind. */
class PostgresIT {
    private static final PostgresServer SERVER = PostgresServer.shared();

    @Test
    void three_nodes_start_at_once_on_an_empty_schema() throws Exception {
        var schema = SERVER.schema();
        try (var threads = Executors.newFixedThreadPool(3)) {
            var starting = IntStream.range(0, 3)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> new House(SERVER.database(schema)), threads))
                    .toList();
            var houses = starting.stream().map(CompletableFuture::join).toList();
            assertEquals(
                    1, houses.stream().map(house -> house.store.id()).distinct().count());
            houses.forEach(House::close);
        }
    }

    @Test
    void two_nodes_write_to_one_channel_at_once() throws Exception {
        var senders = 4;
        var each = 300;
        var schema = SERVER.schema();
        try (var one = new House(SERVER.database(schema));
                var two = new House(SERVER.database(schema));
                var threads = Executors.newFixedThreadPool(2 * senders)) {
            var began = System.nanoTime();
            var talking = IntStream.range(0, 2 * senders)
                    .mapToObj(i ->
                            CompletableFuture.runAsync(() -> talk(i % 2 == 0 ? one : two, "P" + i, each), threads))
                    .toList();
            talking.forEach(CompletableFuture::join);
            System.out.printf(
                    "two nodes on one channel: %d drafts in %.1f s%n",
                    2 * senders * each, (System.nanoTime() - began) / 1e9);

            var log = one.journal().between(LOBBY, 0, Long.MAX_VALUE);
            assertEquals(
                    LongStream.rangeClosed(1, 2L * senders * each).boxed().toList(),
                    log.stream().map(Event.Lasting::seq).toList());
            assertEquals(log, two.journal().between(LOBBY, 0, Long.MAX_VALUE));
            assertEquals(new HashSet<>(log), new HashSet<>(both(one, two)));
            assertEquals(log.size(), one.told.size() + two.told.size());
            for (int i = 0; i < 2 * senders; i++) {
                var author = one.person("P" + i).id();
                assertEquals(
                        IntStream.range(0, each).mapToObj(k -> "" + k).toList(),
                        log.stream()
                                .map(Said::state)
                                .filter(message -> message.from().equals(author))
                                .map(Message::text)
                                .toList());
            }
            var repeated = send(two, one.person("P0"), "c7", "7").join();
            assertTrue(repeated instanceof Receipt.Repeated, "a receipt of one node is known to the other");
        }
    }

    private static void talk(House house, String name, int each) {
        var person = house.person(name);
        var order = SendOrder.strict();
        IntStream.range(0, each)
                .mapToObj(i -> house.journal()
                        .append(new Draft.Post(LOBBY, person.id(), "c" + i, order, "" + i, List.of()))
                        .toCompletableFuture())
                .toList()
                .forEach(CompletableFuture::join);
    }

    private static List<Event.Lasting> both(House one, House two) {
        return Stream.concat(one.told.stream(), two.told.stream()).toList();
    }

    @Test
    void one_name_taken_on_two_nodes_at_once_is_one_person() throws Exception {
        var schema = SERVER.schema();
        try (var one = new House(SERVER.database(schema));
                var two = new House(SERVER.database(schema));
                var threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 10; round++) {
                var name = "Ann " + round;
                var coming = IntStream.range(0, 16)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(() -> (i % 2 == 0 ? one : two).person(name), threads))
                        .toList();
                assertEquals(
                        1,
                        coming.stream().map(CompletableFuture::join).distinct().count());
            }
        }
    }

    @Test
    void two_nodes_that_wait_for_each_other_both_succeed() throws Exception {
        var schema = SERVER.schema();
        try (var one = new House(SERVER.database(schema));
                var two = new House(SERVER.database(schema));
                var threads = Executors.newFixedThreadPool(40)) {
            var coming = IntStream.range(0, 80)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> (i < 40 ? one : two).person("P" + (i < 40 ? i : 79 - i)), threads))
                    .toList();
            assertEquals(
                    40, coming.stream().map(CompletableFuture::join).distinct().count());
        }
    }

    @Test
    void the_oldest_postgresql_that_is_taken_does_all_that() throws Exception {
        try (var oldest = PostgresServer.startOldest();
                var house = new House(oldest.database(oldest.schema()))) {
            var ann = house.person("Ann");
            assertEquals(1, send(house, ann, "c1", "hello").join().seq());
            assertEquals(house.told, house.journal().between(LOBBY, 0, 10));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres?options=-c%20synchronous_commit=off | synchronous_commit is off, it has to be on",
                "latin | its encoding is LATIN1, it has to be UTF8",
                "postgres?currentSchema=nowhere | the schema in currentSchema or search_path is not there",
                "nowhere | database \"nowhere\" does not exist",
                "postgres?user=nobody | password authentication failed for user \"nobody\"",
            })
    void an_unfit_database_is_refused_in_one_line(String name, String reason) throws SQLException {
        if (name.equals("latin")) {
            SERVER.execute(
                    "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'");
        }
        refused("jdbc:postgresql://127.0.0.1:" + SERVER.port() + "/" + name, reason);
    }

    @Test
    void a_database_that_syncs_nothing_is_refused() throws Exception {
        var server = PostgresServer.mortal();
        server.stop();
        server.startAgain("fsync=off");
        refused(server.url(), "fsync is off, it has to be on");
        server.stop();
        refused(server.url(), "refused");
    }

    @Test
    void by_tls_only_a_server_whose_certificate_is_trusted_and_bears_its_name_is_talked_to(@TempDir Path folder)
            throws Exception {
        var certificate = Certificate.in(folder, "dns:localhost");
        var server = PostgresServer.mortal();
        server.stop();
        server.startAgain(certificate);
        var named = "jdbc:postgresql://localhost:" + server.port() + "/postgres?currentSchema=" + server.schema()
                + "&sslmode=verify-full";
        var trusted = "&sslrootcert=" + certificate.chain();
        var another = Certificate.in(Files.createDirectory(folder.resolve("another")), "dns:localhost");
        try (var house = new House(at(named + trusted))) {
            assertEquals(
                    1,
                    send(house, house.person("Ann"), "c1", "in secret").join().seq());
        }
        refused(named + "&sslrootcert=" + another.chain(), "localhost", "PKIX path");
        refused(named.replace("localhost", "127.0.0.1") + trusted, "The hostname 127.0.0.1 could not be verified");
        server.stop();
    }

    @Test
    void a_source_of_the_container_does_as_well() throws Exception {
        var schema = SERVER.schema();
        Connections source = () -> {
            var connection = SERVER.connect();
            connection.setSchema(schema);
            return connection;
        };
        try (var house = new House(Postgres.of(source, "java:comp/env/jdbc/parley", 2))) {
            assertEquals(
                    1, send(house, house.person("Ann"), "c1", "hello").join().seq());
            assertEquals(house.told, house.journal().between(LOBBY, 0, 10));
        }
    }

    private static Database at(String url) {
        return Postgres.at(url, Optional.of(PostgresServer.USER), Optional.of(PostgresServer.PASSWORD), 2);
    }

    private static void refused(String url, String reason) {
        refused(url, "127.0.0.1", reason);
    }

    private static void refused(String url, String host, String reason) {
        var line = String.valueOf(assertThrows(IllegalStateException.class, () -> new House(at(url)))
                .getMessage());
        System.out.println(line);
        assertEquals(1, line.lines().count());
        assertTrue(line.contains(reason) && line.contains(host), line);
        assertFalse(line.contains(PostgresServer.PASSWORD), line);
    }

    @Test
    void what_is_no_address_is_refused_without_being_shown() {
        var refused = assertThrows(
                IllegalStateException.class,
                () -> Postgres.at("jdbc:postgresql://h:port/?password=hunter2", Optional.empty(), Optional.empty(), 2));
        assertFalse(String.valueOf(refused.getMessage()).contains("hunter2"));
    }

    @Test
    void every_id_there_is_can_be_asked_for() throws SQLException {
        try (var house = new House(SERVER.database(SERVER.schema()))) {
            var ann = house.person("Ann");
            assertEquals(
                    List.of(ann),
                    house.store.directory().byIds(List.of("\0", "a\0b", "\uD800", "\uFFFF", "' OR 1=1", ann.id())));
            assertThrows(
                    CompletionException.class,
                    () -> house.journal()
                            .append(new Draft.Post("\0", ann.id(), "c1", SendOrder.none(), "x", List.of()))
                            .toCompletableFuture()
                            .join());
            assertEquals(1, send(house, ann, "c2", "goes on").join().seq());
        }
    }

    @Test
    void nothing_is_left_of_a_closed_store() throws Exception {
        var house = new House(SERVER.database(SERVER.schema()));
        send(house, house.person("Ann"), "c1", "bye").join();
        house.store.files(Files.createTempDirectory("spool")).arrived("nothing");
        house.close();
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.matches("parley-(writer|readers|files)|PostgreSQL.*"))
                        .toList());
        assertEquals(
                List.of(),
                DriverManager.drivers()
                        .map(driver -> driver.getClass().getName())
                        .filter(name -> name.contains("postgresql"))
                        .toList());
    }

    private static CompletableFuture<Receipt> send(House house, Person author, String cid, String text) {
        return house.journal()
                .append(new Draft.Post(LOBBY, author.id(), cid, SendOrder.none(), text, List.of()))
                .toCompletableFuture();
    }
}
