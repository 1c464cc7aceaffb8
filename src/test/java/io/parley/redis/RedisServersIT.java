package io.parley.redis;

import static io.parley.chat.Said.LOBBY;
import static io.parley.chat.Said.posted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.parley.chat.Event;
import io.parley.it.Await;
import io.parley.it.Certificate;
import io.parley.json.Json;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kinds of Redis that operators have. */
class RedisServersIT {
    private static final String PASSWORD = "s3cret";
    /** What src/docs/settings.md says a user needs. */
    private static final String RIGHTS = "+@connection +@stream +@pubsub +get +set +del +expire +time";

    @TempDir
    Path folder;

    @Test
    void a_user_needs_no_more_rights_than_documented() throws Exception {
        var documented = Files.readString(Path.of("src/docs/settings.md"));
        assertEquals(true, documented.contains("`~<prefix>:* resetchannels &<prefix>:* " + RIGHTS + "`"));
        var user = "--user parley on >" + PASSWORD + " ~parley:* resetchannels &parley:* " + RIGHTS;
        try (var server = RedisServer.start((user + " --user default off").split(" "))) {
            var inAddress = URI.create("redis://parley:" + PASSWORD + "@127.0.0.1:" + server.port());
            var onlyNamed = URI.create("redis://parley@127.0.0.1:" + server.port());
            talk(new Server(inAddress, Optional.empty()), new Server(onlyNamed, Optional.of(PASSWORD)));
            stranger(new Server(onlyNamed, Optional.of("wrong")));
            stranger(new Server(server.uri(), Optional.empty()));
        }
    }

    @Test
    void a_default_user_may_have_a_password() throws Exception {
        try (var server = RedisServer.start("--requirepass", PASSWORD)) {
            var inAddress = URI.create("redis://:" + PASSWORD + "@127.0.0.1:" + server.port());
            talk(new Server(inAddress, Optional.empty()), new Server(server.uri(), Optional.of(PASSWORD)));
        }
    }

    @Test
    void by_tls_only_a_server_whose_certificate_is_trusted_and_bears_its_name_is_talked_to() throws Exception {
        var keys = Certificate.in(folder, "dns:localhost");
        try (var server = RedisServer.start(
                "--tls-auth-clients",
                "no",
                "--tls-cert-file",
                keys.chain().toString(),
                "--tls-key-file",
                keys.key().toString(),
                "--port",
                "0",
                "--tls-port",
                "${port}")) {
            var named = new Server(URI.create("rediss://localhost:" + server.port()), Optional.empty());
            stranger(named);
            System.setProperty("javax.net.ssl.trustStore", keys.store().toString());
            System.setProperty("javax.net.ssl.trustStorePassword", Certificate.PASSWORD);
            try {
                talk(named, named);
                stranger(new Server(URI.create("rediss://127.0.0.1:" + server.port()), Optional.empty()));
            } finally {
                System.clearProperty("javax.net.ssl.trustStore");
                System.clearProperty("javax.net.ssl.trustStorePassword");
            }
        }
    }

    @Test
    void sentinels_say_who_the_master_is_and_who_it_is_after_it_died() throws Exception {
        try (var master = RedisServer.start();
                var replica = RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(master.port()))) {
            Await.until(() -> "the replica follows", () -> info(replica).contains("master_link_status:up"));
            try (var sentinel = RedisServer.sentinel("main", master)) {
                var address = new Server(
                        URI.create("redis-sentinel://127.0.0.1:" + sentinel.port() + "#main"), Optional.empty());
                Await.until(
                        () -> "the sentinel knows both", () -> info(sentinel).contains("slaves=1"));
                try (var here = new Node(address, "d1");
                        var there = new Node(address, "d1")) {
                    var near = Heard.by(here);
                    var far = Heard.by(there);
                    here.committed(List.of(posted(1)));
                    far.awaitCommitted(posted(1));
                    master.kill();
                    near.awaitConnected(false);
                    far.awaitConnected(false);
                    near.awaitConnected(true);
                    far.awaitConnected(true);
                    here.committed(List.of(posted(2)));
                    far.awaitCommitted(posted(2));
                }
            }
        }
    }

    @Test
    void the_redis_that_this_machine_has_will_do() throws Exception {
        var own = RedisServer.onPath();
        assumeTrue(own.isPresent(), "no redis-server on the PATH");
        try (var server = RedisServer.start(own.get())) {
            System.out.println("Tried with "
                    + info(server)
                            .lines()
                            .filter(line -> line.startsWith("redis_version"))
                            .findFirst()
                            .orElse("?"));
            var address = new Server(server.uri(), Optional.empty());
            talk(address, address);
        }
    }

    /** Two nodes hear each other there, and keep what passed. */
    private static void talk(Server first, Server second) throws Exception {
        try (var here = new Node(first, "d1");
                var there = new Node(second, "d1");
                var json = new Json()) {
            Heard.by(here);
            var heard = Heard.by(there);
            here.committed(List.of(posted(1)));
            heard.awaitCommitted(posted(1));
            var typing = new Event.Typing(LOBBY, "ann");
            here.fleeting(typing);
            heard.awaitFleeting(typing);
            var recent = new RedisRecent(here.redis(), json, 100);
            recent.passed(List.of(posted(1)));
            Await.until(() -> "it is kept", () -> recent.between(LOBBY, 0, 1).isPresent());
        }
    }

    /** A node does not get in, and runs all the same. */
    private static void stranger(Server server) {
        try (var node = new Node(server, "d1")) {
            var heard = new Heard();
            node.listen(heard);
            node.committed(List.of(posted(1)));
            assertFalse(heard.connected());
        }
    }

    private static String info(RedisServer server) {
        var client = RedisClient.create(RedisURI.create(server.uri()));
        try (var connection = client.connect()) {
            return connection.sync().info();
        } finally {
            client.shutdown();
        }
    }
}
