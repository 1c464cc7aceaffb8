package io.parley.chat;

/**
 * Where one connection stands in one channel's log: it is either catching up, then it reads the journal, or live, then it takes what passes the gate.
 *
 * <p>The position belongs to the connection: what lies at or below it is never delivered again, and what is delivered continues the log it
 * knows. Where it does not, the reader is astray and has to be replaced by one that begins elsewhere. Pure; confined to the fan-out's thread.
 */
public final class Reader {
    private Cursor at;
    private State state = State.CATCHING_UP;

    /** @param at the last event this connection has */
    public Reader(Cursor at) {
        this.at = at;
    }

    public Cursor at() {
        return at;
    }

    public long position() {
        return at.seq();
    }

    public boolean live() {
        return state == State.LIVE;
    }

    /** Whether its place is in another log than what it met. */
    public boolean astray() {
        return state == State.ASTRAY;
    }

    /** What to do with an event that passed the gate. */
    public Verdict meet(Step step) {
        return state == State.LIVE ? take(step) : Verdict.DROP;
    }

    /** What to do with an event read from the log; those this connection already has are dropped. */
    public Verdict take(Step step) {
        if (state != State.ASTRAY && step.leadsOnFrom(at)) {
            return Verdict.DELIVER;
        }
        var place = step.to();
        if (state == State.ASTRAY || place.seq() < at.seq() || place.equals(at)) {
            return Verdict.DROP;
        }
        if (place.seq() <= at.seq() + 1) {
            state = State.ASTRAY;
            return Verdict.ASTRAY;
        }
        state = State.CATCHING_UP;
        return Verdict.CATCH_UP;
    }

    /** That event is on its way to the client, or is none he needs to see. */
    public void delivered(Cursor event) {
        if (event.seq() != at.seq() + 1) {
            throw new IllegalStateException("delivered " + event + " at " + at);
        }
        at = event;
    }

    /** Whether it takes what is live, and stands at that very place: what is known to follow there follows for this reader too. */
    public boolean standsAt(Cursor place) {
        return state == State.LIVE && at == place;
    }

    /** All events between that place, at which it stands, and another are on their way to the client. */
    public void delivered(Cursor from, Cursor to) {
        if (at != from || to.seq() <= from.seq()) {
            throw new IllegalStateException("delivered from " + from + " to " + to + " at " + at);
        }
        at = to;
    }

    /** Took too long to take what is live: the journal has it. */
    public void fallBehind() {
        state = State.CATCHING_UP;
    }

    /**
     * Has everything that passed the gate.
     *
     * @param passed the gate's place: where it is this one's too, all readers hold one object
     */
    public void goLive(Cursor passed) {
        if (passed.equals(at)) {
            at = passed;
        }
        state = State.LIVE;
    }

    /** Its place turned out to be in another log. */
    public void goAstray() {
        state = State.ASTRAY;
    }

    private enum State {
        CATCHING_UP,
        LIVE,
        ASTRAY
    }

    /** See {@link #meet}. */
    public enum Verdict {
        DELIVER,
        DROP,
        /** There is a hole between the position and this event: read the journal. */
        CATCH_UP,
        /** This event is at the reader's place or the next one, and does not continue what he has. */
        ASTRAY
    }
}
