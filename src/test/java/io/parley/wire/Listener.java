package io.parley.wire;

import io.parley.chat.ChannelView;
import io.parley.chat.Event;
import io.parley.people.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A classic client: it says and hears, knows no cursor and repeats nothing; each of its connections is judged by itself. */
final class Listener implements Line.Near {
    private static final Pattern FRAME = Pattern.compile("\\{\"from\":\"([^\"]*)\",(\"id\":\\d+,)?\"msg\":\"(.*)\"}");
    private static final String LOBBY = ChannelView.LOBBY;

    /** In which a read that failed is tried again, milliseconds. */
    private static final long JOINING = 3_000;

    private final Simulation simulation;
    private final World world;
    private final Person person;
    private final Stage stage;
    private final List<Sitting> sittings = new ArrayList<>();
    private @Nullable Line line;
    private int typed;

    /** One connection, from its begin to its end. */
    private final class Sitting {
        private final String connection;
        private final int unreadable = simulation.unreadable();
        private final long began = world.millis();
        private final List<String> said = new ArrayList<>();
        private final List<String> greeting = new ArrayList<>();
        private final List<String> heard = new ArrayList<>();
        /** The lobby's head when the welcome came; -1 before it, or when a read failed and nobody knows where it began. */
        private long welcomedAt = -1;

        private boolean welcomed;
        /** The database was restored while it joined: no gate remembers what it heard of the lost log, so it may miss what replaced that. */
        private boolean torn;

        private int errors;

        private Sitting(String connection) {
            this.connection = connection;
        }
    }

