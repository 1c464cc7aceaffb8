package io.parley.chat;

import java.time.Duration;

/** Runs things later; a simulation runs them on its virtual clock. */
@FunctionalInterface
public interface Timers {
    /** Runs the task once, not before {@code delay} has passed, on a thread of the timers: a task that takes long hands itself on. */
    void after(Duration delay, Runnable task);
}
