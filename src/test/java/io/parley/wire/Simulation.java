package io.parley.wire;

import io.parley.chat.ChannelView;
import io.parley.chat.Command;
import io.parley.chat.Draft;
import io.parley.chat.Event;
import io.parley.chat.Message;
import io.parley.chat.Receipt;
import io.parley.chat.SendOrder;
import io.parley.json.Json;
import io.parley.people.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One schedule: a few clients of both protocols on one node or several, some dozen steps of theirs, and what can go wrong. The seed decides
 * everything.
 */
final class Simulation {
    /** Steps of the world that no schedule needs. */
    private static final long FOREVER = 60_000;
    /** What may wait for a connection: answers come on top of what the outbox takes. */
    private static final long MOST_WAITING = Node.OUTBOX + 1_500;
    /** A classic greeting is one answer, history and all. */
    private static final long GREETING = 3_000;

    private final World world;
    private final Ledger ledger;
    private final Faults faults;
    private final Parts parts;
    private final Json json;
    private final @Nullable Recorder recorder;
    private final List<Speaker> speakers = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    /** Those who are let into the club and out of it. */
    private final List<Member> members = new ArrayList<>();

    private int decisions;
    private final Map<String, Event> parsed = new HashMap<>();
    private final Map<String, Integer> seen = new TreeMap<>();
    /** Servers, null between two lives of one. */
    private final @Nullable Node[] nodes;
    /** Null when there is one node. */
    private final @Nullable Hub hub;

    private int lives;
    private int actions;

    Simulation(long seed, Parts parts, Json json, boolean recorded) {
        this.world = new World(seed);
        this.parts = parts;
        this.json = json;
        this.recorder = recorded ? new Recorder(json) : null;
        this.ledger = new Ledger(
                world.oneIn(3) ? List.of(ChannelView.LOBBY, "den") : List.of(ChannelView.LOBBY), parts::mark);
        this.faults = new Faults(world, world.oneIn(8) ? 0 : 2 + world.chance(20), world.oneIn(3));
        this.nodes = new Node[world.oneIn(2) ? 1 : 2 + world.chance(2)];
        this.hub = nodes.length == 1 ? null : new Hub(world, faults);
    }

    World world() {
        return world;
    }

    Ledger ledger() {
        return ledger;
    }

    Faults faults() {
        return faults;
    }

    Json json() {
        return json;
    }

    /** Some server that is up, as a proxy chooses; null when none is. */
    @Nullable
    Node node() {
        var up = up();
        return up.isEmpty() ? null : world.oneOf(up);
    }

    /** Whether there is one node. */
    boolean alone() {
        return hub == null;
    }

    private List<Node> up() {
        var up = new ArrayList<Node>();
        for (var node : nodes) {
            if (node != null) {
                up.add(node);
            }
        }
        return up;
    }

    int actions() {
        return actions;
    }

    /** What clients saw, by kind. */
    Map<String, Integer> seen() {
        return seen;
    }

    /** Reads that failed so far. */
    int unreadable() {
        return faults.counts().getOrDefault(Faults.Kind.UNREADABLE, 0);
    }

    /** Runs it to its end; a {@link Violation} says which promise was broken. */
    void run() {
        for (var place = 0; place < nodes.length; place++) {
            live(place);
        }
        gather();
        for (var left = 10 + world.chance(31); left > 0; ) {
            if (world.oneIn(6) || !world.step()) {
                act();
                left--;
            }
            watch();
        }
        faults.stop();
        world.note("no more faults");
        if (hub == null) {
            ledger.channels().forEach(channel -> lastWord(channel, "eve"));
            lastWord(Ledger.CLUB, Ledger.CHAIR);
        }
        settle(Duration.ofSeconds(60), () -> clients().allMatch(client -> client.stalled() || client.settled()));
        clients().forEach(Client::unstall);
        settle(Duration.ofSeconds(60), () -> clients().allMatch(Client::settled) && quiet());
        if (hub != null) {
            world.prompt();
            hub.mute();
            ledger.channels().forEach(channel -> silentWord(channel, "eve"));
            silentWord(Ledger.CLUB, Ledger.CHAIR);
            members.forEach(member -> ledger.keep(decision(member), world.millis()));
            within(Duration.ofSeconds(1), () -> clients().allMatch(Client::settled));
        }
        speakers.forEach(Speaker::verify);
        listeners.forEach(Listener::verify);
        members.forEach(Member::verify);
        if (hub != null && world.oneIn(8)) {
            hub.speak();
            farewell();
        }
    }

