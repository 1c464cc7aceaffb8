package io.parley.torture;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator asks for.
 *
 * @param nodes 1 without a database
 * @param time for how long there are faults
 * @param database absent: each node keeps its own SQLite
 */
record Options(
        int nodes, int clients, Duration time, Optional<DatabaseAddress> database, Optional<RedisAddress> redis) {
    static final String HELP = """
            java -jar parley.war torture [options]

            Starts nodes of this WAR as processes of its own, lets clients talk over them, and all the while kills nodes
            and cuts their connections. At the end it counts what became of the messages; the exit code is 0 only if
            none is lost, doubled or out of order.

              --nodes N         1 to 16; default 1, or 3 with a database
              --clients N       1 to 1000; default 24
              --minutes N       for how long, 0.1 to 10080; default 1
              --database URL    jdbc:postgresql://host:port/name?user=…&password=…
                                (also from PARLEY_DATABASE_USER and PARLEY_DATABASE_PASSWORD)
              --redis URL       redis://user:password@host:port/number
              --help            this

            It touches nothing but what it makes: a schema and a key prefix, both named parley_torture_…, and a
            temporary folder; all are removed at the end and by Ctrl-C. Databases and Redis are only cut off from its
            own nodes, never stopped.
            """;

    private static final Set<String> KNOWN = Set.of("--nodes", "--clients", "--minutes", "--database", "--redis");
    private static final int MOST_NODES = 16;
    private static final int MOST_CLIENTS = 1_000;
    private static final BigDecimal SHORTEST = new BigDecimal("0.1");
    private static final BigDecimal LONGEST = new BigDecimal("10080");

    /**
     * Reads them.
     *
     * @throws CannotTorture naming the first that is wrong, and what would be right
     */
    static Options parse(List<String> arguments, Map<String, String> environment) {
        var given = given(arguments);
        var database =
                Optional.ofNullable(given.get("--database")).map(text -> DatabaseAddress.parse(text, environment));
        var redis = Optional.ofNullable(given.get("--redis")).map(RedisAddress::parse);
        var nodes = number(given, "--nodes", MOST_NODES, database.isPresent() ? 3 : 1);
        if (nodes > 1 && database.isEmpty()) {
            throw new CannotTorture("--nodes: " + nodes + " nodes need one database, and SQLite belongs to one node;"
                    + " right is --nodes 1, or a --database");
        }
        return new Options(nodes, number(given, "--clients", MOST_CLIENTS, 24), time(given), database, redis);
    }

    private static Map<String, String> given(List<String> arguments) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < arguments.size(); i += 2) {
            var option = arguments.get(i);
            if (!KNOWN.contains(option)) {
                throw new CannotTorture(
                        "\"" + shown(option) + "\" is no option; right are --nodes, --clients, --minutes, --database,"
                                + " --redis and --help");
            }
            if (i + 1 == arguments.size()) {
                throw new CannotTorture(option + ": the value is missing; right is " + option + " and a value");
            }
            if (given.put(option, arguments.get(i + 1)) != null) {
                throw new CannotTorture(option + ": it is there twice; right is once");
            }
        }
        return given;
    }

    private static int number(Map<String, String> given, String option, int most, int otherwise) {
        var text = given.get(option);
        if (text == null) {
            return otherwise;
        }
        try {
            var number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new CannotTorture(
                option + ": \"" + shown(text) + "\" is wrong; right is a whole number from 1 to " + most);
    }

    private static Duration time(Map<String, String> given) {
        var text = given.getOrDefault("--minutes", "1");
        try {
            var minutes = text.length() > 10 ? LONGEST.add(BigDecimal.ONE) : new BigDecimal(text);
            if (minutes.compareTo(SHORTEST) >= 0 && minutes.compareTo(LONGEST) <= 0) {
                return Duration.ofMillis(
                        minutes.multiply(new BigDecimal(60_000)).longValue());
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new CannotTorture(
                "--minutes: \"" + shown(text) + "\" is wrong; right is a number from " + SHORTEST + " to " + LONGEST);
    }

    /** What was given, fit for one line. */
    static String shown(String text) {
        var line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= 100 ? line : line.substring(0, 100) + "…";
    }
}
