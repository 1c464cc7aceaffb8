package io.parley.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What this machine must allow before a scenario of some size can run: known before, not found out in the middle. */
public final class Preflight {
    /** Files that a JVM has open besides its connections. */
    private static final int FILES_OF_A_JVM = 300;

    /** A server listens with so many connections not yet accepted; Linux cuts that to {@code somaxconn}. */
    private static final int BACKLOG = 1024;

    private static final Pattern OPEN_FILES =
            Pattern.compile("(?m)^Max open files\\s+(\\d+|unlimited)\\s+(\\d+|unlimited)");

    private Preflight() {}

    /** What it found on this machine. */
    public record Machine(long openFiles, int ports, int backlog, int cores) {
        public static Machine here() throws IOException {
            var limits = OPEN_FILES.matcher(Files.readString(Path.of("/proc/self/limits")));
            if (!limits.find()) {
                throw new IOException("/proc/self/limits does not speak of open files");
            }
            var ports = numbers("/proc/sys/net/ipv4/ip_local_port_range");
            return new Machine(
                    limits.group(2).equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limits.group(2)),
                    ports[1] - ports[0] + 1,
                    numbers("/proc/sys/net/core/somaxconn")[0],
                    Runtime.getRuntime().availableProcessors());
        }

        private static int[] numbers(String file) throws IOException {
            // by lines, as these files can be read only in one piece
            var words = Files.readAllLines(Path.of(file)).getFirst().strip().split("\\s+");
            return Arrays.stream(words).mapToInt(Integer::parseInt).toArray();
        }

        /** One line each that says what is missing, for so many connections at once, and the remedy. */
        public List<String> lacks(int connections) {
            var lacks = new ArrayList<String>();
            var files = connections + FILES_OF_A_JVM;
            if (openFiles < files) {
                lacks.add(
                        "%,d open files are allowed and %,d needed: ulimit -Hn %d as root, or LimitNOFILE, nofile in /etc/security/limits.conf"
                                .formatted(openFiles, files, files));
            }
            // a load takes another address of loopback after 16,000
            if (ports < Math.min(connections, 16_000) + FILES_OF_A_JVM) {
                lacks.add(
                        "%,d ports are there for connections and %,d needed: sysctl net.ipv4.ip_local_port_range=\"15000 65000\""
                                .formatted(ports, Math.min(connections, 16_000) + FILES_OF_A_JVM));
            }
            if (backlog < BACKLOG) {
                lacks.add(
                        "%,d connections may wait to be accepted (Parley's acceptCount is %,d): sysctl net.core.somaxconn=%d"
                                .formatted(backlog, BACKLOG, BACKLOG));
            }
            if (cores < 2) {
                lacks.add("there is one core: generator and server need one each; give the machine or container two");
            }
            return lacks;
        }
    }
}
