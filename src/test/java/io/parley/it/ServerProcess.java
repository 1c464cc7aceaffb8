package io.parley.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Parley in a process of its own: {@code java -jar parley.war}, listening on a free port of 127.0.0.1 only.
 *
 * <p>Its log is captured, and shown when it does not start.
 */
public final class ServerProcess implements AutoCloseable {
    private static final String ADDRESS = "Parley is at ";
    /** A start takes half as long without the second compiler, and no test runs long enough to need it. */
    private static final List<String> QUICKLY = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;
    private final Path home;
    /** Guarded by itself. */
    private final List<String> log = new ArrayList<>();

    private final URI uri;

    private ServerProcess(Process process, Path home) {
        this.process = process;
        this.home = home;
        // a JVM of tests that is ended from outside leaves no server behind
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread.ofVirtual().name("log of " + process.pid()).start(this::readOn);
        this.uri = awaitAddress();
    }

    /**
     * How a process is started.
     *
     * @param jvm options of the JVM, {@code -Dparley.…} among them
     * @param program {@code -jar <war>}, or {@code -cp <path> <main class>}
     */
    public record Plan(Path home, List<String> jvm, List<String> program) {
        public Plan {
            jvm = List.copyOf(jvm);
            program = List.copyOf(program);
        }

        /** More options of the JVM. */
        public Plan with(String... options) {
            var all = new ArrayList<>(jvm);
            all.addAll(List.of(options));
            return new Plan(home, all, program);
        }

        /** Another main class instead of the jar. */
        public Plan running(String classPath, String mainClass) {
            return new Plan(home, jvm, List.of("-cp", classPath, mainClass));
        }

        /** Starts it and waits until it says where it is. */
        public ServerProcess start() throws IOException {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(QUICKLY);
            command.addAll(List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-Dparley.home=" + home));
            command.addAll(List.of("-Dparley.address=127.0.0.1", "-Dparley.port=0"));
            // most tests are about what people do once they are in; whoever tests how, says so after this
            command.add("-Dparley.signin=open");
            command.addAll(jvm);
            command.addAll(program);
            var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(home.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
            return new ServerProcess(builder.start(), home);
        }
    }

    /** The built WAR, on a home. */
    public static Plan on(Path home) {
        return new Plan(home, List.of(), List.of("-jar", war().toString()));
    }

    /** In a new home of its own, which is deleted with the JVM that runs the tests. */
    public static ServerProcess start(String... jvm) throws IOException {
        return on(Files.createTempDirectory("parley-it")).with(jvm).start();
    }

    /** The WAR that was built. */
    public static Path war() {
        var war = Path.of(System.getProperty("build.war", "target/parley.war")).toAbsolutePath();
        if (!Files.isRegularFile(war)) {
            throw new AssertionError(war + " is not built: mvn package");
        }
        return war;
    }

    /** Where Parley is in it, ending with a slash. */
    public URI uri() {
        return uri;
    }

    public long pid() {
        return process.pid();
    }

    public Path home() {
        return home;
    }

    /** What it has logged and printed so far. */
    public List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** How many objects of each class there are, after a full collection. */
    public Map<String, Integer> histogram() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asking = new ProcessBuilder(jcmd, Long.toString(pid()), "GC.class_histogram").start();
        var counts = new HashMap<String, Integer>();
        try (var lines = asking.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var columns = line.strip().split("\\s+");
                if (columns.length >= 4 && columns[0].matches("\\d+:")) {
                    counts.put(columns[3], Integer.parseInt(columns[1]));
                }
            }
        }
        if (counts.isEmpty()) {
            throw new IOException(jcmd + " counted nothing");
        }
        return counts;
    }

    /** Tells it to end (SIGTERM), and goes on. */
    public void terminate() {
        process.destroy();
    }

    /** Tells it to end (SIGTERM), waits and gives its exit code. */
    public int stop() {
        terminate();
        return awaitExit();
    }

    /** Ends it without a chance to do anything (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    public int awaitExit() {
        try {
            if (!process.waitFor(Await.BOUND.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the process did not end:\n" + String.join("\n", log()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private void readOn() {
        try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (log) {
                    log.add(line);
                    log.notifyAll();
                }
            }
        } catch (IOException endOfProcess) {
            // what it had to say is said
        }
        synchronized (log) {
            log.notifyAll();
        }
    }

    private URI awaitAddress() {
        synchronized (log) {
            Await.on(log, () -> "Parley starts:\n" + String.join("\n", log), () -> saidAddress() || !process.isAlive());
            return log.stream()
                    .filter(line -> line.startsWith(ADDRESS))
                    .findFirst()
                    .map(line -> URI.create(line.substring(ADDRESS.length())))
                    // what it prints is for people; it listens on this address only
                    .map(shown -> URI.create("http://127.0.0.1:" + shown.getPort() + shown.getPath()))
                    .orElseThrow(() -> new AssertionError("Parley ended:\n" + String.join("\n", log)));
        }
    }

    private boolean saidAddress() {
        return log.stream().anyMatch(line -> line.startsWith(ADDRESS));
    }
}
