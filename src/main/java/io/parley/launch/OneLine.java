package io.parley.launch;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** A record of the log as one line: time, level, who, what; a fault's trace follows, indented. */
final class OneLine extends Formatter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSXXX");

    private final ZoneId zone;

    OneLine() {
        this(ZoneId.systemDefault());
    }

    OneLine(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String format(LogRecord record) {
        var line = new StringBuilder(200)
                .append(TIME.format(record.getInstant().atZone(zone)))
                .append(' ')
                .append(level(record.getLevel()))
                .append(' ')
                .append(record.getLoggerName())
                .append(": ")
                // what people sent must not look like further records
                .append(formatMessage(record).replaceAll("\\p{Cntrl}", "␤"))
                .append('\n');
        if (record.getThrown() != null) {
            var trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace));
            trace.toString()
                    .lines()
                    .forEach(each -> line.append("    ").append(each).append('\n'));
        }
        return line.toString();
    }

    private static String level(Level level) {
        var value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARN ";
        }
        return value >= Level.INFO.intValue() ? "INFO " : "DEBUG";
    }
}
