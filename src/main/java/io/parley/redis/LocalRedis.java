package io.parley.redis;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A Redis on this machine, for who does not want to set one up: the one that answers there, else one that is started with a folder and a
 * random password of its own, and stopped again when nobody else uses it.
 *
 * <p>Used by one thread at a time. Nothing here throws for a Redis that cannot be had: one line says why, and it is waited for.
 */
public final class LocalRedis implements AutoCloseable {
    /** Where the classic chat has its Redis. */
    public static final int PORT = 23_741;

    private static final System.Logger LOG = System.getLogger(LocalRedis.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int PASSWORD = 24;

    private final Path folder;
    private final int port;
    private final List<Path> path;
    private final Optional<String> given;
    private final RandomGenerator random;
    private @Nullable ProcessHandle started;
    private Optional<String> password = Optional.empty();
    private boolean toldMissing;

    /**
     * @param folder of its own, made when it is needed
     * @param path folders where {@code redis-server} may lie
     * @param given the password of a Redis that somebody else started
     */
    public LocalRedis(Path folder, int port, List<Path> path, Optional<String> given, RandomGenerator random) {
        this.folder = folder;
        this.port = port;
        this.path = List.copyOf(path);
        this.given = given;
        this.random = random;
    }

    /** Makes sure that one answers, if that can be, and says how it is reached. Waits for one that starts. */
    public Server find() {
        try {
            password = given.isPresent() ? given : kept();
            switch (Knock.at(port, password)) {
                case OPEN -> adopt();
                case OPEN_TO_ALL -> password = Optional.empty();
                case STRANGER ->
                    warn("what answers on 127.0.0.1:" + port
                            + " is no Redis, or one with another password; right is to stop it, or its password in"
                            + " parley.redis.password");
                case NOBODY -> start();
            }
        } catch (IOException e) {
            warn("it cannot be started in " + folder + ": " + e);
        }
        return new Server(URI.create("redis://127.0.0.1:" + port), password);
    }

    /** The one that this started, the last time it did. */
    Optional<ProcessHandle> started() {
        return Optional.ofNullable(started);
    }

    /** Starts the one that this started before again if it has died. */
    void revive() {
        if (started != null && !started.isAlive()) {
            find();
        }
    }

    /** Stops the one that this started, unless somebody else uses it. Our own connections are closed by then. */
    @Override
    public void close() {
        var process = started;
        if (process == null || !process.isAlive()) {
            return;
        }
        try {
            if (Knock.others(port, password, PATIENCE.dividedBy(5))) {
                LOG.log(Level.INFO, "The Redis in {0} goes on: others use it", folder);
                return;
            }
            process.destroy();
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            process.destroy();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "The Redis in {0} does not stop", folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start() throws IOException {
        var executable = path.stream()
                .map(folder -> folder.resolve("redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
        if (executable.isEmpty()) {
            warn("there is no redis-server on the PATH, and nothing answers on 127.0.0.1:" + port
                    + "; right is to install one, or the address of another in parley.redis");
            return;
        }
        Files.createDirectories(folder, ownersOnly("rwx------"));
        var secret = password.isPresent() ? password.get() : makePassword();
        password = Optional.of(secret);
        var settings = folder.resolve("redis.conf");
        write(settings, settings(secret));
        var process = new ProcessBuilder(executable.get().toString(), settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(settings.toFile()))
                .start();
        started = process.toHandle();
        awaitAnswer(process);
    }

    /** Whether what answers was started from this folder, by a Parley that was killed: then it is ours to stop. */
    private void adopt() throws IOException {
        var told = Knock.told(port, password);
        if (folder.resolve("redis.conf").toString().equals(told.get("config_file"))) {
            started = ProcessHandle.of(Long.parseLong(told.getOrDefault("process_id", "0")))
                    .orElse(null);
        }
    }

    private void awaitAnswer(Process process) throws IOException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (Knock.at(port, password) != Knock.Answer.OPEN) {
            if (!process.isAlive() || System.nanoTime() > end) {
                warn("redis-server does not start; its last words are in " + folder.resolve("redis.log"));
                return;
            }
            try {
                process.waitFor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        toldMissing = false;
        LOG.log(Level.INFO, "Started a Redis on 127.0.0.1:{0}, in {1}", Integer.toString(port), folder);
    }

    private String settings(String secret) {
        return """
                # Written by Parley at each start.
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                appendonly yes
                appendfsync everysec
                save ""
                """.formatted(
                        port, secret, folder.toString().replace("\\", "\\\\").replace("\"", "\\\""));
    }

    private Optional<String> kept() throws IOException {
        var file = folder.resolve("password");
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    private String makePassword() throws IOException {
        var bytes = new byte[PASSWORD];
        random.nextBytes(bytes);
        var made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        write(folder.resolve("password"), made + "\n");
        return made;
    }

    /** Never readable by others, not for a moment. */
    private static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, ownersOnly(file, "rw-------"));
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }

    private void warn(String why) {
        LOG.log(toldMissing ? Level.DEBUG : Level.WARNING, "parley.redis=auto: {0}", why);
        toldMissing = true;
    }

    private FileAttribute<?>[] ownersOnly(String permissions) {
        return ownersOnly(folder, permissions);
    }

    private static FileAttribute<?>[] ownersOnly(Path of, String permissions) {
        return of.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
