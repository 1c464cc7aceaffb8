package io.parley.wire;

import io.parley.chat.Command;
import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.people.Person;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of somebody who is let into the club and out of it, and hears what happens there only while he is in. */
final class Member implements Line.Near {
    private static final String CLUB = Ledger.CLUB;

    private final Simulation simulation;
    private final World world;
    private final Person person;
    private final View view = new View();
    private @Nullable Line line;
    private boolean welcomed;
    private boolean live;
    private int typed;

    Member(Simulation simulation, Person person) {
        this.simulation = simulation;
        this.world = simulation.world();
        this.person = person;
    }

    Person person() {
        return person;
    }

    @Nullable
    Line line() {
        return line;
    }

    void connect() {
        var node = simulation.node();
        if (node == null) {
            reconnect();
            return;
        }
        welcomed = false;
        live = false;
        var cursor = view.cursor();
        line = node.open(this, person, world.oneIn(2) ? Framing.TEXT : Framing.BINARY);
        say(new Command.Hello(cursor == null ? Map.of() : Map.of(CLUB, cursor.toString())));
    }

    private void reconnect() {
        world.alarm("reconnect", () -> true, Duration.ofMillis(world.chance(2_000)), this::connect);
    }

    @Override
    public void cut(Line ended) {
        if (ended == line) {
            line = null;
            reconnect();
        }
    }

    /** He says something in the club, whether he is in it or not; what is refused is lost. */
    void type() {
        if (welcomed) {
            var cid = person.id() + "." + ++typed;
            say(new Command.Send(cid, CLUB, cid + " says", null));
        }
    }

    private void say(Command command) {
        if (line != null) {
            world.note(person.id() + " says " + command);
            line.say(simulation.json().write(command));
        }
    }

    @Override
    public void frame(Line from, String text) {
        if (from == line) {
            text.lines().forEach(this::hear);
        }
    }

    private void hear(String text) {
        var event = simulation.parse(text);
        if (!(event instanceof Event.Presence)) {
            world.note(person.id() + " hears " + text);
        }
        switch (event) {
            case Event.Welcome welcome -> welcomed = true;
            case Event.You you -> simulation.sees("You");
            case Event.Gap gap
            when gap.channel().equals(CLUB) -> {
                live = false;
                view.gap(Cursor.parse(gap.to()));
            }
            case Event.Live now when now.channel().equals(CLUB) -> live = true;
            case Event.Lasting lasting when lasting.channel().equals(CLUB) -> lasting(lasting);
            default -> {}
        }
    }

    private void lasting(Event.Lasting event) {
        Violation.unless(
                simulation.ledger().restored() || mayHear(event.seq()),
                "%s heard %d, and was not in the club",
                person,
                event.seq());
        view.lasting(event);
        if (event instanceof Event.Left left && left.person().equals(person.id())) {
            simulation.sees("Left");
            live = false;
        }
    }

    /** Whether he was in when that happened, or is since: who was let in sees what was before. */
    private boolean mayHear(long seq) {
        var in = false;
        for (var event : simulation.ledger().asCommitted(CLUB)) {
            if (event instanceof Event.Joined joined && joined.person().equals(person.id())) {
                if (event.seq() > seq) {
                    return true;
                }
                in = true;
            } else if (event instanceof Event.Left left && left.person().equals(person.id()) && event.seq() < seq) {
                in = false;
            }
        }
        return in;
    }

    /** Whether he is where he should be, and has all that he should have. */
    boolean settled() {
        var open = line;
        if (open == null || !welcomed) {
            return false;
        }
        var reads = open.connection().subscriptions().containsKey(CLUB);
        if (!simulation.ledger().isMember(CLUB, person.id())) {
            return !reads;
        }
        return reads && live && simulation.ledger().head(CLUB).equals(view.cursor());
    }

    String lacks() {
        var open = line;
        return "%s: connected %b, welcomed %b, in %b, reads %b, live %b, at %s of %s"
                .formatted(
                        person.id(),
                        open != null,
                        welcomed,
                        simulation.ledger().isMember(CLUB, person.id()),
                        open != null && open.connection().subscriptions().containsKey(CLUB),
                        live,
                        view.cursor(),
                        simulation.ledger().head(CLUB));
    }

    /** At the end: nothing he said is in the log where he was not in the club. */
    void verify() {
        var in = false;
        for (var event : simulation.ledger().asCommitted(CLUB)) {
            switch (event) {
                case Event.Joined joined when joined.person().equals(person.id()) -> in = true;
                case Event.Left left when left.person().equals(person.id()) -> in = false;
                case Event.Posted posted
                when posted.from().equals(person.id()) ->
                    Violation.unless(in, "%s said %s, and was not in the club", person, posted.text());
                default -> {}
            }
        }
    }
}
