package io.parley.bench.load;

/** Messages at a fixed rate, whatever the server does, as people send them: this is what latencies are measured with. */
public final class OpenLoop implements Pace {
    private final Speaker speaker;
    private final long begin;
    private final double interval;
    private final int count;
    private int sent;

    /**
     * A schedule.
     *
     * @param begin of the first message, of {@link System#nanoTime}
     * @param perSecond messages
     * @param count of them in all
     */
    public OpenLoop(Speaker speaker, long begin, double perSecond, int count) {
        this.speaker = speaker;
        this.begin = begin;
        this.interval = 1e9 / perSecond;
        this.count = count;
    }

    /** All of them at once. */
    public static OpenLoop burst(Speaker speaker, int count) {
        return new OpenLoop(speaker, System.nanoTime(), 1e18, count);
    }

    @Override
    public long due(Load load, long now) {
        while (sent < count) {
            var schedule = begin + (long) (sent * interval);
            if (schedule > now) {
                return schedule - now;
            }
            load.send(sent, speaker.next(sent), schedule);
            sent++;
        }
        return LATER;
    }

    @Override
    public void complete(Load load, int id, long now) {
        // the next one does not wait for it
    }

    @Override
    public boolean ended(Load load, long now) {
        return sent == count;
    }
}
