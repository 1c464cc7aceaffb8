package io.parley.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.it.Await;
import io.parley.it.ServerProcess;
import io.parley.redis.RedisServer;
import io.parley.sql.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator runs {@code java -jar parley.war torture}. */
class TortureIT {
    @TempDir
    private Path temporary;

    @Test
    @Tag("matrix")
    void one_node_on_its_own_store_survives_it_and_nothing_is_left_behind() throws Exception {
        var said = run(0, "torture", "--minutes", "0.15", "--clients", "6");
        System.out.println("torture of one node: " + said);
        assertTrue(said.containsAll(List.of("lost 0", "doubled 0", "out of order 0")), said::toString);
        assertTrue(said.stream().anyMatch(line -> line.matches("acknowledged [1-9]\\d*")), said::toString);
        assertNothingIsLeft();
    }

    @Test
    void three_nodes_of_one_database_survive_it_and_only_what_is_theirs_is_removed() throws Exception {
        var postgres = PostgresServer.shared();
        var before = schemas(postgres);
        try (var redis = RedisServer.start()) {
            asked(redis, "SET parley_torture somebodys");
            var said = run(
                    0,
                    "torture",
                    "--minutes",
                    "0.15",
                    "--clients",
                    "12",
                    "--database",
                    postgres.url() + "?user=" + PostgresServer.USER + "&password="
                            + URLEncoder.encode(PostgresServer.PASSWORD, StandardCharsets.UTF_8),
                    "--redis",
                    redis.uri().toString());
            System.out.println("torture of three nodes: " + said);
            assertTrue(said.getFirst().contains(": 3 nodes, 12 clients"), said::toString);
            assertTrue(said.containsAll(List.of("lost 0", "doubled 0", "out of order 0")), said::toString);
            assertEquals(":1", asked(redis, "DBSIZE"));
            assertEquals(":1", asked(redis, "EXISTS parley_torture"));
        }
        assertEquals(before, schemas(postgres));
        assertNothingIsLeft();
    }

    private static List<String> schemas(PostgresServer postgres) throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT nspname FROM pg_namespace ORDER BY 1")) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    /** The first line of its answer to an inline command. */
    private static String asked(RedisServer redis, String command) throws IOException {
        try (var socket = new Socket("127.0.0.1", redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    @Test
    void ctrl_c_leaves_nothing_behind() throws Exception {
        var torture = start("torture", "--minutes", "10", "--clients", "2");
        try (var lines = torture.inputReader(StandardCharsets.UTF_8)) {
            // it has begun
            for (var line = lines.readLine(); line != null && !line.contains(" sent, "); line = lines.readLine()) {}
            var nodes = torture.descendants().toList();
            assertEquals(1, nodes.size(), "nodes");
            torture.destroy();
            assertEquals(143, end(torture));
            Await.until(() -> "its nodes end", () -> nodes.stream().noneMatch(ProcessHandle::isAlive));
        }
        assertNothingIsLeft();
    }

    @Test
    void a_wrong_option_costs_one_line_and_nothing_else() throws Exception {
        assertEquals(
                List.of("Torture: --nodes: 3 nodes need one database, and SQLite belongs to one node;"
                        + " right is --nodes 1, or a --database"),
                run(2, "torture", "--nodes", "3"));
        assertNothingIsLeft();
    }

    @Test
    void what_is_no_command_is_refused_in_one_line() throws Exception {
        assertEquals(
                List.of("Parley did not start: \"tortoise\" is no command; right is none at all, or torture"),
                run(1, "tortoise"));
        assertNothingIsLeft();
    }

    @Test
    void help_says_what_there_is() throws Exception {
        assertTrue(run(0, "torture", "--help").getFirst().startsWith("java -jar parley.war torture"));
    }

    private void assertNothingIsLeft() throws IOException {
        try (var left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** @return what it said */
    private List<String> run(int code, String... arguments) throws Exception {
        var torture = start(arguments);
        try (var lines = torture.inputReader(StandardCharsets.UTF_8)) {
            var said = lines.lines().toList();
            assertEquals(code, end(torture), said::toString);
            return said;
        } finally {
            torture.destroyForcibly();
        }
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-Djava.io.tmpdir=" + temporary));
        command.addAll(List.of("-jar", ServerProcess.war().toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_") || name.endsWith("JAVA_OPTIONS"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    private static int end(Process process) throws InterruptedException {
        assertTrue(process.waitFor(Await.BOUND.toSeconds(), TimeUnit.SECONDS), "it ends");
        return process.exitValue();
    }
}
