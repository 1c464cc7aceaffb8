package io.parley.chat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Lets one channel's events pass in the order of their seq, each once, none left out, however they come.
 *
 * <p>Begins shut: what comes is held until {@link #open} says how far the journal was when somebody began to listen. Pure; confined to
 * the fan-out's thread.
 */
public class Gate {
    private static final int RECENT = 256;
    private static final long RECENT_TEXT = 512 * 1024;

    private final int mostRecent;
    private final long mostRecentText;
    private OptionalLong passed = OptionalLong.empty();
    private final TreeMap<Long, Event.Lasting> waiting = new TreeMap<>();
    private final ArrayDeque<Event.Lasting> recent = new ArrayDeque<>();
    private long recentText;

    public Gate() {
        this(RECENT, RECENT_TEXT);
    }

    /**
     * @param mostRecent how many of the newest events are kept for readers that are only just behind
     * @param mostRecentText characters of text those may hold together
     */
    public Gate(int mostRecent, long mostRecentText) {
        this.mostRecent = mostRecent;
        this.mostRecentText = mostRecentText;
    }

    /** The seq up to which everything has passed; empty while shut. */
    public OptionalLong passed() {
        return passed;
    }

    /**
     * Opens at the journal's head, read after the gate began to hold what comes.
     *
     * @return what passes now; does nothing when the gate is open already
     */
    public List<Event.Lasting> open(long head) {
        if (passed.isPresent()) {
            return List.of();
        }
        passed = OptionalLong.of(head);
        waiting.headMap(head, true).clear();
        return release();
    }

    /** Takes an event that was committed; gives back what passes because of it, in order. */
    public List<Event.Lasting> offer(Event.Lasting event) {
        if (passed.isPresent() && event.seq() <= passed.getAsLong()) {
            return List.of();
        }
        waiting.putIfAbsent(event.seq(), event);
        return release();
    }

    /** The seqs that are missing before the next event can pass. */
    public Optional<Hole> hole() {
        if (passed.isEmpty() || waiting.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Hole(passed.getAsLong(), waiting.firstKey() - 1));
    }

    /** The events after {@code position} that have passed; empty when they are no longer kept. */
    public Optional<List<Event.Lasting>> since(long position) {
        if (passed.isEmpty()) {
            return Optional.empty();
        }
        var behind = passed.getAsLong() - position;
        if (behind <= 0) {
            return Optional.of(List.of());
        }
        if (behind > recent.size()) {
            return Optional.empty();
        }
        return Optional.of(recent.stream().skip(recent.size() - behind).toList());
    }

    private List<Event.Lasting> release() {
        if (passed.isEmpty()) {
            return List.of();
        }
        var through = passed.getAsLong();
        var passing = new ArrayList<Event.Lasting>();
        for (var next = waiting.remove(through + 1); next != null; next = waiting.remove(through + 1)) {
            through++;
            passing.add(next);
            keep(next);
        }
        passed = OptionalLong.of(through);
        return passing;
    }

    private void keep(Event.Lasting event) {
        recent.addLast(event);
        recentText += event.state().text().length();
        while (recent.size() > mostRecent || recentText > mostRecentText) {
            recentText -= recent.removeFirst().state().text().length();
        }
    }

    /** Missing are the seqs from {@code after} + 1 to {@code upTo}. */
    public record Hole(long after, long upTo) {}
}
