package io.parley.wire;

import io.parley.chat.Command;
import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.people.Person;
import io.parley.people.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A client of protocol 1 that keeps all its rules, and checks on the way that the server keeps its own. */
final class Speaker implements Line.Near {
    /** Messages on a page, few so that there are many pages. */
    private static final int PAGE = 3;

    private static final Duration UNANSWERED = Duration.ofSeconds(30);

    private final Simulation simulation;
    private final World world;
    private final String name;
    private final Person person;
    private final Framing framing;
    /** Sends it has unanswered in a channel. */
    private final int window;

    private final Map<String, Place> places = new LinkedHashMap<>();
    private @Nullable Line line;
    private boolean welcomed;
    private boolean retired;
    /** It hung up: what still comes is not heard. */
    private boolean leaving;

    private int typed;

    Speaker(Simulation simulation, String name, Person person, Framing framing, int window) {
        this.simulation = simulation;
        this.world = simulation.world();
        this.name = name;
        this.person = person;
        this.framing = framing;
        this.window = window;
        simulation.ledger().channels().forEach(channel -> places.put(channel, new Place(channel)));
    }

    @Nullable
    Line line() {
        return line;
    }

    String person() {
        return person.id();
    }

    void connect() {
        var node = simulation.node();
        if (node == null) {
            reconnect();
            return;
        }
        welcomed = false;
        var cursors = new TreeMap<String, String>();
        places.forEach((channel, place) -> {
            if (place.view.cursor() != null) {
                cursors.put(channel, String.valueOf(place.view.cursor()));
            }
        });
        line = node.open(this, person, framing);
        say(new Command.Hello(cursors));
    }

    /** It is gone for good, with its node. */
    void retire() {
        retired = true;
    }

    private void reconnect() {
        if (retired) {
            return;
        }
        world.alarm("reconnect", () -> true, Duration.ofMillis(world.chance(2_000)), this::connect);
    }

    @Override
    public void cut(Line ended) {
        if (ended != line) {
            return;
        }
        line = null;
        leaving = false;
        for (var place : places.values()) {
            place.live = false;
            place.pending.forEach(waiting -> waiting.sent = false);
            record(place, Map.of("type", "cut"));
        }
        reconnect();
    }

    /** Somebody writes a message. */
    void type(String channel) {
        var cid = name + "." + ++typed;
        var text = cid + " says";
        var place = place(channel);
        var write = new LinkedHashMap<String, Object>();
        write.put("type", "write");
        write.put("cid", cid);
        write.put("text", text);
        write.put("at", world.millis());
        record(place, write);
        queue(place, cid, new Command.Send(cid, channel, text, null));
    }

    /** Somebody changes a message of his own that he sees; does nothing where he sees none. */
    void edit(String channel) {
        var place = place(channel);
        var mine = place.mine(person.id());
        if (!mine.isEmpty()) {
            var cid = name + "." + ++typed;
            var message = world.oneOf(mine);
            place.corrections.add(cid);
            queue(place, cid, new Command.Edit(cid, channel, message.seq(), cid + " corrects"));
        }
    }

    /** Somebody takes back a message of his own that he sees; does nothing where he sees none. */
    void delete(String channel) {
        var place = place(channel);
        var mine = place.mine(person.id());
        if (!mine.isEmpty()) {
            var cid = name + "." + ++typed;
            place.corrections.add(cid);
            queue(place, cid, new Command.Delete(cid, channel, world.oneOf(mine).seq()));
        }
    }

    private void queue(Place place, String cid, Command command) {
        place.history.add(cid);
        place.pending.add(new Place.Typed(cid, command));
        pump(place);
    }

    /** Says something that is not kept. */
    void chatter(Command command) {
        if (line != null && welcomed) {
            say(command);
        }
    }

    private void pump(Place place) {
        if (line == null || !welcomed || place.pausing) {
            return;
        }
        var inFlight = place.pending.stream().filter(waiting -> waiting.sent).count();
        for (var waiting : place.pending) {
            if (!waiting.sent && waiting.kept == 0 && inFlight < window) {
                inFlight++;
                waiting.sent = true;
                if (waiting.command instanceof Command.Send) {
                    record(place, new TreeMap<>(Map.of("type", "sending", "cid", waiting.cid)));
                }
                say(waiting.command);
                expectAnswer(place, waiting, line);
            }
        }
    }

    /** A connection on which a send stays without an answer for so long is no good. */
    private void expectAnswer(Place place, Place.Typed waiting, Line on) {
        world.alarm("unanswered", () -> line == on && waiting.sent, UNANSWERED, () -> {
            if (place.pending.contains(waiting)) {
                simulation.sees("Unanswered");
                on.cut();
            }
        });
    }

