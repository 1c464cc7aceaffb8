package io.parley.sql;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The loggers of libraries that tell every step they take. Let through are their warnings only, unless whoever runs this has
 * set a level himself.
 */
final class Chatter {
    /** Held, because the JVM forgets a logger, and its level, that nobody holds. */
    private final List<Logger> loggers;

    private Chatter(List<Logger> loggers) {
        this.loggers = loggers;
    }

    static Chatter hushed() {
        var loggers = Stream.of("org.flywaydb", "com.zaxxer.hikari")
                .map(Logger::getLogger)
                .toList();
        loggers.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.WARNING));
        return new Chatter(loggers);
    }

    @Override
    public String toString() {
        return loggers.toString();
    }
}
