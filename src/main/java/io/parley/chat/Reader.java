package io.parley.chat;

/**
 * Where one connection stands in one channel's log: it is either catching up, then it reads the journal, or live, then it takes what passes the gate.
 *
 * <p>The position belongs to the connection: what lies at or below it is never delivered again. Pure; confined to the fan-out's thread.
 */
public final class Reader {
    private long position;
    private State state = State.CATCHING_UP;

    /** @param position seq of the last event this connection has */
    public Reader(long position) {
        this.position = position;
    }

    public long position() {
        return position;
    }

    public boolean live() {
        return state == State.LIVE;
    }

    /** What to do with an event that passed the gate. */
    public Verdict meet(Event.Lasting event) {
        if (event.seq() <= position || state == State.CATCHING_UP) {
            return Verdict.DROP;
        }
        if (event.seq() == position + 1) {
            return Verdict.DELIVER;
        }
        state = State.CATCHING_UP;
        return Verdict.CATCH_UP;
    }

    /** Whether an event read from the log is the next one; those this connection already has are not. */
    public boolean wants(Event.Lasting event) {
        return event.seq() == position + 1;
    }

    /** The event at {@code seq} is on its way to the client, or is none he needs to see. */
    public void delivered(long seq) {
        if (seq != position + 1) {
            throw new IllegalStateException("delivered " + seq + " at position " + position);
        }
        position = seq;
    }

    /** Took too long to take what is live: the journal has it. */
    public void fallBehind() {
        state = State.CATCHING_UP;
    }

    /** Has everything that passed the gate. */
    public void goLive() {
        state = State.LIVE;
    }

    private enum State {
        CATCHING_UP,
        LIVE
    }

    /** See {@link #meet}. */
    public enum Verdict {
        DELIVER,
        DROP,
        /** There is a hole between the position and this event: read the journal. */
        CATCH_UP
    }
}
