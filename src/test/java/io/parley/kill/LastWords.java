package io.parley.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.FaultPoint;
import io.parley.FaultyParley;
import io.parley.it.ClassicClient;
import io.parley.it.Nodes;
import io.parley.it.ParleyClient;
import io.parley.it.ServerProcess;
import java.nio.file.Path;
import java.util.List;

/** A node dies when a message is committed and nobody has been told; then all is silent. */
public final class LastWords {
    /** Milliseconds; the promise is one second, which the simulation holds on its own clock. */
    private static final long LONGEST = 10_000;

    private LastWords() {}

    /**
     * Lets one more node join, and die; fails if somebody does not see what was said there.
     *
     * @param home of the node that dies
     * @param settings that it shares with the others
     */
    public static void areSeenOnEveryOther(Nodes nodes, Path home, String... settings) throws Exception {
        var text = "last words in " + home.getFileName();
        var last = nodes.uri(nodes.count() - 1);
        try (var dying = ServerProcess.on(home)
                        .with(settings)
                        .with("-Dfaulty.point=" + FaultPoint.AFTER_COMMIT)
                        .running(System.getProperty("java.class.path"), FaultyParley.class.getName())
                        .start();
                var bea = ParleyClient.join(nodes.uri(0), "bea");
                var carl = ParleyClient.join(last, "carl");
                var dora = ClassicClient.join(last, ClassicClient.TEXT, "dora");
                var ann = ParleyClient.join(dying.uri(), "ann")) {
            var cid = ann.says(text);
            assertEquals(FaultPoint.FELL, dying.awaitExit(), () -> String.join("\n", dying.log()));
            var fell = System.nanoTime();
            for (var one : List.of(bea, carl)) {
                one.awaitMessage(text);
            }
            dora.takeUntil(ClassicClient.line("ann", text));
            var took = (System.nanoTime() - fell) / 1_000_000;
            System.out.printf("%s reached the others %d ms after the death%n", text, took);
            assertTrue(took <= LONGEST, took + " ms");
            assertEquals(0, ann.countAcknowledged());

            ann.connect(last);
            assertEquals(bea.awaitMessage(text).seq(), ann.awaitAcknowledged(cid));
            for (var one : List.of(bea, ann)) {
                assertEquals(1, one.texts().stream().filter(text::equals).count(), one::toString);
                assertEquals(text, one.texts().getLast());
            }
        }
    }
}
