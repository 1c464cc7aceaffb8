package io.parley.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One Parley as a process of its own, in a home of its own, that can be killed and started again. */
final class Node implements AutoCloseable {
    private static final String ADDRESS = "Parley is at ";
    private static final long START_SECONDS = 90;
    /** Lines of its log that are kept for whoever has to see why it failed. */
    private static final int LOG = 30;

    private final String name;
    private final Path home;
    private final Path war;
    /** By what it reaches the servers it needs: database, Redis. */
    private final Map<String, Proxy> ways;

    /** Guarded by "this", as all that follows. */
    private final Deque<String> log = new ArrayDeque<>();

    private @Nullable Process process;
    private @Nullable URI uri;
    private boolean closed;

    /**
     * @param home made now
     * @param settings for its {@code parley.properties}, as command lines are for everybody to see
     */
    Node(String name, Path home, Path war, Map<String, Proxy> ways, Map<String, String> settings) throws IOException {
        this.name = name;
        this.home = Files.createDirectories(home);
        this.war = war;
        this.ways = Map.copyOf(ways);
        var file = Files.createFile(home.resolve("parley.properties"));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        var properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    String name() {
        return name;
    }

    Map<String, Proxy> ways() {
        return ways;
    }

    /** Where it is, if it runs and has said so. */
    synchronized Optional<URI> uri() {
        return Optional.ofNullable(uri);
    }

    /**
     * Starts it and waits until it says where it is.
     *
     * @throws CannotTorture with the end of its log if it does not
     */
    void start() throws InterruptedException {
        Process started;
        synchronized (this) {
            if (closed) {
                return;
            }
            log.clear();
            try {
                started = command().start();
            } catch (IOException e) {
                throw new CannotTorture("no process can be started: " + e.getMessage(), e);
            }
            process = started;
        }
        Thread.ofPlatform().daemon().name("log of " + name).start(() -> readOn(started));
        await(started);
    }

    /** Ends it without a chance to do anything (SIGKILL). */
    void kill() throws InterruptedException {
        Process running;
        synchronized (this) {
            running = process;
            uri = null;
        }
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    /** Kills it for good. */
    @Override
    public void close() throws IOException, InterruptedException {
        synchronized (this) {
            closed = true;
        }
        kill();
        for (var way : ways.values()) {
            way.close();
        }
    }

    private ProcessBuilder command() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(List.of(
                        java,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dparley.home=" + home,
                        "-jar",
                        war.toString()))
                .redirectErrorStream(true)
                .directory(home.toFile());
        // what is set for another Parley is not meant for this one
        builder.environment().keySet().removeIf(variable -> variable.startsWith("PARLEY_"));
        return builder;
    }

    private synchronized void await(Process started) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (uri == null && started.isAlive() && System.nanoTime() < end) {
            wait(1_000);
        }
        if (uri == null && !closed) {
            throw new CannotTorture(name + " does not start; it said:\n    " + String.join("\n    ", log));
        }
    }

    private void readOn(Process from) {
        try (var lines = new BufferedReader(from.inputReader(StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said(from, line);
            }
        } catch (IOException endOfProcess) {
            // what it had to say is said
        }
        synchronized (this) {
            notifyAll();
        }
    }

    private synchronized void said(Process from, String line) {
        log.add(line);
        if (log.size() > LOG) {
            log.remove();
        }
        if (line.startsWith(ADDRESS) && from == process && from.isAlive()) {
            // what it prints is for people; it listens on this address only
            var port = URI.create(line.substring(ADDRESS.length())).getPort();
            uri = URI.create("http://127.0.0.1:" + port + "/");
            notifyAll();
        }
    }
}
