package io.parley.chat;

import static io.parley.chat.ChannelView.LOBBY;
import static io.parley.chat.Said.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every journal does for those who write. */
public abstract class JournalContract extends Talk {
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
    void what_was_kept_is_known_by_its_cid_and_what_was_refused_is_not() {
        var ann = person("Ann");
        post(ann, "c1", "once");
        keep(edit(ann, "c2", 1, "twice"));
        refused(Refusal.Code.NO_MESSAGE, edit(ann, "c3", 9, "nothing"));

        assertTrue(journal().kept(LOBBY, ann.id(), "c1"));
        assertTrue(journal().kept(LOBBY, ann.id(), "c2"));
        assertFalse(journal().kept(LOBBY, ann.id(), "c3"));
        assertFalse(journal().kept(LOBBY, person("Bea").id(), "c1"));
        assertFalse(journal().kept("nowhere", ann.id(), "c1"));
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
                new Draft.Post(LOBBY, ann.id(), "c1", SendOrder.none(), "once", List.of(Enclosure.of("some-upload"))));
        assertEquals(2, kept(post(bea, "c1", "hers")).seq());
        assertEquals(2, events(ann, 0).size());
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
                state(posted).files().stream().map(Attachment::name).toList());
        refused(Refusal.Code.NO_FILE, draft(ann, "c2", "again", plan));
        keep(edit(ann, "c3", 1, "both, edited"));

        var read = events(ann, 0);
        assertEquals(2, read.size());
        assertEquals(state(posted).files(), state(read.getFirst()).files());
        assertEquals(told().getLast(), read.getLast());
        assertEquals(
                state(posted).files(),
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
                        default ->
                            new Draft.Post(LOBBY, ann.id(), "c" + i, order, "bad", List.of(Enclosure.of("none")));
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
                log.stream().map(event -> state(event).n()).toList());
        for (var person : people) {
            assertEquals(
                    IntStream.range(0, each).mapToObj(i -> i + "").toList(),
                    log.stream()
                            .map(Said::state)
                            .filter(message -> message.from().equals(person.id()))
                            .map(Message::text)
                            .toList());
        }
        assertTrue(log.stream().map(Event.Lasting::mark).distinct().count() > log.size() - 10, "marks are random");
        assertNotEquals(log.get(0).mark(), log.get(1).mark());
    }
}
