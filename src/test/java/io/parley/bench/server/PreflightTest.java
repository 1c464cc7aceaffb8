package io.parley.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.bench.server.Preflight.Machine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is missing is said before a scenario runs, with the remedy. */
class PreflightTest {
    private static final Machine ENOUGH = new Machine(20_000, 28_000, 4_096, 2);

    @Test
    void a_machine_that_has_enough_lacks_nothing() {
        assertEquals(List.of(), ENOUGH.lacks(10_025));
    }

    @Test
    void each_thing_that_is_missing_has_a_line_with_its_remedy() {
        var lacks = new Machine(1_024, 1_000, 128, 1).lacks(10_000);
        assertEquals(4, lacks.size());
        assertTrue(lacks.get(0).startsWith("1,024 open files are allowed and 10,300 needed: ulimit"), lacks.get(0));
        assertTrue(lacks.get(1).contains("sysctl net.ipv4.ip_local_port_range"), lacks.get(1));
        assertTrue(lacks.get(2).contains("sysctl net.core.somaxconn=1024"), lacks.get(2));
        assertTrue(lacks.get(3).startsWith("there is one core"), lacks.get(3));
    }

    @Test
    void many_connections_come_from_several_addresses_and_need_no_more_ports() {
        assertEquals(List.of(), new Machine(200_000, 28_000, 4_096, 2).lacks(100_000));
    }

    @Test
    void this_machine_can_be_asked() throws IOException {
        var here = Machine.here();
        assertTrue(here.openFiles() > 0 && here.ports() > 0 && here.backlog() > 0 && here.cores() > 0, here::toString);
    }
}
