package io.parley.kill;

import static io.parley.it.ClassicClient.line;
import static io.parley.it.ClassicClient.welcome;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.FaultyParley;
import io.parley.it.Await;
import io.parley.it.ClassicClient;
import io.parley.it.ParleyClient;
import io.parley.it.Received;
import io.parley.kill.Account.Kept;
import io.parley.sql.Faulty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store fails for a while: whoever sends is told, nothing is acknowledged that is not kept, and service returns by itself. */
class FailingStoreIT {
    private static final int SENDS = 20;
    private static final int GUESTS = 4;
    private static final int FAULTS = 12;
    /** Acknowledgements between two faults. */
    private static final int BETWEEN = 40;

    private static final List<Faulty.Fault> WRITES =
            List.of(StoreFaults.COMMITS_FAIL, StoreFaults.ANSWERS_ARE_LOST, StoreFaults.WRITES_FAIL);

    @TempDir
    private Path home;

    private FaultyParley parley;

    @BeforeEach
    void start() throws Exception {
        parley = FaultyParley.start(home, new Faulty.Fault() {});
    }

    @AfterEach
    void stop() throws Exception {
        parley.close();
    }

    @Test
    void while_no_commit_happens_senders_hear_it_and_nobody_sees_anything() throws Exception {
        assertEquals(List.of("first"), failingWith(StoreFaults.COMMITS_FAIL).subList(0, 1));
        assertEquals(SENDS + 2, JournalFile.read(home).head());
    }

    /** A classic sender hears an error here too: nobody can know yet that it was kept. */
    @Test
    void what_was_committed_without_an_answer_is_there_once() throws Exception {
        var kept = failingWith(StoreFaults.ANSWERS_ARE_LOST, FailingStoreIT::nothingOutOfOrder);
        assertEquals(1, kept.stream().filter("classic, during"::equals).count());
        assertEquals(SENDS + 3, JournalFile.read(home).head());
    }

    private static List<String> said() {
        return IntStream.range(0, SENDS).mapToObj(i -> "ann " + i).toList();
    }

    private static void nothingAcknowledged(ParleyClient ann, ParleyClient bea) {
        assertEquals(1, ann.countAcknowledged(), "acknowledged while the store fails");
        assertEquals(List.of("first"), bea.texts(), "seen while the store fails");
    }

    /** What was committed may be read, and so told, before its writer learns that it was. */
    private static void nothingOutOfOrder(ParleyClient ann, ParleyClient bea) {
        for (var client : List.of(ann, bea)) {
            var seen = only("ann ", client.texts());
            assertEquals(said().subList(0, seen.size()), seen);
        }
    }

    private List<String> failingWith(Faulty.Fault fault) throws Exception {
        return failingWith(fault, FailingStoreIT::nothingAcknowledged);
    }

    /**
     * @param meanwhile holds of her who sends and of her who listens, while the store fails
     * @return the texts in the journal
     */
    private List<String> failingWith(Faulty.Fault fault, BiConsumer<ParleyClient, ParleyClient> meanwhile)
            throws Exception {
        try (var ann = ParleyClient.join(parley.uri(), "ann");
                var bea = ParleyClient.join(parley.uri(), "bea");
                var carl = ClassicClient.join(parley.uri(), ClassicClient.FILES, "carl")) {
            ann.says("first");
            ann.awaitAllAcknowledged();
            bea.awaitMessage("first");

            parley.fault(fault);
            var said = said();
            said.forEach(ann::says);
            ann.next("refused", refused -> refused.getString("code").equals("unavailable"));
            carl.says("classic, during");
            error(carl, "Error sending msg: ");
            meanwhile.accept(ann, bea);

            parley.heal();
            ann.awaitAllAcknowledged();
            bea.awaitMessage("ann " + (SENDS - 1));
            carl.says("classic, after");
            bea.awaitMessage("classic, after");
            assertEquals(said, only("ann ", bea.texts()));
            assertEquals(said, only("ann ", ann.texts()));
            // some of it perhaps before the error
            var last = line("ann", "ann " + (SENDS - 1));
            Await.until(() -> "carl hears " + last, () -> heardOfAnn(carl).contains(last));
            assertEquals(said.stream().map(text -> line("ann", text)).toList(), heardOfAnn(carl));
            parley.close();
            assertEquals(Guest.view(bea), JournalFile.read(home).messages());
            assertEquals(List.of(), ann.violations());
            assertEquals(List.of(), bea.violations());
            return bea.texts();
        }
    }

