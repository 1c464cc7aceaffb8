package io.parley.kill;

import io.parley.it.Nodes;
import io.parley.sql.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes have nothing in common but their database; with Redis, see {@link io.parley.it.NodesIT}. */
class LastWordsIT {
    @TempDir
    private Path folder;

    @Test
    void what_a_dying_node_committed_is_seen_on_the_other_without_redis() throws Exception {
        var postgres = PostgresServer.shared();
        var schema = postgres.schema();
        try (var nodes = Nodes.start(folder, 1, postgres, schema, Optional.empty())) {
            LastWords.areSeenOnEveryOther(
                    nodes,
                    Files.createDirectory(folder.resolve("the database only")),
                    Nodes.settings(postgres, schema, Optional.empty()));
        }
    }
}
