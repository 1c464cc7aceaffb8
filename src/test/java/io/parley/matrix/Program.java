package io.parley.matrix;

import io.parley.it.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A process that a test has started, and what it says; killed when the test ends. */
final class Program implements AutoCloseable {
    private final String name;
    private final Process process;
    /** Guarded by itself. */
    private final List<String> log = new ArrayList<>();

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread.ofVirtual().name("log of " + name).start(this::readOn);
    }

    static Program start(Path folder, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
        return new Program(Path.of(command.getFirst()).getFileName().toString(), builder.start());
    }

    List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** Waits for a line that has this in it. */
    MatchResult says(Pattern what) throws Exception {
        Await.until(
                () -> name + " says " + what + ":\n" + String.join("\n", log()),
                () -> said(what).isPresent() || !process.isAlive());
        return said(what).orElseThrow(() -> new AssertionError(name + " ended:\n" + String.join("\n", log())));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private Optional<MatchResult> said(Pattern what) {
        return log().stream().flatMap(line -> what.matcher(line).results()).findFirst();
    }

    /** Tells it to end, as its children end with it then. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(Await.BOUND.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(name + " did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOn() {
        try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (log) {
                    log.add(line);
                }
            }
        } catch (IOException endOfProcess) {
            // what it had to say is said
        }
    }
}
