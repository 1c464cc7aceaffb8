package io.parley.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicReference;

/** An operator deploys again and again. */
final class Redeploys {
    private static final int REDEPLOYS = 3;

    private Redeploys() {}

    /** Something that happens while people talk. */
    @FunctionalInterface
    interface Before {
        void undeployment(int time) throws Exception;
    }

    /**
     * Deploys the WAR, lets people talk, undeploys it while they are there, some times over.
     *
     * @param path where, such as {@code /again}
     * @param before told before each undeployment which one it is, from 1
     */
    static void leaveNothing(TomcatManager manager, String path, Before before) throws Exception {
        var writers = manager.threads("parley-writer");
        var place = manager.tomcat().resolve(path + "/");
        for (var time = 1; time <= REDEPLOYS; time++) {
            manager.deploy(path, Built.war());
            try (var alice = ClassicClient.join(place, ClassicClient.HISTORY, "alice");
                    var bea = ParleyClient.join(place, "Bea")) {
                assertEquals(time - 1, bea.messages().size() / 100);
                for (var i = 0; i < 100; i++) {
                    bea.says("deployment " + time + ", message " + i);
                }
                bea.awaitAllAcknowledged();
                alice.takeUntil(ClassicClient.line("Bea", "deployment " + time + ", message 99"));
                before.undeployment(time);
                // people are still there, and told to come again; the last time one does not listen
                if (time < REDEPLOYS) {
                    bea.oblige();
                    manager.undeploy(path);
                    bea.next("goaway");
                    bea.awaitEnd();
                } else {
                    manager.undeploy(path);
                    assertEquals(
                            1001,
                            bea.awaitEnd() instanceof Received.Close close ? close.code() : 0,
                            () -> bea.awaitEnd().toString());
                }
                alice.ends();
            }
        }
        var leaks = new AtomicReference<>("");
        // the container has to see the end of the last connections first
        Await.until(() -> "nothing of " + path + " is left in memory: " + leaks, () -> {
            var said = manager.leaks();
            leaks.set(said);
            return said.startsWith("OK") && !said.contains(path);
        });
        System.out.println("findleaks after " + REDEPLOYS + " redeploys: " + leaks);
        // a living thread of ours would have held the class loader that is gone; those of the pools of what else is
        // deployed come and go, and only the writers tell how many chats run
        assertEquals(writers, manager.threads("parley-writer"), "chats that run");
    }
}
