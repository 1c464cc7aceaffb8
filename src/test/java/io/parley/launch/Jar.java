package io.parley.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/** The built WAR, run by {@code java -jar} as an operator does; killed at the end of the test if it still runs. */
final class Jar implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;
    private final Path errors;
    private final long begun = System.nanoTime();

    private Jar(Process process, Path errors) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    static Path war() {
        return Path.of(Objects.requireNonNull(
                System.getProperty("build.war"), "build.war is not set: run it as mvn verify does"));
    }

    /** @param options of java, such as {@code -Dparley.port=0} */
    static Jar start(Path directory, String... options) throws IOException {
        return start(Path.of(System.getProperty("java.home")), directory, options);
    }

    static Jar start(Path javaHome, Path directory, String... options) throws IOException {
        var command = new ArrayList<>(List.of(javaHome.resolve("bin/java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", war().toString()));
        var errors = Files.createTempFile(directory, "errors", "");
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_") || name.endsWith("JAVA_OPTIONS"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new Jar(builder.start(), errors);
    }

    /** Waits until it says where it is. */
    URI address() throws IOException {
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("Parley is at ")) {
                System.out.printf(
                        "start to address: %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
                return URI.create(line.substring("Parley is at ".length()));
            }
        }
        throw new AssertionError("it ended without an address: " + errors());
    }

    /** Waits until it logs that. */
    void awaitLine(String part) throws IOException {
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains(part)) {
                return;
            }
        }
        throw new AssertionError("it ended without a line about \"" + part + "\": " + errors());
    }

    long pid() {
        return process.pid();
    }

    /** @param name such as {@code TERM} */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Waits for its end: its exit code. */
    int end() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end within 30 s");
        }
        return process.exitValue();
    }

    /** What it says from now to its end. */
    List<String> rest() {
        return said.lines().toList();
    }

    List<String> errors() throws IOException {
        return Files.readAllLines(errors);
    }

    /** The first two bytes of version in a class file at the WAR's root, as Java numbers them: 52 is Java 8. */
    static int classVersion(String name) {
        try (var zip = new ZipFile(war().toFile());
                var in = zip.getInputStream(zip.getEntry(name))) {
            var head = in.readNBytes(8);
            return head[6] << 8 | head[7];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        said.close();
    }
}
