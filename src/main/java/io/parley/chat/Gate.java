package io.parley.chat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets one channel's events pass in the order of their seq, each once, none left out, however they come, and only such as continue the log
 * of what passed before.
 *
 * <p>Begins shut: what comes is held until {@link #open} says how far the journal was when somebody began to listen. Pure; confined to
 * the fan-out's thread.
 */
public class Gate {
    private static final int RECENT = 256;
    private static final long RECENT_TEXT = 512 * 1024;
    /** Places remembered, by which an event that came again is told from another one at its seq. */
    public static final int TRAIL = 256;

    private final int mostRecent;
    private final long mostRecentText;
    private final Consumer<List<Event.Lasting>> told;
    private @Nullable Cursor passed;
    private final TreeMap<Long, Event.Lasting> waiting = new TreeMap<>();
    private final ArrayDeque<Event.Lasting> recent = new ArrayDeque<>();
    private long recentText;
    /** The newest places, at their seq's remainder. */
    private final @Nullable Cursor[] trail = new Cursor[TRAIL];

    private boolean astray;

    public Gate() {
        this(events -> {});
    }

    /** @param told what passes, in order; on the fan-out's thread */
    public Gate(Consumer<List<Event.Lasting>> told) {
        this(RECENT, RECENT_TEXT, told);
    }

    /**
     * @param mostRecent how many of the newest events are kept for readers that are only just behind
     * @param mostRecentText characters of text those may hold together
     */
    public Gate(int mostRecent, long mostRecentText) {
        this(mostRecent, mostRecentText, events -> {});
    }

    private Gate(int mostRecent, long mostRecentText, Consumer<List<Event.Lasting>> told) {
        this.mostRecent = mostRecent;
        this.mostRecentText = mostRecentText;
        this.told = told;
    }

    /** The place up to which everything has passed; empty while shut. */
    public Optional<Cursor> passed() {
        return Optional.ofNullable(passed);
    }

    /**
     * Opens at the journal's head, read after the gate began to hold what comes.
     *
     * @return what passes now; does nothing when the gate is open already
     */
    public List<Event.Lasting> open(Cursor head) {
        if (passed != null) {
            return List.of();
        }
        pass(head);
        waiting.headMap(head.seq(), true).clear();
        return release();
    }

    /** Learns places of the log that are not newer than where it opens. */
    public void remember(List<Cursor> places) {
        places.forEach(place -> trail[(int) (place.seq() % TRAIL)] = place);
    }

    /** Takes an event that was committed; gives back what passes because of it, in order. */
    public List<Event.Lasting> offer(Event.Lasting event) {
        if (passed != null && event.seq() <= passed.seq()) {
            astray |= differs(event.cursor());
            return List.of();
        }
        waiting.putIfAbsent(event.seq(), event);
        return release();
    }

    /**
     * Whether something came that is not of the log that passed. Either that or what passed is not the journal's (any more): compare with the
     * journal, then {@link #trust}, or begin with another gate.
     */
    public boolean astray() {
        return astray;
    }

    /** What passed is the journal's: what waits may not be. It is forgotten; the journal has what was. */
    public void trust() {
        astray = false;
        waiting.clear();
    }

    /** Whether another event than that one is known to have passed at its seq. */
    public boolean differs(Cursor place) {
        var known = known(place.seq());
        return known != null && !known.equals(place);
    }

    /** Whether that very event is known to have passed. */
    public boolean knows(Cursor place) {
        return place.equals(known(place.seq()));
    }

    /** The step to an event that passed, the same places for all readers. */
    public Step step(Event.Lasting event) {
        var to = known(event.seq());
        return to == null ? Step.to(event) : new Step(known(event.seq() - 1), to);
    }

    /** Up to this seq nothing is remembered of the places that passed. */
    public long forgotten() {
        if (passed == null) {
            return 0;
        }
        var seq = passed.seq();
        while (seq > 0 && known(seq) != null) {
            seq--;
        }
        return seq;
    }

    /** The seqs that are missing before the next event can pass. */
    public Optional<Hole> hole() {
        if (passed == null || waiting.isEmpty() || waiting.firstKey() == passed.seq() + 1) {
            return Optional.empty();
        }
        return Optional.of(new Hole(passed.seq(), waiting.firstKey() - 1));
    }

    /** The events after {@code position} that have passed; empty when they are no longer kept. */
    public Optional<List<Event.Lasting>> since(long position) {
        if (passed == null) {
            return Optional.empty();
        }
        var behind = passed.seq() - position;
        if (behind <= 0) {
            return Optional.of(List.of());
        }
        if (behind > recent.size()) {
            return Optional.empty();
        }
        return Optional.of(recent.stream().skip(recent.size() - behind).toList());
    }

    private List<Event.Lasting> release() {
        var passing = new ArrayList<Event.Lasting>();
        for (var at = passed; at != null; at = passed) {
            var next = waiting.get(at.seq() + 1);
            if (next == null) {
                break;
            }
            if (!at.leadsTo(next.cursor())) {
                astray = true;
                break;
            }
            waiting.remove(next.seq());
            passing.add(next);
            keep(next);
            pass(next.cursor());
        }
        if (!passing.isEmpty()) {
            told.accept(List.copyOf(passing));
        }
        return passing;
    }

    private void pass(Cursor place) {
        passed = place;
        trail[(int) (place.seq() % TRAIL)] = place;
    }

    private @Nullable Cursor known(long seq) {
        var place = trail[(int) (seq % TRAIL)];
        return place != null && place.seq() == seq ? place : null;
    }

    private void keep(Event.Lasting event) {
        recent.addLast(event);
        recentText += event.weight();
        while (recent.size() > mostRecent || recentText > mostRecentText) {
            recentText -= recent.removeFirst().weight();
        }
    }

    /** Missing are the seqs from {@code after} + 1 to {@code upTo}. */
    public record Hole(long after, long upTo) {}
}
