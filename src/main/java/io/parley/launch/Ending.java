package io.parley.launch;

import java.time.Duration;
import org.apache.catalina.LifecycleException;

/** The end of the process, when it is told to. */
final class Ending {
    private static final System.Logger LOG = System.getLogger(Ending.class.getName());

    /** A drain takes less; the patience of those who stop processes ends at 10 s (docker) or 30 s (Kubernetes). */
    private static final Duration LONGEST = Duration.ofSeconds(25);

    private Ending() {}

    /** What is to be done. */
    interface Steps {
        void run() throws LifecycleException;
    }

    /** Has these done when the process is told to end; it ends without them if they take too long. */
    static void by(Steps steps) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> within(steps), "stop"));
    }

    private static void within(Steps steps) {
        var stopping = new Thread(() -> run(steps), "stop-tomcat");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(LONGEST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            System.err.println("Parley did not stop within " + LONGEST.toSeconds() + " s");
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(Steps steps) {
        try {
            steps.run();
        } catch (LifecycleException e) {
            LOG.log(System.Logger.Level.WARNING, "Tomcat did not stop cleanly", e);
        }
    }
}
