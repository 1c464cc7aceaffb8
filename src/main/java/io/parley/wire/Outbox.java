package io.parley.wire;

import io.parley.people.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one connection, and the only code that sends to it: one frame in flight, what gathers meanwhile leaves as one frame.
 *
 * <p>Bounded in bytes: what does not fit is refused, and the connection goes back to reading the journal. Filling it sends nothing;
 * {@link #flush} does, so that a batch leaves as one frame. Any thread; nothing is sent under the lock.
 */
final class Outbox {
    /** Bytes that may wait. An empty outbox takes one larger piece alone. */
    static final long CAPACITY = 256 * 1024;
    /** Bytes of answers to one's own commands that may wait: only who never reads gets there. */
    static final long MOST_ANSWERS = 1024 * 1024;
    /** Bytes in one gathered frame, or one larger line alone. */
    static final long GATHERED = 64 * 1024;

    private final Remote remote;
    private final Framing framing;
    private final InstantSource clock;
    private final Executor reads;
    private final Runnable drained;
    private final long capacity;

    private final Remote.Left left = this::left;

    /** Guarded by "this", as all below. */
    private final Pieces waiting = new Pieces();

    private boolean inFlight;
    /** When the frame in flight began to leave, in milliseconds, and its bytes. */
    private long since;

    private long size;
    /** Some thread is in {@link #flush} and will look again before it leaves. */
    private boolean flushing;

    private boolean closed;
    /** Closed without waiting for what was to leave first. */
    private boolean cut;

    /**
     * @param reads where the content of files is fetched, which may block
     * @param drained told, on any thread, when the last frame has left and nothing waits
     */
    Outbox(Remote remote, Framing framing, InstantSource clock, Executor reads, Runnable drained) {
        this(remote, framing, clock, reads, drained, CAPACITY);
    }

    /** @param capacity bytes that may wait, in place of {@link #CAPACITY} */
    Outbox(Remote remote, Framing framing, InstantSource clock, Executor reads, Runnable drained, long capacity) {
        this.remote = remote;
        this.framing = framing;
        this.clock = clock;
        this.reads = reads;
        this.drained = drained;
        this.capacity = capacity;
    }

    /** Takes all of the pieces, which leave in this order with nothing between them, or none: then the connection is behind. */
    synchronized boolean offer(List<Piece> pieces) {
        if (closed) {
            return true;
        }
        if (!waiting.isEmpty() && waiting.weight() + Pieces.weigh(pieces) > capacity) {
            return false;
        }
        waiting.add(pieces);
        return true;
    }

    /** Takes what a connection begins with, however much that is: once, before anything else of its channels. */
    synchronized void greet(List<Piece> pieces) {
        if (!closed) {
            waiting.add(pieces);
        }
    }

    /** Takes what happens now, or, when more than half of what may wait does, forgets it and says so by false. */
    synchronized boolean offerFleeting(List<Piece> pieces) {
        if (closed) {
            return true;
        }
        if (waiting.weight() > capacity / 2) {
            return false;
        }
        waiting.add(pieces);
        return true;
    }

    /** Takes an answer; a client that sends and sends and reads none of its answers is closed. */
    void answer(List<Piece> pieces) {
        synchronized (this) {
            if (closed || pieces.isEmpty()) {
                return;
            }
            if (waiting.answers() <= MOST_ANSWERS) {
                waiting.addAnswer(pieces);
                return;
            }
        }
        cut(CloseCodes.RULE_BROKEN, "answers are not read");
    }

    /** Closes once what waits has left; nothing is taken any more. */
    void close(int code, String reason) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.add(new Piece.Close(code, reason));
        }
        flush();
    }

    /** Closes now; what waits is dropped. */
    void cut(int code, String reason) {
        synchronized (this) {
            closed = true;
            cut = true;
            waiting.clear();
        }
        remote.close(code, reason);
    }

    /** Sends what waits, as far as nothing is in flight. */
    void flush() {
        flush(new Gathering());
    }

    /** @param gathering of this thread, which shares frames among the connections it is used for */
    void flush(Gathering gathering) {
        @Nullable Piece next;
        synchronized (this) {
            if (flushing || inFlight) {
                return;
            }
            next = next(gathering);
            flushing = next != null;
        }
        while (next != null) {
            send(next, gathering);
            synchronized (this) {
                next = inFlight ? null : next(gathering);
                flushing = next != null;
            }
        }
    }

    /** Whether it was {@link #cut}: whatever the peer still says counts no more. */
    synchronized boolean isCut() {
        return cut;
    }

    /** Whether a frame is on its way. */
    synchronized boolean isSending() {
        return inFlight;
    }

    /** Whether nothing waits and nothing is in flight. */
    synchronized boolean isDrained() {
        return waiting.isEmpty() && !inFlight;
    }

    /** Bytes that wait. */
    synchronized long weight() {
        return waiting.weight();
    }

    /** Whether the frame in flight takes longer than is bearable. */
    synchronized boolean overdue(Patience patience, Instant now) {
        return inFlight && patience.overdue(Instant.ofEpochMilli(since), size, now);
    }

    /** Pings the peer if nothing is in flight; says whether it did. */
    boolean ping() {
        synchronized (this) {
            if (closed || flushing || inFlight) {
                return false;
            }
            flushing = true;
        }
        try {
            remote.ping();
        } finally {
            synchronized (this) {
                flushing = false;
            }
        }
        flush();
        return true;
    }

    /** What leaves next; called under the lock. Lines are gathered. */
    private @Nullable Piece next(Gathering gathering) {
        var first = waiting.poll();
        switch (first) {
            case Piece.Line line -> {
                gather(line, gathering);
                fly(gathering.size());
            }
            case Piece.Alone alone -> fly(alone.weight());
            case Piece.Content content -> fly(0);
            case Piece.Close close -> {}
            case null -> {}
        }
        return first;
    }

    private void gather(Piece.Line first, Gathering gathering) {
        gathering.add(first.utf8());
        while (waiting.peek() instanceof Piece.Line(var line) && gathering.size() + 1 + line.length <= GATHERED) {
            waiting.poll();
            gathering.add(line);
        }
    }

    private void fly(long bytes) {
        inFlight = true;
        since = clock.millis();
        size = bytes;
    }

    private void send(Piece piece, Gathering gathering) {
        switch (piece) {
            case Piece.Line line -> remote.send(gathering.frame(framing), left);
            case Piece.Alone alone -> remote.send(new Frame.Text(alone.text()), left);
            case Piece.Content content -> reads.execute(() -> sendContent(content));
            case Piece.Close close -> remote.close(close.code(), close.reason());
        }
    }

    private void sendContent(Piece.Content content) {
        Frame frame;
        try {
            frame = new Frame.Binary(content.bytes().get());
        } catch (Refusal gone) {
            // its metadata has left already: only a new beginning puts the two together again
            left(false);
            return;
        }
        synchronized (this) {
            fly(frame.size());
        }
        remote.send(frame, left);
    }

    private void left(boolean whole) {
        boolean idle;
        boolean looked;
        synchronized (this) {
            inFlight = false;
            idle = waiting.isEmpty();
            looked = flushing;
        }
        if (!whole) {
            cut(CloseCodes.FAULT, "sending failed");
            return;
        }
        if (idle) {
            drained.run();
        }
        if (!looked) {
            flush();
        }
    }
}