    @Test
    void a_store_that_fails_again_and_again_keeps_what_it_acknowledged() throws Exception {
        var seed = Long.getLong("parley.seed", System.nanoTime());
        System.out.println("failing store: -Dparley.seed=" + seed);
        var random = new SplittableRandom(seed);
        var doorway = new Doorway();
        doorway.open(parley.uri());
        var guests = new ArrayList<Guest>();
        for (int i = 0; i < GUESTS; i++) {
            guests.add(Guest.at(doorway, "guest" + i, random.split()));
        }
        guests.forEach(Guest::talk);
        for (int i = 0; i < FAULTS; i++) {
            var enough = acknowledged(guests) + BETWEEN;
            Await.until(() -> "service returns; " + guests, () -> acknowledged(guests) >= enough);
            if (random.nextInt(4) == 0) {
                failReads(guests.get(random.nextInt(GUESTS)));
            } else {
                failWrites(WRITES.get(random.nextInt(WRITES.size())), guests);
            }
            parley.heal();
        }
        guests.forEach(Guest::quiet);
        var views = new TreeMap<String, List<Kept>>();
        for (var guest : guests) {
            guest.said();
            guest.client().awaitAllAcknowledged();
        }
        try (var newcomer = ParleyClient.join(parley.uri(), "newcomer")) {
            views.put("a newcomer", Guest.view(newcomer));
            for (var guest : guests) {
                guest.client().awaitSeq(newcomer.seq());
                views.put(guest.client().name(), Guest.view(guest.client()));
            }
        }
        doorway.end();
        parley.close();
        var account = Account.of(guests, JournalFile.read(home), views);
        var verdict = Verdict.of(account);
        System.out.printf("%d faults, %d refusals: %s%n", FAULTS, refused(guests), verdict.counts(account));
        assertTrue(verdict.kept(), verdict::toString);
        for (var guest : guests) {
            assertEquals(List.of(), guest.client().violations());
        }
    }

    /** Who comes now finds nobody who can tell him where to begin. */
    private void failReads(Guest guest) throws Exception {
        var fault = new StoreFaults.ReadsFail();
        parley.fault(fault);
        guest.cutOff();
        Await.until(() -> "he comes again", () -> fault.struck() > 0);
    }

    private void failWrites(Faulty.Fault fault, List<Guest> guests) throws Exception {
        var before = refused(guests);
        parley.fault(fault);
        Await.until(() -> "somebody hears of " + fault, () -> refused(guests) > before);
    }

    @Test
    void a_classic_user_who_joins_while_history_cannot_be_read_is_told_and_welcomed() throws Exception {
        try (var ann = ParleyClient.join(parley.uri(), "ann")) {
            ann.says("before");
            ann.awaitAllAcknowledged();
            parley.fault(StoreFaults.HISTORY_FAILS);
            try (var carl = ClassicClient.connect(parley.uri(), ClassicClient.HISTORY, "carl")) {
                var first = String.valueOf(carl.next());
                assertTrue(first.startsWith("{\"from\":\"System\",\"msg\":\"Error getting messages: "), first);
                assertTrue(!first.contains("damaged") && !first.contains("Exception"), first);
                carl.hears(welcome("carl"));
                carl.says("here I am");
                ann.awaitMessage("here I am");
                Await.until(() -> "carl hears ann; " + carl.heard(), () -> {
                    ann.says("can you hear me?");
                    ann.awaitAllAcknowledged();
                    return carl.heard().stream()
                            .map(Received::toString)
                            .anyMatch(line("ann", "can you hear me?")::equals);
                });
                parley.heal();
            }
            try (var dora = ClassicClient.connect(parley.uri(), ClassicClient.HISTORY, "dora")) {
                var history = dora.takeUntil(welcome("dora"));
                assertEquals(line("ann", "can you hear me?"), String.valueOf(history.getLast()));
                assertTrue(history.stream().noneMatch(one -> one.toString().contains("System")), history::toString);
            }
        }
    }

    /** Takes what is heard up to an error, which carries the connection's number. */
    private static void error(ClassicClient who, String reason) {
        for (var next = who.next(); ; next = who.next()) {
            if (next instanceof Received.Text(var text)
                    && text.matches("\\{\"from\":\"System\",\"id\":\\d+,\"msg\":\"" + reason + "[^\"]+\"}")) {
                return;
            }
            if (next instanceof Received.End) {
                throw new AssertionError("heard no error, but " + who.heard());
            }
        }
    }

    private static List<String> heardOfAnn(ClassicClient who) {
        return who.heard().stream()
                .map(Received::toString)
                .filter(text -> text.contains("\"msg\":\"ann "))
                .toList();
    }

    private static List<String> only(String prefix, List<String> texts) {
        return texts.stream().filter(text -> text.startsWith(prefix)).toList();
    }

    private static int acknowledged(List<Guest> guests) {
        return guests.stream()
                .mapToInt(guest -> guest.client().countAcknowledged())
                .sum();
    }

    private static long refused(List<Guest> guests) {
        return guests.stream()
                .flatMap(guest -> guest.client().heard().stream())
                .filter(event -> event.getString("type").equals("refused"))
                .count();
    }
}
