package io.parley.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.it.ParleyClient;
import io.parley.it.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operating system lets no file of a running server grow any more: what a full disk looks like from inside. */
class FullDiskIT {
    private static final String TEXT = "x".repeat(8_000);
    private static final int ROOM = 200_000;
    private static final int SENDS = 60;

    @TempDir
    private Path home;

    @Test
    void the_sender_hears_it_and_all_is_kept_in_order_when_there_is_room_again() throws Exception {
        try (var server = ServerProcess.on(home).start();
                var ann = ParleyClient.join(server.uri(), "ann");
                var bea = ParleyClient.join(server.uri(), "bea")) {
            limitFiles(server.pid(), Files.size(home.resolve("parley.db-wal")) + ROOM + "");
            var said = new ArrayList<String>();
            for (int i = 0; i < SENDS; i++) {
                said.add(i + TEXT);
            }
            said.forEach(ann::says);
            ann.next("refused", refused -> refused.getString("code").equals("unavailable"));
            var before = ann.countAcknowledged();
            assertTrue(before < SENDS, "the limit does not hold");

            limitFiles(server.pid(), "unlimited");
            ann.awaitAllAcknowledged();
            bea.awaitSeq(SENDS);
            assertEquals(said, bea.texts());
            assertEquals(said, ann.texts());
            System.out.printf("full disk: %d acknowledged before there was room again, %d in the end%n", before, SENDS);
            server.stop();
            assertEquals(Guest.view(bea), JournalFile.read(home).messages());
        }
    }

    /** The soft limit, which may be lifted again. */
    private static void limitFiles(long process, String bytes) throws InterruptedException {
        try {
            var prlimit = new ProcessBuilder("prlimit", "--pid", process + "", "--fsize=" + bytes + ":")
                    .inheritIO()
                    .start();
            assertEquals(0, prlimit.waitFor(), "prlimit");
        } catch (IOException absent) {
            throw new AssertionError("prlimit is needed (Debian's util-linux has it): " + absent.getMessage(), absent);
        }
    }
}
