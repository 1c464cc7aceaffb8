package io.parley;

import io.parley.sql.Faulty;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;

/** Parley as it is, on an embedded Tomcat, with a database that fails where and when a test wants it to. */
public final class FaultyParley implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();
    private final Path home;
    private final Faulty.Fault first;
    private @Nullable Faulty database;

    private FaultyParley(Path home, Faulty.Fault first) {
        this.home = home;
        this.first = first;
    }

    /** Starts it on a free port of 127.0.0.1. */
    public static FaultyParley start(Path home, Faulty.Fault fault) throws IOException, LifecycleException {
        var parley = new FaultyParley(home, fault);
        parley.open();
        return parley;
    }

    /**
     * Runs until it falls: {@code -Dfaulty.point=…} names a {@link FaultPoint}, {@code -Dfaulty.at=n} its n-th time. The
     * rest is set as ever; it always takes a free port.
     */
    public static void main(String[] args) throws Exception {
        var fall = FaultPoint.valueOf(System.getProperty("faulty.point")).fallsAt(Integer.getInteger("faulty.at", 1));
        var parley = start(Path.of(System.getProperty("parley.home")), fall);
        System.out.println("Parley is at " + parley.uri());
        new CountDownLatch(1).await();
    }

    /** Its root, ending with a slash. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/");
    }

    /** From now on this goes wrong. */
    public void fault(Faulty.Fault fault) {
        if (database == null) {
            throw new IllegalStateException("not started");
        }
        database.fault = fault;
    }

    /** From now on nothing goes wrong. */
    public void heal() {
        fault(new Faulty.Fault() {});
    }

    /** Ends it as an operator does; a second time is as good as once. */
    @Override
    public void close() throws LifecycleException {
        if (tomcat.getServer().getState() == LifecycleState.DESTROYED) {
            return;
        }
        tomcat.stop();
        tomcat.destroy();
    }

    private void open() throws IOException, LifecycleException {
        tomcat.setBaseDir(Files.createDirectories(home.resolve("tomcat")).toString());
        var connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        var context = tomcat.addContext("", null);
        context.addParameter(Settings.HOME.name(), home.toString());
        context.addParameter(Settings.SIGNIN.name(), "open");
        // where nothing is mapped, Tomcat says 404 before it asks the filter that upgrades
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletMappingDecoded("/", "default");
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer((classes, servlets) -> mount(servlets), null);
        tomcat.start();
        if (!context.getState().isAvailable()) {
            throw new IllegalStateException("Parley did not start: see the log");
        }
    }

    private void mount(ServletContext context) {
        var parley = Parley.start(context, this::database);
        context.addListener(new Ending(parley));
    }

    private Faulty database(DatabaseSettings settings, Path folder) {
        var faulty = new Faulty(Databases.of(settings, folder));
        faulty.fault = first;
        database = faulty;
        return faulty;
    }

    /** Public for the container's sake. */
    public static final class Ending implements ServletContextListener {
        private final Parley parley;

        Ending(Parley parley) {
            this.parley = parley;
        }

        @Override
        public void contextDestroyed(ServletContextEvent event) {
            parley.close();
        }
    }
}
