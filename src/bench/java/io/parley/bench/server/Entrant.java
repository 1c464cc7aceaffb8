package io.parley.bench.server;

import io.parley.bench.load.Dialect;
import io.parley.bench.load.ParleyDialect;
import io.parley.bench.load.RoomDialect;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A server and the way it is talked to: one column of a table. Two of them may be one server. */
public record Entrant(String name, ServerUnderLoad server, Dialect dialect) implements AutoCloseable {
    public static final String NAIVE = "naive Tomcat";
    public static final String RAW = "raw NIO";
    public static final String TEXT = "Parley text";
    public static final String BINARY = "Parley binary";

    /**
     * Starts naive Tomcat.
     *
     * @param jvm heap and more, the same for all
     */
    public static Entrant naive(Path folder, List<String> jvm) throws IOException {
        return baseline(NAIVE, NaiveTomcat.class, folder, jvm);
    }

    /** Starts the raw NIO server. */
    public static Entrant raw(Path folder, List<String> jvm) throws IOException {
        return baseline(RAW, RawNio.class, folder, jvm);
    }

    private static Entrant baseline(String name, Class<?> main, Path folder, List<String> jvm) throws IOException {
        var classes = Path.of(URI.create(
                main.getProtectionDomain().getCodeSource().getLocation().toString()));
        var tomcat = built().resolve("lib-embedded").toString() + "/*";
        var path = classes + System.getProperty("path.separator") + tomcat;
        var server = ServerUnderLoad.start(folder, jvm, List.of("-cp", path, main.getName()));
        return new Entrant(name, server, new RoomDialect(name));
    }

    /**
     * Starts Parley as it ships, {@code java -jar parley.war} on SQLite, with a town of people in it. Only its limit of messages a second for
     * one person is lifted, as few people send all of them here.
     *
     * @param settings more of them
     */
    public static ServerUnderLoad parley(Path folder, List<String> jvm, Town town, String... settings)
            throws IOException, SQLException {
        var home = Files.createTempDirectory(folder, "home");
        town.build(home);
        return parley(home, jvm, settings);
    }

    /** Starts it on a home that is there. */
    public static ServerUnderLoad parley(Path home, List<String> jvm, String... settings) throws IOException {
        var options = new ArrayList<>(jvm);
        options.addAll(
                List.of("-Dparley.home=" + home, "-Dparley.address=127.0.0.1", "-Dparley.port=0", "-Dparley.rate=0"));
        options.addAll(List.of(settings));
        return ServerUnderLoad.start(home, options, List.of("-jar", war().toString()));
    }

    public static Entrant text(ServerUnderLoad parley) {
        return new Entrant(TEXT, parley, new ParleyDialect(false, Town::cookie));
    }

    public static Entrant binary(ServerUnderLoad parley) {
        return new Entrant(BINARY, parley, new ParleyDialect(true, Town::cookie));
    }

    /** Ends the server. */
    @Override
    public void close() {
        server.close();
    }

    private static Path war() throws IOException {
        var war = Path.of(System.getProperty("build.war", "target/parley.war")).toAbsolutePath();
        if (!Files.isRegularFile(war)) {
            throw new IOException(war + " is not built: mvn package");
        }
        return war;
    }

    private static Path built() {
        return Path.of(System.getProperty("build.directory", "target")).toAbsolutePath();
    }
}
