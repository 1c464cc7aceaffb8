package io.parley.redis;

import static io.parley.chat.Said.posted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator who sets `auto` gets a Redis without doing anything. */
class LocalRedisIT {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path home;

    @TempDir
    Path bin;

    private int port;

    @BeforeEach
    void path() throws IOException {
        var command = Files.writeString(
                bin.resolve("redis-server"), "#!/bin/sh\nexec '" + RedisServer.fromMaven() + "' \"$@\"\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        port = RedisServer.freePort();
    }

    @Test
    void one_is_started_is_kept_for_a_second_node_and_stopped_by_the_last() throws Exception {
        var first = local(home, Optional.empty(), List.of(bin));
        try (var here = new Node(first)) {
            var heard = Heard.by(here);
            var password = Files.readString(home.resolve("redis/password")).strip();
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("redis/password"))));
            assertEquals(Knock.Answer.STRANGER, Knock.at(port, Optional.empty()), "nobody without the password");
            assertTrue(Files.exists(home.resolve("redis/appendonly.aof")), "what is in it survives it");
            var second = local(bin.resolve("other-home"), Optional.of(password), List.of(bin));
            try (var there = new Node(second)) {
                Heard.by(there);
                there.committed(List.of(posted(1)));
                heard.awaitCommitted(posted(1));
                first.close();
                assertEquals(Knock.Answer.OPEN, Knock.at(port, Optional.of(password)), "others use it");
            }
            second.close();
            assertEquals(Knock.Answer.OPEN, Knock.at(port, Optional.of(password)), "it did not start it");
        }
        first.close();
        assertEquals(Knock.Answer.NOBODY, Knock.at(port, Optional.empty()));
        assertFalse(Files.exists(bin.resolve("other-home")));
    }

    @Test
    void one_that_dies_is_started_again_with_the_same_password() throws Exception {
        try (var local = local(home, Optional.empty(), List.of(bin));
                var node = new Node(local)) {
            var heard = Heard.by(node);
            var password = Files.readString(home.resolve("redis/password"));
            local.started().orElseThrow().destroyForcibly();
            heard.awaitConnected(false);
            heard.awaitConnected(true);
            assertEquals(password, Files.readString(home.resolve("redis/password")));
        }
        assertEquals(Knock.Answer.NOBODY, Knock.at(port, Optional.empty()));
    }

    @Test
    void one_that_a_killed_parley_left_behind_is_used_again_and_stopped() throws Exception {
        var killed = local(home, Optional.empty(), List.of(bin));
        killed.find();
        var left = killed.started().orElseThrow();
        try (var next = local(home, Optional.empty(), List.of(bin))) {
            assertEquals(
                    Optional.of(Files.readString(home.resolve("redis/password")).strip()),
                    next.find().password());
            assertEquals(Optional.of(left), next.started());
        }
        assertFalse(left.isAlive());
    }

    @Test
    void one_that_wants_no_password_is_used_and_left_alone() throws Exception {
        try (var classic = RedisServer.start()) {
            port = classic.port();
            var local = local(home, Optional.empty(), List.of());
            try (var node = new Node(local)) {
                Heard.by(node);
            }
            local.close();
            assertEquals(Knock.Answer.OPEN, Knock.at(port, Optional.empty()));
        }
    }

    @Test
    void without_a_redis_server_parley_waits_for_one() throws Exception {
        var local = local(home, Optional.empty(), List.of(home));
        try (var node = new Node(local)) {
            var heard = new Heard();
            node.listen(heard);
            assertFalse(heard.connected());
        }
        local.close();
        assertFalse(Files.exists(home.resolve("redis")));
    }

    @Test
    void a_stranger_on_the_port_is_not_taken_for_one() throws Exception {
        try (var stranger = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = stranger.getLocalPort();
            var thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (true) {
                        stranger.accept().getOutputStream().write("220 mail\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException closed) {
                    // the test is over
                }
            });
            assertEquals(Knock.Answer.STRANGER, Knock.at(port, Optional.empty()));
            assertEquals(Knock.Answer.STRANGER, Knock.at(port, Optional.of("secret")));
            assertEquals(
                    "redis://127.0.0.1:" + port,
                    local(home, Optional.empty(), List.of(bin)).find().describe());
            assertFalse(Files.exists(home.resolve("redis")));
            stranger.close();
            thread.join();
        }
    }

    private LocalRedis local(Path of, Optional<String> password, List<Path> path) {
        return new LocalRedis(of.resolve("redis"), port, path, password, RANDOM);
    }
}
