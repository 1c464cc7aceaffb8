package io.parley.chat;

import static io.parley.chat.ChannelView.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Person;
import io.parley.people.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every journal does for those who talk. */
public abstract class JournalContract {
    private static final long BUDGET = 256 * 1024;

    /** A journal with an empty lobby; the same within one test. */
    protected abstract Journal journal();

    /** Somebody in the lobby. */
    protected abstract Person person(String name);

    /** What the journal told its listener, in order. */
    protected abstract List<Event.Lasting> told();

    /** Sets the clock, in milliseconds since 1970. */
    protected abstract void clockIs(long millis);

    /** An upload of that person that is not yet posted; its id. */
    protected abstract String upload(Person person, String name);

    @Test
    void what_is_posted_is_told_and_read_back() {
        var ann = person("Ann");
        clockIs(1_790_000_000_000L);
        var kept = kept(post(ann, "c1", "Good **morning**"));

        assertEquals(1, kept.seq());
        var event = assertInstanceOf(Event.Posted.class, kept);
        assertEquals("Good **morning**", event.text());
        assertEquals(1, event.n());
        assertEquals(1, event.revision());
        assertEquals(ann.id(), event.from());
        assertEquals(1_790_000_000_000L, event.at());
        assertEquals("c1", event.cid());
        assertEquals(List.of(event), told());
        assertEquals(List.of(event), events(ann, 0));
        assertEquals(List.of(event), journal().between(LOBBY, 0, 1));
        assertEquals(Map.of(LOBBY, event.cursor()), journal().heads(List.of(LOBBY, "nowhere")));
    }

    @Test
    void a_repeated_send_is_answered_by_its_receipt() {
        var ann = person("Ann");
        post(ann, "c1", "once");
        post(ann, "c2", "twice");

        assertEquals(new Receipt.Repeated(LOBBY, 1), post(ann, "c1", "once"));
        assertEquals(2, events(ann, 0).size());
        assertEquals(2, told().size());
    }

    @Test
    void the_same_cid_for_something_else_is_a_conflict() {
        var ann = person("Ann");
        var bea = person("Bea");
        post(ann, "c1", "once");

        refused(Refusal.Code.CONFLICT, draft(ann, "c1", "other"));
        refused(Refusal.Code.CONFLICT, edit(ann, "c1", 1, "once"));
        refused(
                Refusal.Code.CONFLICT,
                new Draft.Post(LOBBY, ann.id(), "c1", SendOrder.none(), "once", List.of("some-upload")));
        assertEquals(2, kept(post(bea, "c1", "hers")).seq());
        assertEquals(2, events(ann, 0).size());
    }

    @Test
    void an_edit_shows_the_message_as_it_is_now() {
        var ann = person("Ann");
        clockIs(1_000);
        post(ann, "c1", "before");
        post(ann, "c2", "between");
        clockIs(2_000);
        var edited = assertInstanceOf(Event.Edited.class, kept(keep(edit(ann, "c3", 1, "after"))));

        var now = new Message(1, 1, ann.id(), 1_000, "after", 3, List.of());
        assertEquals(now, edited.message());
        assertEquals(3, edited.seq());
        assertEquals(2_000, edited.at());
        var replayed = events(ann, 0);
        assertEquals(now, replayed.get(0).state());
        assertEquals(edited, replayed.get(2));
        keep(edit(ann, "c4", 1, "at last"));
        assertEquals("at last", events(ann, 0).get(2).state().text());
        assertEquals(4, events(ann, 0).get(2).state().revision());
        assertEquals(
                List.of("at last", "between"),
                texts(journal().history(ann.id(), LOBBY, null, 10).messages()));
    }

    @Test
    void only_its_author_edits_a_message_that_is_there() {
        var ann = person("Ann");
        var bea = person("Bea");
        post(ann, "c1", "hers");

        refused(Refusal.Code.FORBIDDEN, edit(bea, "c2", 1, "mine"));
        refused(Refusal.Code.NO_MESSAGE, edit(ann, "c2", 2, "nothing"));
        assertEquals(1, events(ann, 0).size());
    }

