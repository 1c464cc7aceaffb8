package io.parley.launch;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What {@code java -jar} shows: the log, and why it could not start. */
final class Console {
    private Console() {}

    /** Ends the process with one line. */
    static void fail(String line) {
        fail(line, null);
    }

    /** Ends the process with one line, and with the trace of what is no operator's fault. */
    static void fail(String line, @Nullable Throwable fault) {
        System.err.println("Parley did not start: " + line);
        if (fault != null) {
            fault.printStackTrace();
        }
        System.exit(1);
    }

    /** Unless the operator brought a configuration of {@code java.util.logging} of his own. */
    static void configureLogging() {
        if (System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null
                || System.getProperty("java.util.logging.manager") != null) {
            return;
        }
        System.setProperty("java.util.logging.manager", StayingLog.class.getName());
        var root = Logger.getLogger("");
        for (var handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new Lines());
        root.setLevel(Level.WARNING);
    }

    /** On the same stream as the address, so that they stay in order through any pipe. */
    private static final class Lines extends Handler {
        /** Held, because the log manager forgets the level of a logger that nobody holds. */
        private final Logger ours = Logger.getLogger("io.parley");

        Lines() {
            setFormatter(new OneLine());
            ours.setLevel(Level.INFO);
        }

        @Override
        public void publish(LogRecord record) {
            if (isLoggable(record)) {
                System.out.print(getFormatter().format(record));
            }
        }

        @Override
        public void flush() {
            System.out.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }
}
