package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SendingThreadTest {
    private final List<String> done = new ArrayList<>();

    @Test
    void what_is_given_back_runs_in_order_when_the_send_has_returned() throws Exception {
        on(own -> {
            own.execute(() -> {
                done.add("first");
                own.execute(() -> done.add("third"));
            });
            own.execute(() -> done.add("second"));
            done.add("sending");
            SendingThread.sent();
            done.add("after");
        });
        assertEquals(List.of("sending", "first", "second", "third", "after"), done);
    }

    @Test
    void a_fault_in_it_hurts_nothing_else() throws Exception {
        on(own -> {
            own.execute(() -> {
                throw new IllegalStateException("a fault");
            });
            own.execute(() -> done.add("next"));
            SendingThread.sent();
            done.add("after");
        });
        assertEquals(List.of("next", "after"), done);
    }

    @Test
    void a_session_that_was_closed_meanwhile_is_no_fault_of_ours() throws Exception {
        var faults = new ArrayList<String>();
        Consumer<LogRecord> hears = line -> {
            if (line.getLevel() == Level.SEVERE) {
                faults.add(String.valueOf(line.getThrown()));
            }
        };
        try (var log = new Heard(hears)) {
            on(own -> {
                own.execute(() -> {
                    throw new IllegalStateException("the session has been closed");
                });
                own.execute(() -> {
                    throw new IllegalArgumentException("a bug");
                });
                SendingThread.sent();
            });
        }
        assertEquals(List.of("java.lang.IllegalArgumentException: a bug"), faults);
    }

    @Test
    void others_cannot_put_work_on_it() {
        var thread = new SendingThread(() -> {}, "fanout");
        assertThrows(RejectedExecutionException.class, () -> ((Executor) thread).execute(() -> {}));
        SendingThread.sent();
    }

    @Test
    void it_is_said_once_whether_the_container_gives_back() throws Exception {
        var said = new ArrayList<String>();
        try (var log = new Heard(line -> said.add(line.getMessage()))) {
            on(own -> {
                for (var i = 0; i < 2 * SendingThread.IN_VAIN; i++) {
                    SendingThread.sent();
                }
                done.addAll(said);
                for (var i = 0; i < 2; i++) {
                    own.execute(() -> {});
                    SendingThread.sent();
                }
            });
        }
        assertEquals(1, done.size(), done::toString);
        assertTrue(done.getFirst().contains("handed to another thread"), done::toString);
        assertEquals(2, said.size(), said::toString);
        assertTrue(said.getLast().contains("given back"), said::toString);
    }

    /** Hears what the thread logs until it is closed. */
    private static final class Heard extends Handler implements AutoCloseable {
        private final Logger log = Logger.getLogger(SendingThread.class.getName());
        private final Consumer<LogRecord> hears;

        Heard(Consumer<LogRecord> hears) {
            this.hears = hears;
            log.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            hears.accept(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            log.removeHandler(this);
        }
    }

    private interface Work {
        void on(SendingThread own);
    }

    private static void on(Work work) throws InterruptedException {
        var thread = new SendingThread(() -> work.on((SendingThread) Thread.currentThread()), "fanout");
        thread.start();
        thread.join();
    }
}
