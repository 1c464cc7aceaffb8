package io.parley.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server in a JVM of its own, the same JDK and heap for all, that listens on a free port of loopback. */
public final class ServerUnderLoad implements AutoCloseable {
    /** What a server prints before its address, at the beginning of a line. */
    static final String LISTENS = "It listens at ";

    private static final String PARLEY_LISTENS = "Parley is at ";
    private static final int LAST_WORDS = 40;

    private final Process process;
    private final URI uri;
    /** Guarded by itself. */
    private final Deque<String> said = new ArrayDeque<>();

    private ServerUnderLoad(Process process) throws IOException {
        this.process = process;
        // a generator that is ended from outside leaves no server behind
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var lines = process.inputReader(StandardCharsets.UTF_8);
        var found = address(lines);
        if (found == null) {
            throw new IOException("the server ended:\n" + String.join("\n", lastWords()));
        }
        uri = found;
        Thread.ofVirtual().name("log of " + process.pid()).start(() -> {
            try {
                lines.lines().forEach(this::say);
            } catch (UncheckedIOException endOfProcess) {
                // what it had to say is said
            }
        });
    }

    private @Nullable URI address(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            say(line);
            if (line.startsWith(LISTENS)) {
                return URI.create(line.substring(LISTENS.length()));
            }
            if (line.startsWith(PARLEY_LISTENS)) {
                // what it prints is for people; it listens on this address only
                var shown = URI.create(line.substring(PARLEY_LISTENS.length()));
                return URI.create("http://127.0.0.1:" + shown.getPort() + shown.getPath());
            }
        }
        return null;
    }

    /**
     * Starts one and waits until it listens.
     *
     * @param jvm options of the JVM
     * @param program {@code -jar <war>}, or {@code -cp <path> <main class>}
     */
    public static ServerUnderLoad start(Path directory, List<String> jvm, List<String> program) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvm);
        command.addAll(program);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_") || name.endsWith("JAVA_OPTIONS"));
        return new ServerUnderLoad(builder.start());
    }

    /** Its root, ending with a slash. */
    public URI uri() {
        return uri;
    }

    public long pid() {
        return process.pid();
    }

    /** The end of what it has printed. */
    public List<String> lastWords() {
        synchronized (said) {
            return List.copyOf(said);
        }
    }

    private void say(String line) {
        synchronized (said) {
            said.add(line);
            if (said.size() > LAST_WORDS) {
                said.remove();
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
