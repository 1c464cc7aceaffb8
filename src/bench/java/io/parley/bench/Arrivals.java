package io.parley.bench;

import io.parley.bench.load.Client;
import io.parley.bench.load.Inbox;
import io.parley.bench.load.Ledger;
import io.parley.bench.load.Load;
import io.parley.bench.load.WrongDelivery;
import io.parley.bench.server.Cost;
import io.parley.bench.server.Entrant;
import io.parley.bench.server.Town;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.function.ToDoubleFunction;

/**
 * Everybody arrives in one channel and wants to see who else is there; then all type at once. Told one by one either is quadratic: what each
 * is sent shows how far it is gathered. In the end everybody has to see everybody, or to be told of all as a crowd.
 */
public final class Arrivals implements Scenario {
    private static final String WATCH = "{\"type\":\"watch\",\"people\":[],\"channels\":[\"c0\"]}";
    private static final String TYPING = "{\"type\":\"typing\",\"channel\":\"c0\"}";
    private static final String ARRIVE = "arrive";
    private static final String TYPE = "type";
    /** Presence is gathered for a second: after that long nothing more is coming. */
    private static final Duration QUIET = Duration.ofMillis(2_500);

    private final int people;

    public Arrivals(int people) {
        this.people = people;
    }

    public static void main(String[] args) throws Exception {
        Bench.run(usual());
    }

    static Arrivals usual() {
        return new Arrivals(Bench.numbers("sizes", 5_000)[0]);
    }

    @Override
    public String name() {
        return "Arrivals";
    }

    @Override
    public int connections() {
        return people;
    }

    @Override
    public void measure(Bench bench, Report report) throws Exception {
        var town = new Town(people, 1, person -> new int[1]);
        try (var parley = Entrant.binary(Entrant.parley(bench.folder(), bench.jvm(), town))) {
            bench.rounds(round -> arrive(round < 0 ? report.none() : report, parley));
        }
    }

    private String shape(String what) {
        return "%,d %s".formatted(people, what);
    }

    private void arrive(Report report, Entrant entrant) throws Exception {
        try (var load = new Load(entrant.server().uri(), entrant.dialect(), new Ledger(1, OneRoom.TEXT))) {
            var seen = new HashMap<Client, BitSet>();
            load.whenLive(client -> {
                seen.put(client, new BitSet(people));
                client.inbox().whenRefused(refusal -> client.text(WATCH));
                client.inbox().whenOther((type, line) -> {
                    switch (type) {
                        case "presence" -> seePeople(line, seen.get(client));
                        case "crowd" -> seeCrowd(line, seen.get(client));
                        default -> {}
                    }
                });
                client.text(WATCH);
            });
            observe(report, ARRIVE, "presence", entrant, load, () -> {
                load.connect(people, 0, person -> new int[1], people);
                load.await(
                        () -> seen.values().stream().allMatch(others -> others.cardinality() == people),
                        () -> "somebody does not see everybody");
            });
            observe(report, TYPE, "typing", entrant, load, () -> load.clients().forEach(client -> client.text(TYPING)));
            load.check();
        }
    }

    /** Notes who is online; ids are {@code p} and a number. */
    private void seePeople(byte[] line, BitSet seen) {
        for (var at = 0; at + 8 < line.length; at++) {
            if (line[at] != '"' || line[at + 1] != 'i' || line[at + 2] != 'd' || line[at + 3] != '"') {
                continue;
            }
            var person = 0;
            for (at += 7; line[at] != '"'; at++) {
                person = 10 * person + line[at] - '0';
            }
            if (person >= people) {
                throw new WrongDelivery("there is no person p" + person);
            }
            seen.set(person, online(line, at));
        }
    }

    /** Notes that so many are online, whoever they are. */
    private void seeCrowd(byte[] line, BitSet seen) {
        // …"online":4998}
        var text = new String(line, StandardCharsets.US_ASCII);
        var online = Integer.parseInt(text.substring(text.lastIndexOf(':') + 1, text.length() - 1));
        if (online > people) {
            throw new WrongDelivery("of " + people + " people " + online + " are here");
        }
        seen.clear();
        seen.set(0, online);
    }

    /** Whether the object that goes on there ends with that state. */
    private static boolean online(byte[] line, int from) {
        var end = from;
        while (line[end] != '}') {
            end++;
        }
        // …"online"} or …"offline"}
        return line[end - 8] == '"' && line[end - 7] == 'o' && line[end - 6] == 'n';
    }

    private void observe(Report report, String what, String type, Entrant entrant, Load load, Action action)
            throws Exception {
        var before = Heard.by(load, type);
        var cpu = Cost.cpu(entrant.server().pid());
        var began = System.nanoTime();
        action.run();
        var seconds = (System.nanoTime() - began) / 1e9;
        quiet(load);
        var heard = Heard.by(load, type);
        report.add(shape(what), entrant.name(), "seconds", seconds);
        report.add(
                shape(what), entrant.name(), "CPU s", Cost.cpu(entrant.server().pid()) - cpu);
        report.add(shape(what), entrant.name(), "frames each", (heard.frames - before.frames) / people);
        report.add(shape(what), entrant.name(), "KB each", (heard.bytes - before.bytes) / people / 1024);
        report.add(shape(what), entrant.name(), type + " lines", (heard.lines - before.lines) / people);
        report.add(shape(what), entrant.name(), "KB of them", (heard.ofLines - before.ofLines) / people / 1024);
    }

    /**
     * What all were sent so far, together.
     *
     * @param lines of one type
     * @param ofLines bytes of these
     */
    private record Heard(double frames, double bytes, double lines, double ofLines) {
        static Heard by(Load load, String type) {
            return new Heard(
                    sum(load, Client::framesHeard),
                    sum(load, Client::bytesHeard),
                    sum(load, client -> tally(client, type).lines()),
                    sum(load, client -> tally(client, type).bytes()));
        }
    }

    private static Inbox.Tally tally(Client client, String type) {
        return client.inbox().others().getOrDefault(type, new Inbox.Tally(0, 0));
    }

    private static double sum(Load load, ToDoubleFunction<Client> figure) {
        return load.clients().stream().mapToDouble(figure).sum();
    }

    /** Waits until nothing comes any more. */
    private static void quiet(Load load) {
        double before;
        do {
            before = sum(load, Client::framesHeard);
            load.listen(QUIET);
        } while (before != sum(load, Client::framesHeard));
    }

    @FunctionalInterface
    private interface Action {
        void run() throws Exception;
    }
}
