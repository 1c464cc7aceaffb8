package io.parley.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OneLineTest {
    private final OneLine format = new OneLine(ZoneOffset.UTC);

    @Test
    void a_record_is_one_line() {
        assertEquals("2026-01-02 03:04:05.678Z INFO  io.parley: hello\n", format.format(record("hello")));
    }

    @Test
    void nobody_can_write_a_line_of_his_own_into_the_log() {
        var line = format.format(record("hello\n2026-01-02 ERROR io.parley: gotcha\u001b[2J"));
        assertEquals(1, line.lines().count());
        assertTrue(line.codePoints().filter(Character::isISOControl).count() == 1, line);
    }

    @Test
    void a_fault_shows_its_trace_below() {
        var record = record("it broke");
        record.setThrown(new IllegalStateException("why"));
        var lines = format.format(record).lines().toList();
        assertEquals("    java.lang.IllegalStateException: why", lines.get(1));
        assertTrue(lines.stream().skip(1).allMatch(line -> line.startsWith("    ")));
    }

    private static LogRecord record(String message) {
        var record = new LogRecord(Level.INFO, message);
        record.setLoggerName("io.parley");
        record.setInstant(Instant.parse("2026-01-02T03:04:05.678Z"));
        return record;
    }
}
