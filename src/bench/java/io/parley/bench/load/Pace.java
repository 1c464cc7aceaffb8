package io.parley.bench.load;

/** When what is sent. Asked by the load's thread, again and again. */
public interface Pace {
    /** Nothing is due before something is complete. */
    long LATER = Long.MAX_VALUE;

    /**
     * Sends what is due.
     *
     * @return nanoseconds until more is, or {@link #LATER}
     */
    long due(Load load, long now);

    /** Everybody has that message. */
    void complete(Load load, int id, long now);

    /** No more is to be sent. */
    boolean ended(Load load, long now);
}
