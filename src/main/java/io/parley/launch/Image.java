package io.parley.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.core.StandardService;
import org.apache.catalina.startup.Catalina;
import org.apache.tomcat.util.modeler.Registry;

/**
 * Parley in the Tomcat of the container image: started from a {@code server.xml}, which has what only Tomcat can give,
 * and otherwise like {@code java -jar}: the same settings, one line and an end when it cannot start, a drain when it is
 * told to end.
 */
public final class Image {
    private final Catalina catalina = new Catalina();
    private final LaunchSettings settings;
    private final Path folder;

    private Image(LaunchSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /**
     * Runs until the process is told to end. Ends it with 1 when Parley cannot start.
     *
     * @param args the {@code server.xml} and the unpacked WAR; then {@code rehearsal} to end once all has started and
     *     answered, for the caches of the JVM
     */
    public static void main(String[] args) throws IOException {
        Console.configureLogging();
        try {
            // Describing all of Tomcat to JMX takes 0.3 s of a start.
            Registry.disableRegistry();
            var settings =
                    LaunchSettings.read(LaunchSettings.text(System.getProperties()), System.getenv(), Path.of("/data"));
            var image = new Image(settings, Path.of(args[1]));
            var listening = image.start(args[0]);
            if (args.length > 2) {
                Health.ask(settings.address(), listening.connector().getLocalPort(), settings.path() + "/");
                System.exit(0);
            }
            image.catalina.getServer().await();
        } catch (CannotLaunch e) {
            Console.fail(e.line());
        }
    }

    private Listening start(String serverXml) throws IOException {
        // Tomcat writes beneath it, and nothing that is kept
        var base = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "tomcat"));
        System.setProperty("catalina.home", base.toString());
        System.setProperty("catalina.base", base.toString());
        catalina.setParentClassLoader(Image.class.getClassLoader());
        catalina.setUseShutdownHook(false);
        catalina.setConfigFile(serverXml);
        catalina.load();
        if (!(catalina.getServer().findServices()[0] instanceof StandardService service)) {
            throw new CannotLaunch("there is no service in " + serverXml, new IllegalStateException());
        }
        var listening = Listening.at(settings.address(), settings.port(), connector(service));
        var host = (StandardHost)
                service.getContainer().findChild(service.getContainer().getDefaultHost());
        var context = Tuning.context(folder, settings.path());
        host.addChild(context);
        var parley = new Tenant(context, settings.home());
        parley.quietenEchoes();
        Ending.by(() -> stop(parley));
        try {
            catalina.getServer().start();
        } catch (LifecycleException e) {
            throw listening.failure(e);
        }
        parley.check();
        // what a container prints is collected and read
        listening.announce(settings.path(), Optional.empty());
        return listening;
    }

    private void stop(Tenant parley) throws LifecycleException {
        parley.drain();
        catalina.getServer().stop();
        catalina.getServer().destroy();
    }

    private static Connector connector(StandardService service) {
        return service.findConnectors()[0];
    }
}
