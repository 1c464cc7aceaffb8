package io.parley.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.modeler.Registry;

/** The embedded Tomcat with Parley in it. */
public final class Server {
    private final Listening listening;
    private final Tomcat tomcat = new Tomcat();
    private final Tenant parley;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Server(Path folder, Path home, Listening listening, String path) throws IOException {
        this.listening = listening;
        tomcat.setBaseDir(home.resolve("tmp").toString());
        var threads = Tuning.threads();
        tomcat.getService().addExecutor(threads);
        listening.connector().getProtocolHandler().setExecutor(threads);
        tomcat.setConnector(listening.connector());
        Tuning.hideServer(tomcat.getHost());
        var context = Tuning.context(folder, path);
        tomcat.getHost().addChild(context);
        parley = new Tenant(context, home);
    }

    /**
     * Starts it, says where it is and runs until the process is told to end. Ends the process with 1 when it cannot
     * start.
     *
     * @param folder the unpacked WAR
     * @param path of the web application, empty for the root
     * @param whenHeld to do once the web application has started, and so holds the home
     */
    public static void run(Path folder, Path home, String address, int port, String path, Runnable whenHeld)
            throws IOException {
        try {
            // Describing all of Tomcat to JMX takes 0.3 s of a start.
            Registry.disableRegistry();
            var server = new Server(folder, home, Listening.on(address, port), path);
            server.parley.quietenEchoes();
            Ending.by(server::stop);
            server.start();
            whenHeld.run();
            server.listening.announce(path, server.parley.setupCode());
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
        parley.check();
    }

    private void stop() throws LifecycleException {
        try {
            parley.drain();
            tomcat.stop();
            tomcat.destroy();
        } finally {
            stopped.countDown();
        }
    }
}
