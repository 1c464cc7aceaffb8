package io.parley.wire;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits in an {@link Outbox}, in order, and what it weighs. Guarded by the outbox. */
final class Pieces {
    /** Mostly one comes and leaves at once, which needs no queue; null when nothing waits. */
    private @Nullable Piece first;
    /** Behind the first; there only while it is needed. */
    private @Nullable ArrayDeque<Piece> rest;

    private long weight;
    /** At least the part of it that answers what the peer asked. */
    private long answers;

    static long weigh(List<Piece> pieces) {
        var sum = 0L;
        // without an iterator: for each delivery
        for (var i = 0; i < pieces.size(); i++) {
            sum += pieces.get(i).weight();
        }
        return sum;
    }

    boolean isEmpty() {
        return first == null;
    }

    /** Bytes. */
    long weight() {
        return weight;
    }

    long answers() {
        return answers;
    }

    void add(List<Piece> pieces) {
        for (var i = 0; i < pieces.size(); i++) {
            add(pieces.get(i));
        }
    }

    void addAnswer(List<Piece> pieces) {
        add(pieces);
        answers += weigh(pieces);
    }

    void add(Piece piece) {
        weight += piece.weight();
        if (first == null) {
            first = piece;
            return;
        }
        if (rest == null) {
            rest = new ArrayDeque<>();
        }
        rest.addLast(piece);
    }

    @Nullable
    Piece peek() {
        return first;
    }

    @Nullable
    Piece poll() {
        var next = first;
        if (next != null) {
            first = rest == null ? null : rest.pollFirst();
            if (first == null) {
                // what a greeting needed nobody needs who sits there all day
                rest = null;
            }
            weight -= next.weight();
            answers = Math.min(answers, weight);
        }
        return next;
    }

    void clear() {
        first = null;
        rest = null;
        weight = 0;
        answers = 0;
    }
}
