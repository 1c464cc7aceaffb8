package io.parley.bench.load;

/**
 * So many messages in flight, always: the next one goes when everybody has one of them. It shows how fast a server can be,
 * not how long people wait, as a slow server is sent less.
 */
public final class ClosedLoop implements Pace {
    private final int inFlight;
    private final Speaker speaker;
    private final long end;
    private boolean begun;

    /** @param end when no more is sent, of {@link System#nanoTime} */
    public ClosedLoop(int inFlight, Speaker speaker, long end) {
        this.inFlight = inFlight;
        this.speaker = speaker;
        this.end = end;
    }

    @Override
    public long due(Load load, long now) {
        if (!begun) {
            begun = true;
            for (var sender = 0; sender < inFlight; sender++) {
                load.send(sender, speaker.next(sender), now);
            }
        }
        return LATER;
    }

    @Override
    public void complete(Load load, int id, long now) {
        if (now < end) {
            var sender = load.ledger().sender(id);
            load.send(sender, speaker.next(sender), now);
        }
    }

    @Override
    public boolean ended(Load load, long now) {
        return begun && now >= end;
    }
}
