package io.parley.sql;

import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;

/**
 * Makes threads and remembers them, so that none outlives the web application: a pool's own shutdown returns before its
 * last thread has died.
 */
final class Threads implements ThreadFactory {
    private static final System.Logger LOG = System.getLogger(Threads.class.getName());

    private final String name;
    private final Queue<Thread> made = new ConcurrentLinkedQueue<>();

    Threads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        made.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
        var thread = Thread.ofPlatform().name(name).daemon().unstarted(task);
        made.add(thread);
        return thread;
    }

    /** Wakes those that sleep. */
    void interrupt() {
        made.forEach(Thread::interrupt);
    }

    /** @param millis at most, for each */
    void join(long millis) {
        made.forEach(thread -> join(thread, millis));
    }

    static void join(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.log(Level.WARNING, "Thread {0} has not ended within {1} ms", thread.getName(), millis);
        }
    }
}