    @Test
    void a_refused_send_has_no_receipt() {
        var ann = person("Ann");
        refused(Refusal.Code.NO_MESSAGE, edit(ann, "c1", 1, "too early"));

        assertEquals(1, kept(post(ann, "c1", "now something else")).seq());
    }

    @Test
    void nobody_reads_or_writes_where_he_is_no_member() {
        var ann = person("Ann");
        post(ann, "c1", "ours");

        var strangers = new Draft.Post(LOBBY, "nobody", "c1", SendOrder.none(), "let me in", List.of());
        refused(Refusal.Code.NO_CHANNEL, strangers);
        refused(
                Refusal.Code.NO_CHANNEL,
                new Draft.Post("nowhere", ann.id(), "c2", SendOrder.none(), "hello?", List.of()));
        assertRefused(Refusal.Code.NO_CHANNEL, () -> journal().after("nobody", LOBBY, 0, 10, BUDGET));
        assertRefused(Refusal.Code.NO_CHANNEL, () -> journal().after(ann.id(), "nowhere", 0, 10, BUDGET));
        assertRefused(Refusal.Code.NO_CHANNEL, () -> journal().history("nobody", LOBBY, null, 10));
        assertRefused(Refusal.Code.NO_CHANNEL, () -> journal().history("nobody", LOBBY, new Cursor(1, "whatever"), 10));
        assertRefused(Refusal.Code.SIGNED_OUT, () -> journal().opening("nobody", Map.of(), BUDGET));
        assertEquals(1, told().size());
    }

    @Test
    void time_never_goes_back_in_a_channel() {
        var ann = person("Ann");
        clockIs(5_000);
        post(ann, "c1", "five");
        clockIs(3_000);
        post(ann, "c2", "three, says a clock that was set back");
        clockIs(6_000);
        post(ann, "c3", "six");

        assertEquals(
                List.of(5_000L, 5_000L, 6_000L),
                journal().history(ann.id(), LOBBY, null, 10).messages().stream()
                        .map(Event.Posted::at)
                        .toList());
    }

    @Test
    void every_character_there_is_comes_back_as_it_was() {
        var ann = person("Ann");
        var all = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        for (var text : List.of("\0", "a\0b\0", "", " \r\n ", "\uFEFFx\uFFFE\uFFFF", "'\";--", all)) {
            var cid = "c" + told().size();
            var kept = kept(post(ann, cid, text));
            assertEquals(text, kept.state().text());
            assertEquals(List.of(kept), journal().between(LOBBY, kept.seq() - 1, kept.seq()));
            assertInstanceOf(Receipt.Repeated.class, post(ann, cid, text));
        }
        refused(Refusal.Code.MALFORMED, draft(ann, "half", "\uD800"));
    }

