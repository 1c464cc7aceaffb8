package io.parley.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.redis.RedisServer;
import io.parley.sql.PostgresServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Redis and PostgreSQL leave nothing behind in a Tomcat that goes on without us, whether they are there or not. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RedisDeployIT {
    @Test
    @Tag("matrix")
    void redeploys_with_a_redis_leave_nothing_behind_on_tomcat_11() throws Exception {
        redeploy("tomcat-11");
    }

    @Test
    @Tag("matrix")
    void redeploys_with_a_redis_leave_nothing_behind_on_tomcat_10_1() throws Exception {
        redeploy("tomcat-10");
    }

    @Test
    void redeploys_of_one_of_many_nodes_leave_nothing_behind_on_tomcat_11() throws Exception {
        redeployOneOfMany("tomcat-11");
    }

    @Test
    @Tag("matrix")
    void redeploys_of_one_of_many_nodes_leave_nothing_behind_on_tomcat_10_1() throws Exception {
        redeployOneOfMany("tomcat-10");
    }

    private static void redeployOneOfMany(String tomcat) throws Exception {
        var manager = new TomcatManager(URI.create("http://127.0.0.1:" + System.getProperty(tomcat + ".port") + "/"));
        var postgres = PostgresServer.shared();
        try (var redis = RedisServer.start()) {
            var home = Files.createDirectories(Path.of(System.getProperty(tomcat + ".home"), "parley", "of-many"));
            Nodes.properties(home, postgres, postgres.schema(), Optional.of(redis));
            Redeploys.leaveNothing(manager, "/of-many", time -> {
                // connections that were made anew are left behind no more than others
                postgres.cut();
                away(redis, time);
            });
        }
        assertEquals(0, manager.threads("parley-redis"));
    }

    private static void redeploy(String tomcat) throws Exception {
        var manager = new TomcatManager(URI.create("http://127.0.0.1:" + System.getProperty(tomcat + ".port") + "/"));
        try (var redis = RedisServer.start()) {
            var home = Path.of(System.getProperty(tomcat + ".home"), "parley", "with-redis");
            Files.createDirectories(home);
            Files.writeString(home.resolve("parley.properties"), "parley.redis=" + redis.uri() + "\n");
            Redeploys.leaveNothing(manager, "/with-redis", time -> away(redis, time));
        }
        assertEquals(0, manager.threads("parley-redis"));
    }

    /** While the second one ends, and for the whole third one. */
    private static void away(RedisServer redis, int time) throws Exception {
        if (time == 2) {
            redis.kill();
        }
    }
}