    private void say(Command command) {
        if (line != null) {
            world.note(name + " says " + command);
            line.say(simulation.json().write(command));
        }
    }

    @Override
    public void frame(Line from, String text) {
        if (from == line && !leaving) {
            text.lines().forEach(this::hear);
        }
    }

    private void hear(String text) {
        var event = simulation.parse(text);
        simulation.sees(event.getClass().getSimpleName());
        if (!(event instanceof Event.Presence)) {
            // whose people stand in no order
            world.note(name + " hears " + text);
        }
        Violation.unless(
                welcomed || event instanceof Event.Welcome || event instanceof Event.Refused,
                "%s heard %s before its welcome",
                name,
                event);
        switch (event) {
            case Event.Welcome welcome -> welcome(welcome);
            case Event.Gap gap -> gap(place(gap.channel()), Cursor.parse(gap.to()), text);
            case Event.Live live -> live(place(live.channel()), text);
            case Event.Lasting lasting -> lasting(place(lasting.channel()), lasting, text);
            case Event.Sent sent -> sent(place(sent.channel()), sent, text);
            case Event.Refused refused -> refused(refused, text);
            case Event.Heads heads ->
                heads.channels()
                        .forEach((channel, head) -> Violation.unless(
                                head <= place(channel).view.position(),
                                "%s is told of %d in %s and holds %d",
                                name,
                                head,
                                channel,
                                place(channel).view.position()));
            case Event.Presence presence -> {}
            case Event.Crowd crowd -> {}
            case Event.Typists typists -> {}
            case Event.Typing typing -> {}
            case Event.GoAway goAway -> {}
            case Event.You you -> {}
            case Event.People people -> {}
            case Event.Shown shown -> throw new Violation("a client was told how often people were changed");
            case Event.Arrived arrived -> throw new Violation("a client was told of an arrival");
            case Event.Touched touched -> throw new Violation("a client was told whose state changed");
            case Event.Roster roster -> throw new Violation("a client was told a roster");
            case Event.Departed departed -> throw new Violation("a client was told of a departure");
        }
    }

    private void welcome(Event.Welcome welcome) {
        Violation.unless(!welcomed, "%s was welcomed twice", name);
        Violation.unless(welcome.me().equals(person.id()), "%s was taken for %s", name, welcome.me());
        welcomed = true;
        places.values().forEach(this::pump);
    }

    private void gap(Place place, Cursor to, String text) {
        simulation.record(name, person.id(), place.channel, text);
        place.view.gap(to);
        // what is under way, or was kept beyond it, may be of a journal that is no more
        place.pending.removeIf(waiting -> waiting.kept > 0 && waiting.kept <= to.seq());
        for (var waiting : place.pending) {
            waiting.sent = false;
            waiting.kept = 0;
        }
        pump(place);
        turnPage(place);
    }

    private void live(Place place, String text) {
        Violation.unless(place.view.cursor() != null, "%s is live and holds nothing", name);
        simulation.record(name, person.id(), place.channel, text);
        if (place.live) {
            simulation.sees("LiveAgain");
        }
        place.live = true;
    }

    private void lasting(Place place, Event.Lasting event, String text) {
        simulation.record(name, person.id(), place.channel, text);
        place.view.lasting(event);
        place.pending.removeIf(waiting -> waiting.kept > 0 && waiting.kept <= event.seq());
        var author = event.author();
        if (author.equals(person.id())) {
            acknowledged(place, event.cid(), event.seq());
        }
    }

    private void sent(Place place, Event.Sent sent, String text) {
        simulation.record(name, person.id(), place.channel, text);
        Violation.unless(place.history.contains(sent.cid()), "%s never sent %s", name, sent.cid());
        verifyKept(place, sent.cid(), sent.seq());
        if (sent.seq() <= place.view.position()) {
            acknowledged(place, sent.cid(), sent.seq());
            return;
        }
        for (var waiting : place.pending) {
            if (waiting.cid.equals(sent.cid())) {
                waiting.kept = sent.seq();
                waiting.sent = false;
            }
        }
        pump(place);
    }

    /** What is acknowledged is on the disk, at that place, whatever happens next. */
    private void acknowledged(Place place, String cid, long seq) {
        verifyKept(place, cid, seq);
        place.pending.removeIf(waiting -> waiting.cid.equals(cid));
        pump(place);
    }

    private void verifyKept(Place place, String cid, long seq) {
        var kept = simulation.ledger().kept(place.channel, person.id(), cid);
        Violation.unless(
                kept == seq || simulation.ledger().took(place.channel, person.id(), cid, seq),
                "%s was acknowledged as %d and is kept as %d",
                cid,
                seq,
                kept);
    }

