package io.parley.launch;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Unpacks the WAR into the home and starts the Tomcat that lies in it, in a class loader of its own: this one, the
 * application's, knows only what lies at the WAR's root.
 */
public final class Launcher {
    private Launcher() {}

    /**
     * Runs Parley until the process is told to end. Ends it with 1 when Parley cannot start.
     *
     * @param arguments mostly none; a tool's name and its own arguments
     */
    public static void launch(String[] arguments) {
        try {
            if (arguments.length == 0) {
                start(LaunchSettings.read(
                        LaunchSettings.text(System.getProperties()), System.getenv(), Path.of("parley-home")));
            } else if (arguments[0].equals("torture")) {
                var rest = List.of(arguments).subList(1, arguments.length);
                Tool.run("io.parley.torture.Torture", war(), rest);
            } else {
                Console.fail("\"" + arguments[0].replaceAll("\\p{Cntrl}", "?")
                        + "\" is no command; right is none at all, or torture");
            }
        } catch (CannotLaunch e) {
            Console.fail(e.line());
        } catch (InvocationTargetException e) {
            Console.fail("a fault in Parley: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException | IOException | URISyntaxException e) {
            Console.fail("a fault in Parley: " + e, e);
        }
    }

    private static void start(LaunchSettings settings)
            throws IOException, URISyntaxException, ReflectiveOperationException {
        var unpacked = new Unpacked(settings.home(), war());
        var folder = unpacked.folder();
        prepare(settings.home());
        var loader = new URLClassLoader("tomcat", classPath(folder), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass("io.parley.launch.Server")
                .getMethod("run", Path.class, Path.class, String.class, int.class, String.class, Runnable.class)
                .invoke(null, folder, settings.home(), settings.address(), settings.port(), settings.path(), (Runnable)
                        () -> unpacked.removeOthers(folder));
    }

    private static Path war() throws URISyntaxException {
        return Path.of(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** What has to be set before the first class that reads it is loaded. */
    private static void prepare(Path home) throws IOException {
        Console.configureLogging();
        // Libraries that bring native code unpack it there, and /tmp may not allow to run it.
        var temporary = Files.createDirectories(home.resolve("tmp"));
        System.setProperty("java.io.tmpdir", temporary.toString());
        // Tomcat's three buffers for each WebSocket have 8192: larger ones weigh more while idle, smaller ones cut text
        // frames
        System.getProperties().putIfAbsent("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", "3072");
    }

    private static URL[] classPath(Path folder) throws IOException {
        var urls = new ArrayList<URL>();
        urls.add(url(folder));
        try (var jars = Files.newDirectoryStream(folder.resolve("WEB-INF/lib-embedded"), "*.jar")) {
            for (var jar : jars) {
                urls.add(url(jar));
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }
}
