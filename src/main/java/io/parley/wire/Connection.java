package io.parley.wire;

import io.parley.chat.Event;
import io.parley.people.Person;
import io.parley.people.Role;
import io.parley.people.Scope;
import io.parley.people.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One open socket of a person: who it is, how it is spoken to, what waits for it and what it reads. */
final class Connection {
    /** How often a connection is pinged and hears the heads. */
    static final Duration BEAT = Duration.ofSeconds(25);

    private final String id;
    /** Replaced on the fan-out's thread when what its person shows is changed. */
    private volatile SignedIn visitor;

    private final Dialect dialect;
    private final Outbox outbox;
    private final InstantSource clock;
    private volatile Instant heard;
    /** The first ping that nothing has come after; null while none is out. */
    private volatile @Nullable Instant pinged;
    /** A ping is due, or found a frame in flight. */
    private volatile boolean owesPing;
    /** Confined to the pulse. */
    private Instant nextBeat;
    /** Whether the fan-out wants to know when the outbox is empty; written by the fan-out's thread. */
    private volatile boolean behind;

    /** By channel; confined to the fan-out's thread, as is {@link #reading}. */
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();

    private boolean reading;
    /** Whether something waits for the end of the fan-out's turn; confined to its thread. */
    private boolean touched;

    private boolean gone;

    /**
     * @param id unique over all nodes and restarts
     * @param reads where the content of files is fetched
     * @param drained told when everything has left
     * @param capacity bytes that may wait, see {@link Outbox}
     */
    Connection(
            String id,
            SignedIn visitor,
            Dialect dialect,
            Remote remote,
            Framing framing,
            InstantSource clock,
            Executor reads,
            Consumer<Connection> drained,
            long capacity) {
        this.id = id;
        this.visitor = visitor;
        this.dialect = dialect;
        this.outbox = new Outbox(remote, framing, clock, reads, () -> drained.accept(this), capacity);
        this.clock = clock;
        this.heard = clock.instant();
        this.nextBeat = heard.plus(BEAT);
    }

    String id() {
        return id;
    }

    Person person() {
        return visitor.person();
    }

    /** So he looks now. */
    void become(Person person) {
        visitor = visitor.as(person);
    }

    /** Whether he knows only who is in his channels. */
    boolean guest() {
        return Role.GUEST.wireName().equals(person().role());
    }

    /** The id of what he signed in by. */
    String signIn() {
        return visitor.signIn();
    }

    /** Whether what he signed in by is for that. */
    boolean may(Scope scope) {
        return visitor.scopes().contains(scope);
    }

    Dialect dialect() {
        return dialect;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Something came from the peer. */
    void heard() {
        heard = clock.instant();
        pinged = null;
    }

    /** Pings the peer, unless a frame is in flight: that is tried again at the next look. */
    void ping() {
        if (!outbox.ping()) {
            owesPing = true;
        } else if (pinged == null) {
            pinged = clock.instant();
        }
    }

    /** Whether nothing has come for too long although there was something to answer. */
    boolean silent(Patience patience, Instant now) {
        var out = pinged;
        return out != null && !outbox.isSending() && patience.gone(heard, out, now);
    }

    /** Whether a beat is due; it is then taken as done, but for its ping. */
    boolean beats(Instant now) {
        if (now.isBefore(nextBeat)) {
            return false;
        }
        nextBeat = now.plus(BEAT);
        owesPing = true;
        return true;
    }

    /** Whether the ping of a beat could go now; it is then taken as done. */
    boolean pings() {
        if (!owesPing || outbox.isSending()) {
            return false;
        }
        owesPing = false;
        return true;
    }

    /** Says something to this connection alone. */
    void answer(Event event) {
        outbox.answer(dialect.say(event));
        outbox.flush();
    }

    boolean behind() {
        return behind;
    }

    void behind(boolean yes) {
        behind = yes;
    }

    Map<String, Subscription> subscriptions() {
        return subscriptions;
    }

    /** Whether the peer is gone for good: nothing begins any more. */
    boolean gone() {
        return gone;
    }

    void leave() {
        gone = true;
    }

    boolean reading() {
        return reading;
    }

    void reading(boolean yes) {
        reading = yes;
    }

    boolean touched() {
        return touched;
    }

    void touched(boolean yes) {
        touched = yes;
    }

    /** Tells it what was encoded for everybody of its kind, as far as it is told at all. */
    void tell(Broadcast broadcast) {
        if (dialect.tells(this, broadcast.event())) {
            outbox.offerFleeting(broadcast.in(dialect));
        }
    }

    /** Pieces for this connection; none when it is not told. */
    List<Piece> pieces(Broadcast broadcast) {
        return dialect.tells(this, broadcast.event()) ? broadcast.in(dialect) : List.of();
    }
}