    private void refused(Event.Refused refused, String text) {
        if (Refusal.Code.NO_MESSAGE.wireName().equals(refused.code())) {
            // what was to be corrected was taken by a restore, or by somebody who deleted it
            for (var place : places.values()) {
                if (place.pending.removeIf(
                        waiting -> waiting.cid.equals(refused.cid()) && place.lacks(waiting, simulation.ledger()))) {
                    place.history.remove(refused.cid());
                    pump(place);
                }
            }
            return;
        }
        Violation.unless(refused.retry(), "%s was refused: %s", name, refused);
        for (var place : places.values()) {
            var found = false;
            for (var waiting : place.pending) {
                found |= waiting.cid.equals(refused.cid());
                if (found) {
                    waiting.sent = false;
                }
            }
            if (found) {
                simulation.record(name, person.id(), place.channel, text);
                pause(place);
            }
        }
    }

    private void pause(Place place) {
        if (!place.pausing) {
            place.pausing = true;
            world.alarm("again", () -> true, Duration.ofMillis(world.chance(300)), () -> {
                place.pausing = false;
                pump(place);
            });
        }
    }

    private void turnPage(Place place) {
        var to = place.view.earlier();
        if (to == null || place.paging) {
            return;
        }
        place.paging = true;
        world.some("request", () -> true, () -> ask(place, to));
    }

    private void ask(Place place, Cursor to) {
        var node = simulation.node();
        if (node != null) {
            try {
                var page = node.journal().history(person.id(), place.channel, to, PAGE);
                world.some("response", () -> true, () -> {
                    var head = new LinkedHashMap<String, Object>();
                    head.put("type", "page");
                    head.put("to", to.toString());
                    if (page.earlier() != null) {
                        head.put("earlier", page.earlier().toString());
                    }
                    simulation.recordPage(name, person.id(), place.channel, head, page.messages());
                    simulation.sees("Page");
                    place.view.page(to, page.messages(), page.earlier());
                    page.messages().stream()
                            .filter(message -> message.from().equals(person.id()))
                            .forEach(message -> acknowledged(place, message.cid(), message.seq()));
                    place.paging = false;
                    turnPage(place);
                });
                return;
            } catch (Refusal refusal) {
                if (simulation.ledger().restored() && refusal.code() == Refusal.Code.UNKNOWN_CURSOR) {
                    world.some("response", () -> true, () -> lose(place, to));
                    return;
                }
                Violation.unless(refusal.code().retry(), "%s asked for a page: %s", name, refusal);
            }
        }
        world.alarm("page again", () -> true, Duration.ofMillis(300), () -> {
            place.paging = false;
            turnPage(place);
        });
    }

    /** What it holds is of a journal that is no more: it begins again without a cursor. */
    private void lose(Place place, Cursor to) {
        place.paging = false;
        if (to.equals(place.view.earlier())) {
            place.view.lose();
            record(place, Map.of("type", "lost"));
            if (line != null) {
                leaving = true;
                line.cut();
            }
        } else {
            turnPage(place);
        }
    }

    /** Whether it has everything, and everything it typed is acknowledged. */
    boolean settled() {
        return line != null
                && !line.broken()
                && welcomed
                && places.values().stream()
                        .allMatch(place -> place.live
                                && place.pending.stream()
                                        .allMatch(waiting -> place.isGone(waiting, simulation.ledger(), person.id()))
                                && place.view.earlier() == null
                                && simulation.ledger().head(place.channel).equals(place.view.cursor()));
    }

    /** What it lacks. */
    String lacks() {
        var text = new StringBuilder(name);
        text.append(line == null ? " is not connected" : welcomed ? "" : " is not welcomed");
        for (var place : places.values()) {
            text.append("; in %s at %d of %d, live %b, earlier %s, pending %s"
                    .formatted(
                            place.channel,
                            place.view.position(),
                            simulation.ledger().head(place.channel).seq(),
                            place.live,
                            place.view.earlier(),
                            place.pending.stream().map(waiting -> waiting.cid).toList()));
        }
        return text.toString();
    }

    /** At the end: shows what the journal holds, and the journal holds what was typed, in that order, once. */
    void verify() {
        for (var place : places.values()) {
            var kept = place.verify(name, person.id(), simulation.ledger());
            if (!place.stale && place.pending.isEmpty()) {
                simulation.recordEnd(name, person.id(), place.channel, String.valueOf(place.view.cursor()), kept);
            }
        }
    }

    private Place place(String channel) {
        var place = places.get(channel);
        if (place == null) {
            throw new Violation(name + " was told of " + channel);
        }
        return place;
    }

    private void record(Place place, Map<String, Object> event) {
        simulation.record(name, person.id(), place.channel, event);
    }
}
