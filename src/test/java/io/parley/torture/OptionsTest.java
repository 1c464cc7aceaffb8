package io.parley.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What an operator types after {@code torture}. */
class OptionsTest {
    private static final String DATABASE = "jdbc:postgresql://db.example:5433/chat?user=ann&password=s%26cret";

    @Test
    void without_anything_one_node_is_tortured_for_a_minute() {
        var options = parse();
        assertEquals(1, options.nodes());
        assertEquals(24, options.clients());
        assertEquals(Duration.ofMinutes(1), options.time());
        assertTrue(options.database().isEmpty());
    }

    @Test
    void everything_can_be_said() {
        var options = parse(
                "--nodes",
                "2",
                "--minutes",
                "0.5",
                "--clients",
                "7",
                "--database",
                DATABASE,
                "--redis",
                "redis://ann:s%40crit@[::1]:6380/3");
        assertEquals(2, options.nodes());
        assertEquals(Duration.ofSeconds(30), options.time());
        assertEquals(
                "jdbc:postgresql://127.0.0.1:77/chat?user=ann&password=s%26cret&currentSchema=mine",
                options.database().orElseThrow().url(77, "mine"));
        var redis = options.redis().orElseThrow();
        assertEquals("s@crit", redis.password().orElseThrow());
        assertEquals("redis://ann:s%40crit@127.0.0.1:88/3", redis.url(88));
    }

    @Test
    void a_database_makes_it_three_nodes_and_takes_its_login_from_the_environment() {
        var options = Options.parse(
                List.of("--database", "jdbc:postgresql://db/chat"),
                Map.of("PARLEY_DATABASE_USER", "ann", "PARLEY_DATABASE_PASSWORD", "a&b"));
        assertEquals(3, options.nodes());
        assertEquals(
                "jdbc:postgresql://db:5432/chat?user=ann&password=a%26b",
                options.database().orElseThrow().url());
    }

    @Test
    void what_is_wrong_is_named_with_what_is_right() {
        wrong("--nodes: 2 nodes need one database", "--nodes", "2");
        wrong("--nodes: \"none\" is wrong; right is a whole number from 1 to 16", "--nodes", "none");
        wrong("--nodes: \"17\" is wrong", "--nodes", "17", "--database", DATABASE);
        wrong("--clients: \"0\" is wrong; right is a whole number from 1 to 1000", "--clients", "0");
        wrong("--minutes: \"-1\" is wrong; right is a number from 0.1 to 10080", "--minutes", "-1");
        wrong("--minutes: \"1e999999999\" is wrong", "--minutes", "1e999999999");
        wrong("--minutes: the value is missing", "--minutes");
        wrong("--nodes: it is there twice", "--nodes", "1", "--nodes", "1");
        wrong("\"--node\" is no option; right are --nodes,", "--node", "1");
        wrong("--database: it is no address of one PostgreSQL", "--database", "jdbc:mysql://db/chat");
        wrong("--database: it is no address of one PostgreSQL", "--database", "jdbc:postgresql://a,b/chat");
        wrong("--database: currentSchema", "--database", "jdbc:postgresql://db/chat?currentSchema=public");
        wrong("--redis: it is no address of one Redis", "--redis", "localhost:6379");
        wrong("--redis: it is no address of one Redis", "--redis", "rediss://localhost");
    }

    @Test
    void a_password_in_a_wrong_address_is_not_shown() {
        var line = assertThrows(CannotTorture.class, () -> parse("--redis", "redis://:geheim@a b"))
                .line();
        assertFalse(line.contains("geheim"), line);
    }

    @Test
    void whatever_is_typed_is_read_or_refused_in_one_line() {
        var random = new SplittableRandom(4);
        var words = List.of(
                "--nodes",
                "--minutes",
                "--database",
                "--redis",
                "1",
                "-0",
                "\n",
                "",
                "redis://",
                "%",
                DATABASE,
                "jdbc:postgresql://x:99999/",
                "redis://u:p@h:99999/1",
                "NaN",
                "0x1",
                "١");
        for (int i = 0; i < 20_000; i++) {
            var typed = new ArrayList<String>();
            for (int more = random.nextInt(7); more > 0; more--) {
                typed.add(words.get(random.nextInt(words.size())));
            }
            try {
                Options.parse(typed, Map.of());
            } catch (CannotTorture e) {
                assertFalse(e.line().contains("\n"), e.line());
            }
        }
    }

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), Map.of());
    }

    private static void wrong(String line, String... arguments) {
        var said = assertThrows(CannotTorture.class, () -> parse(arguments)).line();
        assertTrue(said.startsWith(line), said);
        assertFalse(said.contains("\n"), said);
    }
}
