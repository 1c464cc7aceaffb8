package io.parley.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.FaultPoint;
import io.parley.FaultyParley;
import io.parley.it.ClassicClient;
import io.parley.it.Nodes;
import io.parley.it.ParleyClient;
import io.parley.it.ServerProcess;
import io.parley.redis.RedisServer;
import io.parley.sql.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node dies when a message is committed and nobody has been told; then all is silent. */
class LastWordsIT {
    /** Milliseconds; the promise is one second, which the simulation holds on its own clock. */
    private static final long LONGEST = 10_000;

    @TempDir
    private Path folder;

    private final PostgresServer postgres = PostgresServer.shared();

    @Test
    void what_a_dying_node_committed_is_seen_on_every_other() throws Exception {
        try (var redis = RedisServer.start()) {
            dies(Optional.of(redis));
        }
    }

    @Test
    void without_redis_it_is_seen_as_well() throws Exception {
        dies(Optional.empty());
    }

    private void dies(Optional<RedisServer> redis) throws Exception {
        var schema = postgres.schema();
        try (var nodes = Nodes.start(folder, 2, postgres, schema, redis);
                var dying = ServerProcess.on(Files.createDirectories(folder.resolve("dying")))
                        .with(Nodes.settings(postgres, schema, redis))
                        .with("-Dfaulty.point=" + FaultPoint.AFTER_COMMIT)
                        .running(System.getProperty("java.class.path"), FaultyParley.class.getName())
                        .start();
                var bea = ParleyClient.join(nodes.uri(0), "bea");
                var carl = ParleyClient.join(nodes.uri(1), "carl");
                var dora = ClassicClient.join(nodes.uri(1), ClassicClient.TEXT, "dora");
                var ann = ParleyClient.join(dying.uri(), "ann")) {
            var cid = ann.says("last words");
            assertEquals(FaultPoint.FELL, dying.awaitExit(), () -> String.join("\n", dying.log()));
            var fell = System.nanoTime();
            for (var one : List.of(bea, carl)) {
                one.awaitMessage("last words");
            }
            dora.takeUntil(ClassicClient.line("ann", "last words"));
            var took = (System.nanoTime() - fell) / 1_000_000;
            System.out.printf(
                    "last words%s reached the others %d ms after the death%n",
                    redis.isPresent() ? "" : ", without Redis,", took);
            assertTrue(took <= LONGEST, took + " ms");
            assertEquals(0, ann.countAcknowledged());

            ann.connect(nodes.uri(1));
            assertEquals(bea.awaitMessage("last words").seq(), ann.awaitAcknowledged(cid));
            assertEquals(List.of("last words"), bea.texts());
            assertEquals(List.of("last words"), ann.texts());
        }
    }
}