    Listener(Simulation simulation, Person person, Stage stage) {
        this.simulation = simulation;
        this.world = simulation.world();
        this.person = person;
        this.stage = stage;
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
        var opened = node.openClassic(this, person, stage);
        line = opened;
        sittings.add(new Sitting(opened.connection().id()));
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

    /** The database was restored. */
    void restored() {
        if (!sittings.isEmpty()) {
            var sitting = sittings.getLast();
            sitting.torn |= world.millis() < sitting.began + JOINING;
        }
    }

    /** Somebody writes a message; without a connection it is lost. */
    void type() {
        if (line != null) {
            var text = person.name() + "." + ++typed + " says";
            sittings.getLast().said.add(text);
            line.say(text);
        }
    }

    @Override
    public void frame(Line from, String text) {
        if (from != line) {
            return;
        }
        world.note(person.name() + " hears " + text);
        simulation.sees("Classic");
        var frame = FRAME.matcher(text);
        Violation.unless(frame.matches(), "no classic frame: %s", text);
        var sitting = sittings.getLast();
        var message = String.valueOf(frame.group(3));
        if (!"System".equals(frame.group(1))) {
            (sitting.welcomed ? sitting.heard : sitting.greeting).add(message);
        } else if (message.equals("Welcome " + person.name())) {
            sitting.welcomed = true;
            if (simulation.unreadable() == sitting.unreadable) {
                sitting.welcomedAt = simulation.ledger().head(LOBBY).seq();
            }
        } else if (message.startsWith("Error sending msg: ")) {
            sitting.errors++;
        } else {
            // from another node he may hear, late, that an earlier connection of his came
            Violation.unless(
                    !simulation.alone() || !message.equals(person.name() + " has joined the conversation"),
                    "%s heard himself join",
                    person);
        }
    }

    /** Whether its connection has everything there is. */
    boolean settled() {
        var open = line;
        if (open == null || !open.idle() || !open.connection().outbox().isDrained()) {
            return false;
        }
        var lobby = open.connection().subscriptions().get(LOBBY);
        return lobby != null
                && lobby.reader().live()
                && lobby.reader().at().equals(simulation.ledger().head(LOBBY));
    }

    String lacks() {
        return person.name() + (line == null ? " is not connected" : " has not heard everything");
    }

    /** At the end: each connection heard what others said, in order, once, without a hole, and to the end if it is open. */
    void verify() {
        var seqs = new HashMap<String, Long>();
        for (var event : simulation.ledger().asCommitted(LOBBY)) {
            if (event instanceof Event.OfMessage about) {
                seqs.put(about.state().text(), about.state().seq());
            }
            if (event instanceof Event.Posted posted) {
                seqs.put(posted.text(), posted.seq());
            }
        }
        for (var sitting : sittings) {
            var open = line != null && sitting == sittings.getLast();
            if (sitting.torn) {
                simulation.sees("Torn");
            } else if (simulation.ledger().restored()) {
                verifyRestored(sitting, seqs, open);
            } else {
                verify(sitting, seqs, open);
            }
            verifySaid(sitting, seqs, open);
        }
    }

    /** The same where a restore took what some had heard: that comes on top, and nothing else; who is there has heard all to the end. */
    private void verifyRestored(Sitting sitting, Map<String, Long> seqs, boolean open) {
        var others = others(sitting);
        var all = new ArrayList<>(sitting.greeting);
        all.addAll(sitting.heard);
        var fits = all.isEmpty();
        for (var begin = 0; begin <= others.size() && !fits; begin++) {
            var end = follow(all, seqs, others, begin);
            fits = end >= 0 && (!open || sitting.welcomedAt < 0 || sitting.heard.isEmpty() || end == others.size());
        }
        Violation.unless(fits, "%s heard %s of %s, open %b (%s)", person, all, others, open, sitting.said);
    }

    /** How far those texts lead from {@code begin} on, leaving out what was taken; -1 when they do not lead on. */
    private int follow(List<String> texts, Map<String, Long> seqs, List<Long> others, int begin) {
        var next = begin;
        for (var text : texts) {
            if (next < others.size() && others.get(next).equals(seqs.get(text))) {
                next++;
            } else if (!simulation.ledger().tookText(LOBBY, text)) {
                return -1;
            }
        }
        return next;
    }

    private List<Long> others(Sitting sitting) {
        return simulation.ledger().asCommitted(LOBBY).stream()
                .filter(event -> event instanceof Event.Posted && !own(sitting, event))
                .map(Event.Lasting::seq)
                .toList();
    }

    private void verify(Sitting sitting, Map<String, Long> seqs, boolean open) {
        var others = others(sitting);
        var greeting = places(sitting.greeting, seqs);
        var heard = places(sitting.heard, seqs);
        Violation.unless(stage == Stage.HISTORY || greeting.isEmpty(), "%s was told of the past", person);
        var all = new ArrayList<>(greeting);
        all.addAll(heard);
        if (!all.isEmpty()) {
            var first = others.indexOf(all.getFirst());
            var whole = first < 0 ? List.of() : others.subList(first, Math.min(others.size(), first + all.size()));
            Violation.unless(all.equals(whole), "%s heard %s of %s (%s)", person, all, others, sitting.said);
        }
        if (open && sitting.welcomedAt >= 0) {
            var missed = others.stream()
                    .filter(seq -> seq > sitting.welcomedAt && !all.contains(seq))
                    .toList();
            Violation.unless(missed.isEmpty(), "%s missed %s after his welcome", person, missed);
        }
        if (open && !others.isEmpty() && !heard.isEmpty()) {
            Violation.unless(heard.getLast().equals(others.getLast()), "%s heard %s of %s", person, heard, others);
        }
    }

    /** What it said is in the journal in that order, and what is not there it was told of. */
    private void verifySaid(Sitting sitting, Map<String, Long> seqs, boolean open) {
        var kept =
                sitting.said.stream().filter(seqs::containsKey).map(seqs::get).toList();
        Violation.unless(kept.equals(kept.stream().sorted().toList()), "%s said %s in order", person, kept);
        if (open && !simulation.ledger().restored()) {
            Violation.unless(
                    kept.size() + sitting.errors >= sitting.said.size(),
                    "%s said %d, of which %d are kept and %d refused",
                    person,
                    sitting.said.size(),
                    kept.size(),
                    sitting.errors);
        }
    }

    private static List<Long> places(List<String> texts, Map<String, Long> seqs) {
        return texts.stream()
                .map(text -> {
                    var seq = seqs.get(text);
                    if (seq == null) {
                        throw new Violation("heard what nobody said: " + text);
                    }
                    return seq;
                })
                .toList();
    }

    private static boolean own(Sitting sitting, Event.Lasting event) {
        return event.cid().startsWith(sitting.connection + ".");
    }
}
