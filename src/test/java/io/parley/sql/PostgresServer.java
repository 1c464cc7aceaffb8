package io.parley.sql;

import io.parley.it.Await;
import io.parley.it.Certificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * A real PostgreSQL on a free port of 127.0.0.1, with data of its own in a temporary folder, as durable as a default one
 * (fsync and synchronous_commit on). It can be stopped, killed, frozen and started again on the same port with the same data.
 *
 * <p>The build brings the programs ({@code target/postgresql/*.jar}, see the pom); PostgreSQL does not run as root, so then it
 * runs as {@code nobody}. Its log is {@link #log}. One thread at a time, but for {@link #url} and {@link #schema}.
 *
 * <pre>{@code
 * try (var postgres = PostgresServer.start()) {
 *     var url = postgres.url(postgres.schema()); // a schema of one's own
 *     postgres.kill();                           // kill -9 of all its processes
 *     postgres.startAgain();                     // recovers
 * }
 * }</pre>
 */
public final class PostgresServer implements AutoCloseable {
    public static final String USER = "parley";
    public static final String PASSWORD = "a password of tests, with = and ' in it";

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private final Path folder;
    private final Path programs;
    private final int port;
    private @Nullable Process process;

    private PostgresServer(Path folder, Path programs, int port) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
    }

    /** The newest, with new data; the caller closes it. */
    public static PostgresServer start() throws Exception {
        return start("newest");
    }

    /** The oldest one that Parley takes. */
    public static PostgresServer startOldest() throws Exception {
        return start("oldest");
    }

    /** One for all tests of this JVM, which nobody stops; it ends with the JVM. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** Another one for all tests that stop, kill or set it otherwise, one after the other; it runs when it is given, with what it had. */
    public static PostgresServer mortal() throws Exception {
        var server = Mortal.SERVER;
        if (server.process == null) {
            server.startAgain();
        }
        return server;
    }

    private static PostgresServer start(String version) throws Exception {
        var folder = Files.createTempDirectory("parley-postgresql");
        if (root()) {
            own(folder);
        }
        var built = Path.of(System.getProperty("build.directory", "target"), "postgresql", version)
                .toAbsolutePath();
        var programs = PostgresBinaries.unpacked(
                version, root() && !everybodyReaches(built) ? folder.resolve("programs") : built);
        var server = new PostgresServer(folder, programs, freePort());
        try {
            server.init();
            server.startAgain();
            return server;
        } catch (Exception | Error e) {
            server.close();
            throw e;
        }
    }

    /** For JDBC, with user and password; tables go to {@code public}. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The same, with a schema for everything. User and password are not in it. */
    public String url(String schema) {
        return url() + "?currentSchema=" + schema;
    }

    public int port() {
        return port;
    }

    /** What it said; also the reason why it does not start. */
    public Path log() {
        return folder.resolve("log");
    }

    /** The database in that schema, as the product uses it. */
    Database database(String schema) {
        return Postgres.at(url(schema), Optional.of(USER), Optional.of(PASSWORD), 4);
    }

    /** Makes a new, empty schema. */
    public String schema() throws SQLException {
        var name = "s" + SCHEMAS.incrementAndGet();
        execute("CREATE SCHEMA " + name);
        return name;
    }

    /** As its superuser. */
    public Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", PASSWORD);
        properties.setProperty("connectTimeout", "10");
        return new Driver().connect(url(), properties);
    }

    /** As its superuser. */
    public void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Starts it with the same data on the same port, and waits until it answers.
     *
     * @param settings such as {@code fsync=off}, besides those of a default server
     */
    public void startAgain(String... settings) throws Exception {
        if (process != null) {
            throw new IllegalStateException("it runs");
        }
        var command = new ArrayList<>(List.of("postgres", "-D", data(), "-p", "" + port));
        for (var setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=200",
                "shared_buffers=32MB",
                "lc_messages=C")) {
            command.addAll(List.of("-c", setting));
        }
        Arrays.stream(settings).forEach(setting -> command.addAll(List.of("-c", setting)));
        var started = run(command);
        process = started;
        Await.until(this::said, () -> {
            if (!started.isAlive()) {
                throw new IOException("PostgreSQL has ended: " + said());
            }
            return answers();
        });
    }

    /** The same, by TLS too, for those who want it. */
    public void startAgain(Certificate certificate) throws Exception {
        startAgain("ssl=on", "ssl_cert_file=" + taken(certificate.chain()), "ssl_key_file=" + taken(certificate.key()));
    }

    /** A copy that only it reads, as it wants its key to be. */
    private Path taken(Path file) throws IOException {
        var copy = Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
        if (root()) {
            own(copy);
        }
        return copy;
    }

    private boolean answers() {
        try (var connection = connect()) {
            return connection.isValid(10);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Shuts it down, cutting all connections, and waits for its end ("fast"). */
    public void stop() throws InterruptedException {
        var running = running();
        signal("INT", running.pid());
        running.waitFor();
        process = null;
    }

    /** Kills all its processes at once (SIGKILL), as a power cut does for everybody but the disk. */
    public void kill() throws InterruptedException {
        var running = running();
        var others = running.descendants().toList();
        running.destroyForcibly().waitFor();
        others.forEach(ProcessHandle::destroyForcibly);
        for (var other : others) {
            other.onExit().join();
        }
        process = null;
    }

    /** Lets it stand still: connections stay, and nothing answers (SIGSTOP). */
    public void freeze() {
        var running = running();
        running.descendants().forEach(one -> signal("STOP", one.pid()));
        signal("STOP", running.pid());
    }

    /** Lets it go on. */
    public void thaw() {
        var running = running();
        signal("CONT", running.pid());
        running.descendants().forEach(one -> signal("CONT", one.pid()));
    }

    /** Cuts every connection but one's own, as an administrator may. */
    public void cut() throws SQLException {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
    }

    /** Ends it, and its data. */
    @Override
    public void close() throws InterruptedException, IOException {
        if (process != null) {
            kill();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void init() throws Exception {
        var password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (root()) {
            own(password);
        }
        var command = new ArrayList<>(List.of("initdb", "-D", data(), "-U", USER, "--pwfile", password.toString()));
        // an order of texts in which "a" stands before "B": no query may depend on it
        command.addAll(List.of("-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync"));
        if (!programs.endsWith("oldest")) {
            command.addAll(List.of("--locale-provider=icu", "--icu-locale=en"));
            // of a password's 4,096 rounds of hashing, for each of the thousand connections that tests make
            command.addAll(List.of("-c", "scram_iterations=1"));
        }
        if (run(command).waitFor() != 0) {
            throw new IOException("PostgreSQL's data cannot be made: " + said());
        }
    }

    private Process run(List<String> command) throws IOException {
        var all = new ArrayList<String>();
        if (root()) {
            all.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        all.add(programs.resolve("bin").resolve(command.getFirst()).toString());
        all.addAll(command.subList(1, command.size()));
        var log = ProcessBuilder.Redirect.appendTo(log().toFile());
        return new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("it does not run");
        }
        return process;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String said() {
        try {
            return Files.exists(log()) ? Files.readString(log()) : "nothing";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, "" + pid).inheritIO().start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void own(Path file) throws IOException {
        var nobody = file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(file, nobody);
    }

    private static boolean everybodyReaches(Path place) throws IOException {
        for (var folder = place.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder)
                    && !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** Made when first asked for. */
    private static final class Shared {
        static final PostgresServer SERVER = open();

        private static PostgresServer open() {
            try {
                var server = start();
                Runtime.getRuntime().addShutdownHook(new Thread(server::end));
                return server;
            } catch (Exception e) {
                throw new IllegalStateException("PostgreSQL does not start", e);
            }
        }
    }

    /** Made when first asked for. */
    private static final class Mortal {
        static final PostgresServer SERVER = Shared.open();
    }

    private void end() {
        try {
            close();
        } catch (InterruptedException | IOException e) {
            System.err.println("PostgreSQL's folder stays: " + folder + ", " + e);
        }
    }
}
