package io.parley.wire;

import io.parley.chat.Bus;
import io.parley.chat.Chat;
import io.parley.chat.Committed;
import io.parley.chat.Event;
import io.parley.chat.Limits;
import io.parley.chat.Rate;
import io.parley.chat.Way;
import io.parley.files.Uploads;
import io.parley.json.Json;
import io.parley.people.Person;
import io.parley.people.SignIns;
import io.parley.people.SignedIn;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One life of a simulated server: the real fan-out, presence and conversations; its threads and its journal are the world's. */
final class Node {
    /** Nobody waits in a simulation: what does not fit is `busy` at once. */
    private static final Limits LIMITS = new Limits(1 << 20, 1 << 21, 3, 128 * 1024, 1 << 20, 3, 100);

    /** Bytes that may wait for a connection: so few that a peer who stops reading is soon behind. */
    static final long OUTBOX = 1_500;

    private final World world;
    private final Faults faults;
    private final SimulatedJournal journal;
    private final Fanout fanout;
    private final Bus bus;
    private final boolean alone;
    private final Presence presence;
    private final Pulse pulse;
    private final Protocol1 protocol1;
    private final Classic classic;
    private final Conversation.Shared talk;
    private final ClassicConversation.Shared classicTalk;
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final Set<Line> lines = new LinkedHashSet<>();
    private final String name;
    private boolean alive = true;
    private long opened;

    /**
     * @param hub what it tells other nodes by; null when it is alone
     * @param crash called when the node dies by itself
     */
    Node(
            String name,
            World world,
            Ledger ledger,
            Faults faults,
            @Nullable Hub hub,
            Parts parts,
            Json json,
            Consumer<Node> crash) {
        this.name = name;
        this.world = world;
        this.faults = faults;
        this.alone = hub == null;
        var thread = world.lane("fanout", this::alive);
        var timers = world.timers("timer", this::alive);
        this.journal = parts.journal(new SimulatedJournal.Site(
                world,
                ledger,
                faults,
                world.lane("writer", this::alive),
                timers,
                new Committed() {
                    @Override
                    public void committed(List<Event.Lasting> events) {
                        announce(events);
                    }

                    @Override
                    public void touched(Map<String, Long> versions) {
                        bus.fleeting(new Event.Touched(versions));
                    }

                    @Override
                    public void interrupted() {
                        Node.this.interrupted();
                    }
                },
                () -> crash.accept(this),
                hub != null));
        var names = new Names(new Peers.Everybody());
        var way = new Way(() -> world.instant().toEpochMilli() * 1_000_000);
        this.fanout = new Fanout(
                // the smallest room waits, for what may come or not
                new Turns(thread::add, this::read, timers, new Pause(way::now, () -> world.oneIn(3), 1)),
                journal,
                parts::gate,
                SignIns.open(),
                names::meetAuthors,
                way);
        this.pulse = new Pulse(fanout, Patience.DEFAULT, task -> world.some("ping", this::alive, task));
        this.protocol1 = new Protocol1(json);
        this.classic = new Classic(json, names, true, file -> {
            throw new IllegalStateException("nobody posts files");
        });
        var chat = new Chat(journal, LIMITS, (person, channel, n) -> {});
        this.bus = hub == null ? new LocalBus() : hub.join(this::alive);
        this.presence = new Presence(thread::add, names, world, new Roster(name, bus::fleeting), parts::elsewhere);
        bus.listen(new Heard(fanout, presence));
        this.talk = new Conversation.Shared(
                chat,
                journal,
                new Beginnings(journal, this::read),
                bus,
                fanout,
                presence,
                names,
                json,
                way,
                world,
                this::read);
        this.classicTalk = new ClassicConversation.Shared(
                chat, journal, noUploads(), bus, fanout, presence, names, json, this::read, timers);
        fanout.begin();
        beat();
    }

    boolean alive() {
        return alive;
    }

    SimulatedJournal journal() {
        return journal;
    }

    /** Those of them whom it shows as online. */
    List<String> online(Set<String> people) {
        return presence.online(people);
    }

    boolean holds(Connection connection) {
        return connections.contains(connection);
    }

    Set<Connection> connections() {
        return connections;
    }

    /** All that was only in memory is gone. */
    void die() {
        alive = false;
        bus.close();
        List.copyOf(lines).forEach(Line::cut);
    }

    /** Somebody connects to speak protocol 1. */
    Line open(Line.Near near, Person person, Framing framing) {
        var line = new Line(world, faults, near, this);
        var connection = connect(line, person, protocol1, framing);
        line.answeredBy(connection, new Conversation(connection, window(person), talk));
        return line;
    }

    /** Somebody connects to speak the classic protocol. */
    Line openClassic(Line.Near near, Person person, Stage stage) {
        var line = new Line(world, faults, near, this);
        var connection = connect(line, person, classic, Framing.TEXT);
        var conversation = new ClassicConversation(stage, opened, connection, classic, window(person), classicTalk);
        line.answeredBy(connection, conversation);
        conversation.begin();
        return line;
    }

    /** The container tells that it is over. */
    void closed(Line line, Connection connection, Talk conversation) {
        lines.remove(line);
        connections.remove(connection);
        conversation.end();
    }

    private Connection connect(Line line, Person person, Dialect dialect, Framing framing) {
        var connection = new Connection(
                name + "-" + ++opened,
                SignedIn.byName(person),
                dialect,
                line,
                framing,
                world,
                this::read,
                fanout::drained,
                OUTBOX);
        lines.add(line);
        fanout.expect(connection);
        connections.add(connection);
        return connection;
    }

    private SendWindow window(Person person) {
        return new SendWindow(LIMITS, new Rate(0, world), person.id(), new Semaphore(0));
    }

    private void read(Runnable task) {
        world.some("read", this::alive, task);
    }

    private void beat() {
        world.alarm("beat", this::alive, Duration.ofSeconds(1), () -> {
            pulse.beat(List.copyOf(connections), world.instant());
            presence.tell();
            fanout.tellTypists();
            beat();
        });
    }

    /** It lost its connections to the database. */
    void interrupted() {
        world.some("interrupted", this::alive, fanout::interrupted);
    }

    /**
     * What was committed comes to the fan-out as it was and goes to the other nodes; or, where it is alone, comes as between nodes: one by
     * one, late, twice or never, in any order.
     */
    void announce(List<Event.Lasting> events) {
        bus.committed(events);
        if (!alone || !faults.strikes()) {
            fanout.committed(events);
            return;
        }
        faults.count(Faults.Kind.DISORDER);
        for (var event : events) {
            for (var times = world.chance(3) + (faults.lossy() ? 0 : 1); times > 0; times--) {
                world.some("announcement", this::alive, () -> fanout.committed(List.of(event)));
            }
        }
    }

    private static Uploads noUploads() {
        return new Uploads(
                none(io.parley.files.FileStore.class),
                none(io.parley.files.Arrivals.class),
                () -> "",
                () -> Instant.EPOCH,
                new Uploads.Rules(0, 0, false));
    }

    private static <T> T none(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (p, method, a) -> {
            throw new UnsupportedOperationException(method.getName());
        }));
    }
}
