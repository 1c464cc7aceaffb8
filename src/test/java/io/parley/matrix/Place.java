package io.parley.matrix;

import io.parley.it.Built;
import io.parley.it.Certificate;
import io.parley.it.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A Parley that runs somewhere.
 *
 * @param uri where, without a proxy
 * @param tls where the server itself offers TLS
 * @param log what it has said so far
 */
record Place(URI uri, Optional<URI> tls, Supplier<List<String>> log, AutoCloseable process) implements AutoCloseable {
    /** What runs it. */
    enum Server {
        JAR("java -jar"),
        TOMCAT_10("Tomcat 10.1"),
        TOMCAT_11("Tomcat 11");

        private final String title;

        Server(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }

        /**
         * Starts it with nobody having said anything.
         *
         * @param folder a new one
         * @param path {@code /} or {@code /team/chat}
         * @param options of the JVM
         */
        Place start(Path folder, String path, Certificate certificate, String... options) throws Exception {
            return switch (this) {
                case JAR -> jar(folder, path, options);
                case TOMCAT_10 -> tomcat(folder, "tomcat-10.home", path, certificate, options);
                case TOMCAT_11 -> tomcat(folder, "tomcat-11.home", path, certificate, options);
            };
        }
    }

    private static final Pattern PLAIN = Pattern.compile("Starting ProtocolHandler .*\"http-nio-.*auto-\\d+-(\\d+)\"");
    private static final Pattern SECURE =
            Pattern.compile("Starting ProtocolHandler .*\"https-jsse-nio-.*auto-\\d+-(\\d+)\"");

    @Override
    public void close() throws Exception {
        process.close();
    }

    private static Place jar(Path folder, String path, String... options) throws IOException {
        var server = ServerProcess.on(Files.createDirectories(folder))
                .with("-Dparley.path=" + path)
                .with(options)
                .start();
        return new Place(server.uri(), Optional.empty(), server::log, server);
    }

    /** A base of its own over what the archive brings: as an operator's, who has put our WAR into webapps. */
    /** Of the certificate, see {@link Certificate#in}. */
    static final String NAMES = "dns:chat.example.org,dns:localhost,ip:127.0.0.1";

    private static Place tomcat(Path folder, String home, String path, Certificate certificate, String... options)
            throws Exception {
        var archive = Path.of(Objects.requireNonNull(System.getProperty(home), home));
        for (var each : List.of("conf", "webapps", "temp")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.copy(archive.resolve("conf/web.xml"), folder.resolve("conf/web.xml"));
        Files.writeString(folder.resolve("conf/server.xml"), serverXml(certificate));
        var name = path.equals("/") ? "ROOT" : path.substring(1).replace('/', '#');
        Files.copy(Built.war(), folder.resolve("webapps/" + name + ".war"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Dparley.signin=open",
                "-Dcatalina.home=" + archive,
                "-Dcatalina.base=" + folder,
                "-Djava.io.tmpdir=" + folder.resolve("temp")));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                archive.resolve("bin/bootstrap.jar") + ":" + archive.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start"));
        var tomcat = Program.start(folder, command);
        try {
            var below = path.endsWith("/") ? path : path + "/";
            return new Place(
                    URI.create("http://127.0.0.1:" + tomcat.says(PLAIN).group(1) + below),
                    Optional.of(URI.create(
                            "https://127.0.0.1:" + tomcat.says(SECURE).group(1) + below)),
                    tomcat::log,
                    tomcat);
        } catch (AssertionError e) {
            tomcat.close();
            throw e;
        }
    }

    private static String serverXml(Certificate certificate) {
        return """
                <Server port="-1">
                  <Service name="Catalina">
                    <Connector address="127.0.0.1" port="0" />
                    <Connector address="127.0.0.1" port="0" SSLEnabled="true" scheme="https" secure="true">
                      <SSLHostConfig>
                        <Certificate certificateKeystoreFile="%s" certificateKeystorePassword="%s" type="EC" />
                      </SSLHostConfig>
                    </Connector>
                    <Engine name="Catalina" defaultHost="localhost">
                      <Host name="localhost" appBase="webapps" />
                    </Engine>
                  </Service>
                </Server>
                """.formatted(certificate.store(), Certificate.PASSWORD);
    }
}