    /** Somebody goes for good when his node dies, which cannot tell so: the others find out. */
    private void farewell() {
        var leaving = world.oneOf(speakers);
        var line = leaving.line();
        leaving.retire();
        for (var place = 0; place < nodes.length; place++) {
            var node = nodes[place];
            if (node != null && line != null && node.holds(line.connection())) {
                crash(place, node);
            }
        }
        speakers.remove(leaving);
        settle(Duration.ofSeconds(60), () -> clients().allMatch(Client::settled) && quiet());
        var here = Stream.concat(
                        speakers.stream().map(Speaker::person),
                        listeners.stream().map(Listener::person))
                .collect(Collectors.toCollection(TreeSet::new));
        var everybody = new TreeSet<>(here);
        everybody.add(leaving.person());
        // a whole roster was lost at the most, and nothing is heard of the dead node any more
        settle(
                Elsewhere.SILENT.plusSeconds(15),
                () -> up().stream().allMatch(node -> node.online(everybody).equals(List.copyOf(here))));
    }

    /** Somebody on another node says something: from it on this one hears of all that it was not told of. */
    private void lastWord(String channel, String by) {
        var word = new Draft.Post(channel, by, "eve.1", SendOrder.none(), "eve says", List.of());
        var node = nodes[0];
        if (faults.lossy() && ledger.keep(word, world.millis()) instanceof Receipt.Kept kept && node != null) {
            node.announce(List.of(kept.event()));
        }
    }

    /** A node commits something, and dies before it told the bus. */
    private void silentWord(String channel, String by) {
        ledger.keep(new Draft.Post(channel, by, "eve.2", SendOrder.none(), "eve whispers", List.of()), world.millis());
    }

    private boolean quiet() {
        return up().size() == nodes.length
                && up().stream().allMatch(node -> node.journal().idle());
    }

    private void live(int place) {
        nodes[place] = new Node("n" + ++lives, world, ledger, faults, hub, parts, json, dying -> crash(place, dying));
    }

    private void crash(int place, Node dying) {
        if (nodes[place] == dying) {
            nodes[place] = null;
            dying.die();
            world.alarm("restart", () -> true, Duration.ofMillis(world.chance(1_000)), () -> live(place));
        }
    }

    /** The database is as it was before its last commits; not every node notices at once. */
    private void restore() {
        faults.count(Faults.Kind.RESTORED);
        ledger.restore(1 + world.chance(4));
        listeners.forEach(Listener::restored);
        up().forEach(node -> {
            if (world.oneIn(2)) {
                node.interrupted();
            }
        });
    }

    private void gather() {
        var names = List.of("ann", "bea", "cid", "dot");
        var count = 2 + world.chance(2);
        for (var i = 0; i < count; i++) {
            // sometimes the second is another tab of the first
            var person = i == 1 && world.oneIn(4) ? "ann" : names.get(i);
            var framing = world.oneIn(2) ? Framing.TEXT : Framing.BINARY;
            speakers.add(new Speaker(this, names.get(i), new Person(person, person), framing, 1 + world.chance(4)));
        }
        for (var i = world.chance(3); i > 0; i--) {
            listeners.add(new Listener(this, new Person("l" + i, "l" + i), Stage.values()[world.chance(3)]));
        }
        speakers.forEach(speaker -> world.some("come", () -> true, speaker::connect));
        listeners.forEach(listener -> world.some("come", () -> true, listener::connect));
        if (world.oneIn(3)) {
            for (var i = 1 + world.chance(2); i > 0; i--) {
                members.add(new Member(this, new Person("m" + i, "m" + i)));
            }
            members.forEach(member -> world.some("come", () -> true, member::connect));
        }
    }

    /** Something happens in the club. */
    private void actInTheClub() {
        var dice = world.chance(100);
        var member = world.oneOf(members);
        var node = node();
        if (dice < 35) {
            member.type();
        } else if (node != null) {
            // whoever decides does so where he is; he hears no answer here
            var unused = node.journal()
                    .append(
                            dice < 65
                                    ? decision(member)
                                    : new Draft.Post(
                                            Ledger.CLUB,
                                            Ledger.CHAIR,
                                            "chair." + ++decisions,
                                            SendOrder.none(),
                                            "the chair says " + decisions,
                                            List.of()));
        }
    }

    /** Whoever is in shall be out, and the other way round. */
    private Draft decision(Member member) {
        var person = member.person().id();
        var cid = "chair." + ++decisions;
        return ledger.isMember(Ledger.CLUB, person)
                ? new Draft.Remove(Ledger.CLUB, Ledger.CHAIR, cid, person)
                : new Draft.Add(Ledger.CLUB, Ledger.CHAIR, cid, List.of(person));
    }

