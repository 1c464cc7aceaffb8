package io.parley.launch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.modeler.Registry;
import org.jspecify.annotations.Nullable;

/** The embedded Tomcat with Parley at its root. */
public final class Server {
    private static final System.Logger LOG = System.getLogger(Server.class.getName());

    /** A drain takes less; the patience of those who stop processes ends at 10 s (docker) or 30 s (Kubernetes). */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

    private final Listening listening;
    private final Tomcat tomcat = new Tomcat();
    private final Context context;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** What the web application said when it could not start. */
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    private Server(Path folder, Path home, Listening listening) throws IOException {
        this.listening = listening;
        tomcat.setBaseDir(home.resolve("tmp").toString());
        tomcat.setConnector(listening.connector());
        context = Tuning.context(folder, tomcat.noDefaultWebXmlPath());
        Tuning.hideServer(tomcat.getHost());
        tomcat.getHost().addChild(context);
        var attributes = context.getServletContext();
        attributes.setAttribute("io.parley.launch.home", home);
        attributes.setAttribute("io.parley.launch.failure", (Consumer<String>) failure::set);
    }

    /**
     * Starts it, says where it is and runs until the process is told to end. Ends the process with 1 when it cannot
     * start.
     *
     * @param folder the unpacked WAR
     * @param whenHeld to do once the web application has started, and so holds the home
     */
    public static void run(Path folder, Path home, String address, int port, Runnable whenHeld) throws IOException {
        try {
            // Describing all of Tomcat to JMX takes 0.3 s of a start.
            Registry.disableRegistry();
            var server = new Server(folder, home, Listening.on(address, port));
            server.quietenEchoes();
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
            server.start();
            whenHeld.run();
            server.announce();
            server.stopped.await();
        } catch (CannotLaunch e) {
            Console.fail(e.line());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start() {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw listening.failure(e);
        }
        if (!context.getState().isAvailable()) {
            var line = failure.get();
            throw new CannotLaunch(
                    line == null ? "a fault in Parley; the log above has its trace" : line,
                    new IllegalStateException("the web application is " + context.getState()));
        }
    }

    private void announce() {
        var begun = ManagementFactory.getRuntimeMXBean().getStartTime();
        var seconds = (System.currentTimeMillis() - begun) / 1000.0;
        LOG.log(System.Logger.Level.INFO, String.format(Locale.ROOT, "Started in %.2f s", seconds));
        if (listening.onlyHere()) {
            LOG.log(System.Logger.Level.INFO, "Only this machine reaches it; parley.address=* lets the network in");
        }
        System.out.println("Parley is at " + listening.url());
    }

    /** Tomcat reports in four records what the web application has said in one line. */
    private void quietenEchoes() {
        for (var handler : Logger.getLogger("").getHandlers()) {
            if (handler.getFilter() == null) {
                handler.setFilter(record -> failure.get() == null
                        || !String.valueOf(record.getLoggerName()).startsWith("org.apache."));
            }
        }
    }

    /** Lets the web application send people away while whoever asks still hears that it does, then ends it. */
    private void stop() {
        var stopping = new Thread(this::stopTomcat, "stop-tomcat");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            System.err.println("Parley did not stop within " + LONGEST_STOP.toSeconds() + " s");
            Runtime.getRuntime().halt(1);
        }
    }

    private void stopTomcat() {
        try {
            if (context.getServletContext().getAttribute("io.parley.launch.drain") instanceof Runnable drain) {
                drain.run();
            }
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            LOG.log(System.Logger.Level.WARNING, "Tomcat did not stop cleanly", e);
        } finally {
            stopped.countDown();
        }
    }
}