    @Test
    void a_log_is_read_in_pieces_without_a_hole() {
        var ann = person("Ann");
        for (int i = 1; i <= 25; i++) {
            post(ann, "c" + i, "x".repeat(100));
        }
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L),
                seqs(journal().after(ann.id(), LOBBY, 0, 10, BUDGET)));
        assertFalse(journal().after(ann.id(), LOBBY, 0, 10, BUDGET).complete());
        assertFalse(journal().after(ann.id(), LOBBY, 14, 10, BUDGET).complete());
        assertEquals(10, seqs(journal().after(ann.id(), LOBBY, 15, 10, BUDGET)).size());
        assertTrue(journal().after(ann.id(), LOBBY, 15, 10, BUDGET).complete());
        assertEquals(new Page(List.of(), true), journal().after(ann.id(), LOBBY, 25, 10, BUDGET));
        assertEquals(new Page(List.of(), true), journal().after(ann.id(), LOBBY, 99, 10, BUDGET));
        assertEquals(List.of(1L, 2L, 3L), seqs(journal().after(ann.id(), LOBBY, 0, 10, 250)));
        assertEquals(List.of(1L), seqs(journal().after(ann.id(), LOBBY, 0, 10, 1)));
        assertEquals(List.of(25L), seqs(journal().after(ann.id(), LOBBY, 24, 10, 1)));
        assertTrue(journal().after(ann.id(), LOBBY, 24, 10, 1).complete());
        assertEquals(
                List.of(11L, 12L),
                journal().between(LOBBY, 10, 12).stream()
                        .map(Event.Lasting::seq)
                        .toList());
        assertEquals(List.of(), journal().between(LOBBY, 25, 30));
        assertEquals(List.of(), journal().between("nowhere", 0, 30));
    }

    @Test
    void history_is_paged_backwards_to_its_beginning() {
        var ann = person("Ann");
        var bea = person("Bea");
        for (int i = 1; i <= 7; i++) {
            post(i == 2 ? bea : ann, "c" + i, "t" + i);
            keep(edit(i == 2 ? bea : ann, "e" + i, 2L * i - 1, "T" + i));
        }
        var newest = journal().history(ann.id(), LOBBY, null, 3);
        assertEquals(List.of("T5", "T6", "T7"), texts(newest.messages()));
        assertEquals(List.of(ann), newest.people());
        assertEquals(14, newest.head().seq());
        var middle = journal().history(ann.id(), LOBBY, newest.earlier(), 3);
        assertEquals(List.of("T2", "T3", "T4"), texts(middle.messages()));
        assertEquals(new HashSet<>(List.of(ann, bea)), new HashSet<>(middle.people()));
        var first = journal().history(ann.id(), LOBBY, middle.earlier(), 3);
        assertEquals(List.of("T1"), texts(first.messages()));
        assertNull(first.earlier());
        var upToAnEdit = journal().between(LOBBY, 3, 4).getFirst().cursor();
        assertEquals(
                List.of("T1", "T2"),
                texts(journal().history(ann.id(), LOBBY, upToAnEdit, 3).messages()));
        assertEquals(
                List.of(), journal().history(ann.id(), LOBBY, Cursor.START, 3).messages());
    }

    @Test
    void history_up_to_a_cursor_of_another_journal_is_refused() {
        var ann = person("Ann");
        post(ann, "c1", "here");

        assertRefused(Refusal.Code.UNKNOWN_CURSOR, () -> journal().history(ann.id(), LOBBY, new Cursor(1, "else"), 3));
        assertRefused(Refusal.Code.UNKNOWN_CURSOR, () -> journal().history(ann.id(), LOBBY, new Cursor(2, "else"), 3));
        assertRefused(Refusal.Code.UNKNOWN_CURSOR, () -> journal().history(ann.id(), LOBBY, new Cursor(0, "else"), 3));
    }

    @Test
    void a_newcomer_begins_by_a_gap_and_one_who_returns_resumes() {
        var ann = person("Ann");
        var bea = person("Bea");
        var empty = journal().opening(ann.id(), Map.of(), BUDGET);
        assertEquals(
                List.of(new Opening.Gap(new ChannelView(LOBBY, "public", "lobby", 0, 0, 0), Cursor.START)),
                empty.channels());
        assertEquals(List.of(ann), empty.people());
        assertEquals(0, empty.version());

        var one = kept(post(bea, "c1", "one"));
        keep(edit(bea, "c2", 1, "1"));
        var three = kept(post(bea, "c3", "three"));
        var view = new ChannelView(LOBBY, "public", "lobby", 3, 2, 0);
        assertEquals(
                List.of(new Opening.Gap(view, three.cursor())),
                journal()
                        .opening(ann.id(), Map.of("elsewhere", one.cursor()), BUDGET)
                        .channels());
        var resumed = journal().opening(ann.id(), Map.of(LOBBY, one.cursor()), BUDGET);
        assertEquals(List.of(new Opening.Resume(view, 1)), resumed.channels());
        assertEquals(new HashSet<>(List.of(ann, bea)), new HashSet<>(resumed.people()));
        assertEquals(List.of(new Opening.Resume(view, 0)), start(ann, Cursor.START));
        assertEquals(List.of(new Opening.Resume(view, 3)), start(ann, three.cursor()));
        assertEquals(
                List.of(ann),
                journal()
                        .opening(ann.id(), Map.of(LOBBY, three.cursor()), BUDGET)
                        .people());
    }

    @Test
    void a_cursor_of_another_journal_begins_by_a_gap() {
        var ann = person("Ann");
        post(ann, "c1", "one");
        var head = kept(post(ann, "c2", "two")).cursor();
        var gap = List.of(new Opening.Gap(new ChannelView(LOBBY, "public", "lobby", 2, 2, 0), head));

        assertEquals(gap, start(ann, new Cursor(1, "else")));
        assertEquals(gap, start(ann, new Cursor(2, "else")));
        assertEquals(gap, start(ann, new Cursor(3, head.mark())));
        assertEquals(gap, start(ann, new Cursor(0, "else")));
    }

    @Test
    void who_missed_too_much_begins_by_a_gap() {
        var ann = person("Ann");
        var first = kept(post(ann, "c0", "")).cursor();
        for (int i = 1; i <= 10; i++) {
            post(ann, "c" + i, "é".repeat(500));
        }
        assertInstanceOf(
                Opening.Resume.class,
                journal()
                        .opening(ann.id(), Map.of(LOBBY, first), 13_000)
                        .channels()
                        .getFirst());
        assertInstanceOf(
                Opening.Gap.class,
                journal()
                        .opening(ann.id(), Map.of(LOBBY, first), 10_000)
                        .channels()
                        .getFirst());
        assertInstanceOf(
                Opening.Gap.class,
                journal().opening(ann.id(), Map.of(LOBBY, first), 0).channels().getFirst());
    }

    @Test
    void files_are_posted_by_their_uploader_once_and_in_order() {
        var ann = person("Ann");
        var bea = person("Bea");
        var plan = upload(ann, "plan.png");
        var notes = upload(ann, "notes.txt");
        var hers = upload(bea, "hers.txt");

        refused(Refusal.Code.NO_FILE, draft(ann, "c1", "", notes, hers));
        refused(Refusal.Code.NO_FILE, draft(ann, "c1", "", notes, "nothing"));
        refused(Refusal.Code.NO_FILE, draft(ann, "c1", "", notes, notes));
        var posted = kept(keep(draft(ann, "c1", "both", notes, plan)));
        assertEquals(
                List.of("notes.txt", "plan.png"),
                posted.state().files().stream().map(Attachment::name).toList());
        refused(Refusal.Code.NO_FILE, draft(ann, "c2", "again", plan));
        keep(edit(ann, "c3", 1, "both, edited"));

        var read = events(ann, 0);
        assertEquals(2, read.size());
        assertEquals(posted.state().files(), read.getFirst().state().files());
        assertEquals(told().getLast(), read.getLast());
        assertEquals(
                posted.state().files(),
                journal()
                        .history(ann.id(), LOBBY, null, 1)
                        .messages()
                        .getFirst()
                        .files());
    }

    @Test
    void a_bad_draft_does_not_hurt_its_neighbours() {
        var ann = person("Ann");
        var stages = new ArrayList<CompletableFuture<Receipt>>();
        for (int i = 0; i < 60; i++) {
            var order = SendOrder.strict();
            stages.add(append(
                    switch (i % 4) {
                        case 0 -> new Draft.Post(LOBBY, ann.id(), "c" + i, order, "good " + i, List.of());
                        case 1 -> new Draft.Post("nowhere", ann.id(), "c" + i, order, "bad", List.of());
                        case 2 -> new Draft.Edit(LOBBY, ann.id(), "c" + i, order, 1_000, "bad");
                        default -> new Draft.Post(LOBBY, ann.id(), "c" + i, order, "bad", List.of("none"));
                    }));
        }
        for (int i = 0; i < 60; i++) {
            var stage = stages.get(i);
            if (i % 4 == 0) {
                assertEquals(i / 4 + 1, stage.join().seq());
            } else {
                assertThrows(CompletionException.class, stage::join);
            }
        }
        assertEquals(15, events(ann, 0).size());
    }

    @Test
    void a_definite_refusal_does_not_block_what_follows() {
        var ann = person("Ann");
        var order = SendOrder.strict();
        var first = append(new Draft.Edit(LOBBY, ann.id(), "c1", order, 7, "of nothing"));
        var second = append(new Draft.Post(LOBBY, ann.id(), "c2", order, "goes on", List.of()));

        assertThrows(CompletionException.class, first::join);
        assertEquals(1, second.join().seq());
    }

    @Test
    void what_follows_a_failed_send_waits_for_it() {
        var ann = person("Ann");
        var order = SendOrder.strict();
        order.failed(LOBBY, "c1");
        var second = append(new Draft.Post(LOBBY, ann.id(), "c2", order, "second", List.of()));
        var first = append(new Draft.Post(LOBBY, ann.id(), "c1", order, "first", List.of()));
        var secondAgain = append(new Draft.Post(LOBBY, ann.id(), "c2", order, "second", List.of()));

        var refused = assertInstanceOf(
                Refusal.class,
                assertThrows(CompletionException.class, second::join).getCause());
        assertEquals(Refusal.Code.UNAVAILABLE, refused.code());
        assertEquals(1, first.join().seq());
        assertEquals(2, secondAgain.join().seq());
    }

    @Test
    void thousands_at_once_are_kept_once_each_in_every_senders_order() {
        var senders = 16;
        var each = 500;
        var people = IntStream.range(0, senders).mapToObj(i -> person("P" + i)).toList();
        try (var threads = Executors.newFixedThreadPool(senders)) {
            var running = people.stream()
                    .map(person -> CompletableFuture.runAsync(
                            () -> {
                                var order = SendOrder.strict();
                                IntStream.range(0, each)
                                        .mapToObj(i -> append(
                                                new Draft.Post(LOBBY, person.id(), "c" + i, order, i + "", List.of())))
                                        .toList()
                                        .forEach(CompletableFuture::join);
                            },
                            threads))
                    .toList();
            running.forEach(CompletableFuture::join);
        }
        var log = journal().between(LOBBY, 0, Long.MAX_VALUE);
        assertEquals(told(), log);
        assertEquals(
                LongStream.rangeClosed(1, (long) senders * each).boxed().toList(),
                log.stream().map(Event.Lasting::seq).toList());
        assertEquals(
                log.stream().map(Event.Lasting::seq).toList(),
                log.stream().map(event -> event.state().n()).toList());
        for (var person : people) {
            assertEquals(
                    IntStream.range(0, each).mapToObj(i -> i + "").toList(),
                    log.stream()
                            .map(Event.Lasting::state)
                            .filter(message -> message.from().equals(person.id()))
                            .map(Message::text)
                            .toList());
        }
        assertTrue(log.stream().map(Event.Lasting::mark).distinct().count() > log.size() - 10, "marks are random");
        assertNotEquals(log.get(0).mark(), log.get(1).mark());
    }

    private CompletableFuture<Receipt> append(Draft draft) {
        return journal().append(draft).toCompletableFuture();
    }

    protected final Receipt keep(Draft draft) {
        return append(draft).join();
    }

    protected final Receipt post(Person author, String cid, String text) {
        return keep(draft(author, cid, text));
    }

    private static Draft draft(Person author, String cid, String text, String... uploads) {
        return new Draft.Post(LOBBY, author.id(), cid, SendOrder.none(), text, List.of(uploads));
    }

    private static Draft edit(Person author, String cid, long message, String text) {
        return new Draft.Edit(LOBBY, author.id(), cid, SendOrder.none(), message, text);
    }

    private static Event.Lasting kept(Receipt receipt) {
        return assertInstanceOf(Receipt.Kept.class, receipt).event();
    }

    private List<Event.Lasting> events(Person reader, long after) {
        return journal()
                .after(reader.id(), LOBBY, after, 10_000, Long.MAX_VALUE)
                .events();
    }

    private List<Opening.Start> start(Person person, Cursor cursor) {
        return journal().opening(person.id(), Map.of(LOBBY, cursor), BUDGET).channels();
    }

    private static List<Long> seqs(Page page) {
        return page.events().stream().map(Event.Lasting::seq).toList();
    }

    private static List<String> texts(List<Event.Posted> messages) {
        return messages.stream().map(Event.Posted::text).toList();
    }

    private void refused(Refusal.Code code, Draft draft) {
        var failure = assertThrows(CompletionException.class, () -> keep(draft));
        assertEquals(code, assertInstanceOf(Refusal.class, failure.getCause()).code());
    }

    private static void assertRefused(Refusal.Code code, Runnable read) {
        assertEquals(code, assertThrows(Refusal.class, read::run).code());
    }
}
