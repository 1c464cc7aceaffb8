package io.parley.redis;

import io.parley.it.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * A real {@code redis-server} on this machine: the one from Maven (6.2), or another. It keeps nothing, so a restarted one is empty, and
 * it has the same port again. Only this process is ever killed.
 */
public final class RedisServer implements AutoCloseable {
    private final Path executable;
    private final int port;
    private final List<String> options;
    private final Path folder;
    private Process process;

    private RedisServer(Path executable, int port, List<String> options) throws IOException {
        this.executable = executable;
        this.port = port;
        this.options = options.stream()
                .map(option -> option.equals("${port}") ? Integer.toString(port) : option)
                .toList();
        this.folder = Files.createTempDirectory("parley-redis");
        this.process = begin();
    }

    /**
     * Starts the one from Maven and waits until it answers.
     *
     * @param options as on the command line of {@code redis-server}; {@code ${port}} stands for its port
     */
    public static RedisServer start(String... options) throws Exception {
        return start(fromMaven(), options);
    }

    public static RedisServer start(Path executable, String... options) throws Exception {
        var server = new RedisServer(executable, freePort(), List.of(options));
        try {
            server.awaitAnswer();
        } catch (AssertionError e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** A sentinel that watches a master under a name, and takes it for dead after half a second. */
    public static RedisServer sentinel(String name, RedisServer master) throws Exception {
        var file = Files.createTempFile("parley-sentinel", ".conf");
        Files.writeString(file, """
                sentinel monitor %1$s 127.0.0.1 %2$d 1
                sentinel down-after-milliseconds %1$s 500
                sentinel failover-timeout %1$s 5000
                """.formatted(name, master.port()));
        return start(master.executable, file.toString(), "--sentinel");
    }

    /** Its executable, unpacked. */
    public static Path fromMaven() {
        try {
            return ExecutableProvider.newJarResourceProvider().get().toPath().toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that this machine has, if it has one. */
    public static Optional<Path> onPath() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    public URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    /** By SIGKILL; gone when it returns. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** After {@link #kill}: empty. */
    public void restart() throws Exception {
        process = begin();
        awaitAnswer();
    }

    /** It answers nothing more, and its connections stay open: SIGSTOP. */
    public void stall() throws Exception {
        signal("STOP");
    }

    public void goOn() throws Exception {
        signal("CONT");
    }

    @Override
    public void close() throws IOException {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void signal(String name) throws Exception {
        var done = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (done != 0) {
            throw new AssertionError("kill -" + name + " ended with " + done);
        }
    }

    private Process begin() throws IOException {
        var command = new ArrayList<>(List.of(
                executable.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                folder.toString()));
        if (options.contains("--sentinel")) {
            // its settings come first, and it knows nothing of saving
            command.removeAll(List.of("--save", ""));
            command.addAll(1, options);
        } else {
            command.addAll(options);
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private void awaitAnswer() throws Exception {
        Await.until(this::log, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("redis-server ended: " + log());
            }
            return answers();
        });
    }

    /** Anything: it may want TLS or a password first. */
    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() > 0 || ready();
        } catch (IOException notYet) {
            return ready();
        }
    }

    /** One that speaks only TLS answers nothing to a plain question. */
    private boolean ready() {
        return log().contains("Ready to accept connections");
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
