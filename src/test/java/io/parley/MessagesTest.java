package io.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Leg;
import io.parley.chat.Way;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Way way = new Way(() -> 0);

    @Test
    void whoever_operates_a_node_sees_how_long_messages_take_until_it_ends() throws Exception {
        var home = Path.of("/a home, with \"quotes\"");
        var name = name(home);
        try (var one = new Messages(way, home);
                var other = new Messages(way, Path.of("/another"))) {
            one.show((delay, task) -> tasks.add(task));
            other.show((delay, task) -> tasks.add(task));
            List.copyOf(tasks).forEach(Runnable::run);
            way.committed();
            way.took(Leg.COMMIT, 0, 3_000_000, 2);

            assertEquals(1L, server.getAttribute(name, "Transactions"));
            var commit = ((CompositeData[]) server.getAttribute(name, "Legs"))[Leg.COMMIT.ordinal()];
            assertEquals("COMMIT", commit.get("leg"));
            assertEquals(2L, commit.get("messages"));
            assertEquals(6_000_000L, commit.get("nanos"));
            assertEquals(3.1, (double) commit.get("half"), 0.2);
            assertTrue(server.isRegistered(name(Path.of("/another"))));
        }
        assertFalse(server.isRegistered(name));
        assertFalse(server.isRegistered(name(Path.of("/another"))));
    }

    @Test
    void one_that_ended_before_it_was_shown_leaves_nothing_behind() throws Exception {
        var home = Path.of("/short");
        try (var messages = new Messages(way, home)) {
            messages.show((delay, task) -> tasks.add(task));
        }
        tasks.remove().run();
        assertFalse(server.isRegistered(name(home)));
    }

    private static ObjectName name(Path home) throws Exception {
        return new ObjectName("io.parley:type=Messages,home=" + ObjectName.quote(home.toString()));
    }
}
