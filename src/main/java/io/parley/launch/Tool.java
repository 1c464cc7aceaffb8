package io.parley.launch;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** A program that lies inside the web application, run without a server: found by its name, in a loader of its own. */
final class Tool {
    private Tool() {}

    /**
     * Runs it and ends the process with what it gives.
     *
     * @param className has {@code static int run(Path war, Path folder, List<String> arguments, Consumer<Runnable> atEnd)}
     */
    static void run(String className, Path war, List<String> arguments)
            throws IOException, ReflectiveOperationException {
        var folder = Files.createTempDirectory("parley-");
        var atEnd = Collections.synchronizedList(new ArrayList<Runnable>());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(atEnd, folder), "end"));
        var loader = new URLClassLoader(
                "tool", classPath(new Unpacked(folder, war).folder()), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        var code = loader.loadClass(className)
                .getMethod("run", Path.class, Path.class, List.class, Consumer.class)
                .invoke(null, war, folder, arguments, (Consumer<Runnable>) atEnd::add);
        System.exit((int) code);
    }

    private static void end(List<Runnable> atEnd, Path folder) {
        List.copyOf(atEnd).forEach(Runnable::run);
        try {
            Unpacked.remove(folder);
        } catch (IOException e) {
            System.err.println(folder + " could not be removed: " + e);
        }
    }

    private static URL[] classPath(Path unpacked) throws IOException {
        var urls = new ArrayList<URL>();
        urls.add(unpacked.resolve("WEB-INF/classes").toUri().toURL());
        try (var jars = Files.newDirectoryStream(unpacked.resolve("WEB-INF/lib"), "*.jar")) {
            for (var jar : jars) {
                urls.add(jar.toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }
}
