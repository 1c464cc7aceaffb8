package io.parley.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FanoutExecutorTest {
    @Test
    void a_thread_that_is_an_executor_gets_back_what_it_hands_over() throws Exception {
        var executor = new FanoutExecutor();
        Runnable task = () -> {};
        assertEquals(List.of(task), onItsOwn(() -> executor.execute(task)).given);
    }

    @Test
    void work_on_sockets_goes_to_the_pool_whoever_hands_it_over() throws Exception {
        // not started: the pool refuses, and says so
        var executor = new FanoutExecutor();
        var own = onItsOwn(() -> executor.execute(new OnSocket()));
        assertEquals(List.of(), own.given);
        assertTrue(own.failure instanceof IllegalStateException, String.valueOf(own.failure));
    }

    @Test
    void what_other_threads_hand_over_goes_to_the_pool() throws Exception {
        var executor = new FanoutExecutor();
        assertThrows(IllegalStateException.class, () -> executor.execute(() -> {}));
        executor.start();
        try {
            var thread = new CompletableFuture<Thread>();
            executor.execute(() -> thread.complete(Thread.currentThread()));
            assertNotEquals(Thread.currentThread(), thread.get());
            assertTrue(thread.get().getName().startsWith("http-"), thread.get().getName());
        } finally {
            executor.stop();
        }
    }

    private static Own onItsOwn(Runnable task) throws InterruptedException {
        var thread = new Own(task);
        thread.start();
        thread.join();
        return thread;
    }

    private static final class Own extends Thread implements Executor {
        private final List<Runnable> given = new ArrayList<>();
        private @Nullable Throwable failure;

        private Own(Runnable task) {
            super(task);
            setUncaughtExceptionHandler((thread, thrown) -> failure = thrown);
        }

        @Override
        public void execute(Runnable task) {
            given.add(task);
        }
    }

    private static final class OnSocket extends SocketProcessorBase<Object> {
        @SuppressWarnings("NullAway") // never run
        private OnSocket() {
            super(null, SocketEvent.OPEN_READ);
        }

        @Override
        protected void doRun() {
            throw new AssertionError("never run");
        }
    }
}