    /** Somebody does something, or something goes wrong. */
    private void act() {
        actions++;
        if (!members.isEmpty() && world.oneIn(3)) {
            actInTheClub();
            return;
        }
        var dice = world.chance(100);
        var channel = world.oneOf(List.copyOf(ledger.channels()));
        var speaker = world.oneOf(speakers);
        if (dice < 45) {
            speaker.type(channel);
        } else if (dice < 53 || (dice < 57 && !mayDelete(channel))) {
            speaker.edit(channel);
        } else if (dice < 57) {
            speaker.delete(channel);
        } else if (dice < 70 && !listeners.isEmpty()) {
            world.oneOf(listeners).type();
        } else if (dice < 74) {
            speaker.chatter(
                    world.oneIn(2)
                            ? new Command.Typing(channel)
                            : new Command.Watch(List.of("bea"), List.of(ChannelView.LOBBY)));
        } else if (dice < 84) {
            world.oneOf(clients().toList()).stall();
        } else if (dice < 88) {
            world.oneOf(clients().toList()).unstall();
        } else if (dice < 97) {
            faults.count(Faults.Kind.CUT);
            world.oneOf(clients().toList()).cut();
        } else if (!faults.stopped()) {
            strike();
        }
    }

    /** Not where classic clients are: who comes later has no trace of it, and so no way to tell it from what was lost. */
    private boolean mayDelete(String channel) {
        return listeners.isEmpty() || !channel.equals(ChannelView.LOBBY);
    }

    private void strike() {
        if (hub != null && world.oneIn(2)) {
            if (world.oneIn(2)) {
                hub.reset();
            } else {
                restore();
            }
            return;
        }
        faults.count(Faults.Kind.CRASH);
        var place = world.chance(nodes.length);
        var dying = nodes[place];
        if (dying != null) {
            crash(place, dying);
        }
    }

    /** Either kind of client, as far as the network is concerned. */
    private record Client(Supplier<@Nullable Line> line, BooleanSupplier whole, Supplier<String> lacks) {
        boolean stalled() {
            var open = line.get();
            return open != null && open.stalled();
        }

        boolean settled() {
            return whole.getAsBoolean();
        }

        void stall() {
            var open = line.get();
            if (open != null) {
                open.stall();
            }
        }

        void unstall() {
            var open = line.get();
            if (open != null) {
                open.unstall();
            }
        }

        void cut() {
            var open = line.get();
            if (open != null) {
                open.cut();
            }
        }
    }

    private Stream<Client> clients() {
        return Stream.of(
                        speakers.stream().map(s -> new Client(s::line, s::settled, s::lacks)),
                        listeners.stream().map(l -> new Client(l::line, l::settled, l::lacks)),
                        members.stream().map(m -> new Client(m::line, m::settled, m::lacks)))
                .flatMap(some -> some);
    }

    private void settle(Duration patience, BooleanSupplier settled) {
        var deadline = world.millis() + patience.toMillis();
        while (!settled.getAsBoolean()) {
            do {
                world.step();
                watch();
            } while (!world.idle());
            if (!settled.getAsBoolean() && world.millis() > deadline) {
                throw new Violation("after " + patience + " without a fault: "
                        + String.join(
                                "\n",
                                clients()
                                        .filter(client -> !client.settled())
                                        .map(client -> client.lacks().get())
                                        .toList()));
            }
        }
    }

    /** By then at the latest. */
    private void within(Duration limit, BooleanSupplier settled) {
        var deadline = world.millis() + limit.toMillis();
        while (!settled.getAsBoolean()) {
            Violation.unless(
                    world.millis() <= deadline,
                    "not within %s: %s",
                    limit,
                    clients()
                            .filter(client -> !client.settled())
                            .map(client -> client.lacks().get())
                            .toList());
            world.step();
            watch();
        }
    }

    private void watch() {
        Violation.unless(world.steps() < FOREVER, "it runs for ever");
        if (world.steps() % 8 != 0) {
            return;
        }
        for (var node : up()) {
            for (var connection : node.connections()) {
                var waiting = connection.outbox().weight();
                var most = MOST_WAITING + (connection.dialect() instanceof Classic ? GREETING : 0);
                Violation.unless(waiting <= most, "%d bytes wait for one connection", waiting);
            }
        }
    }

    /** The event of a line; the same line is read once. */
    Event parse(String line) {
        return parsed.computeIfAbsent(line, text -> Objects.requireNonNull(json.read(text, Event.class)));
    }

    void sees(String kind) {
        seen.merge(kind, 1, Integer::sum);
    }

    void record(String client, String me, String channel, String event) {
        if (recorder != null) {
            recorder.event(client, me, channel, event);
        }
    }

    void record(String client, String me, String channel, Map<String, Object> event) {
        if (recorder != null) {
            recorder.event(client, me, channel, event);
        }
    }

    void recordPage(String client, String me, String channel, Map<String, Object> head, List<Event.Posted> messages) {
        if (recorder != null) {
            recorder.page(client, me, channel, head, messages);
        }
    }

    void recordEnd(String client, String me, String channel, String cursor, List<Message> messages) {
        if (recorder != null) {
            recorder.end(client, me, channel, cursor, messages);
        }
    }

    /** What was recorded. */
    String recording() {
        return String.valueOf(recorder);
    }
}
