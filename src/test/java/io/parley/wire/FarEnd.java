package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A peer that takes frames at once, or when told to; it notices whoever sends while something is in flight. */
final class FarEnd implements Remote {
    private final List<String> frames = new ArrayList<>();
    private final List<String> closes = new ArrayList<>();
    private int pings;
    private boolean slow;
    private @Nullable Left inFlight;

    /** From now on a frame leaves when {@link #take} says so. */
    FarEnd slow() {
        slow = true;
        return this;
    }

    @Override
    public void send(Frame frame, Left left) {
        assertTrue(inFlight == null, "two frames in flight");
        frames.add(
                switch (frame) {
                    case Frame.Text text -> text.text();
                    case Frame.Binary binary ->
                        "<" + StandardCharsets.UTF_8.decode(binary.bytes().duplicate()) + ">";
                });
        if (slow) {
            inFlight = left;
        } else {
            left.left(true);
        }
    }

    @Override
    public void ping() {
        assertTrue(inFlight == null, "a ping behind a frame blocks");
        pings++;
    }

    @Override
    public void close(int code, String reason) {
        closes.add(code + " " + reason);
    }

    /** The frame in flight has left, or got lost. */
    void take(boolean whole) {
        var left = inFlight;
        assertFalse(left == null, "nothing is in flight");
        inFlight = null;
        if (left != null) {
            left.left(whole);
        }
    }

    /** Takes all there is and all that comes of it, then is fast. */
    void takeAll() {
        slow = false;
        if (inFlight != null) {
            take(true);
        }
    }

    /** Frames so far, binary ones in angle brackets; forgets them. */
    List<String> frames() {
        var seen = List.copyOf(frames);
        frames.clear();
        return seen;
    }

    List<String> closes() {
        return List.copyOf(closes);
    }

    int pings() {
        return pings;
    }
}
