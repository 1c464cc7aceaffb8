package io.parley.chat;

import static io.parley.chat.ChannelView.LOBBY;
import static io.parley.chat.Said.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Person;
import io.parley.people.Refusal.Code;
import io.parley.people.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every journal does with messages that are edited and deleted. */
public abstract class ChangesContract extends Talk {
    @Test
    void of_a_deleted_message_a_trace_is_left_everywhere() {
        var ann = person("Ann");
        var bea = person("Bea");
        clockIs(5_000);
        keep(draft(ann, "c1", "a secret", upload(ann, "plan.png")));
        keep(edit(ann, "c2", 1, "the secret"));
        post(bea, "c3", "what?");
        assertTrue(house().holds("a secret") && house().holds("the secret") && house().holds("plan.png"));
        clockIs(6_000);
        var deleted = assertInstanceOf(Event.Deleted.class, kept(keep(delete(ann, "c4", 1))));

        var trace = new Message(1, 1, ann.id(), 5_000, "", 4, null, List.of(), null, true);
        assertEquals(new Event.Deleted(LOBBY, 4, deleted.mark(), 6_000, "c4", ann.id(), trace), deleted);
        assertEquals(told().getLast(), deleted);
        var events = events(bea, 0);
        assertEquals(List.of(1L, 2L, 3L, 4L), Said.seqs(events));
        assertEquals(deleted, events.getLast());
        assertEquals(List.of(trace, trace), List.of(state(events.get(0)), state(events.get(1))));
        assertEquals(events, journal().between(LOBBY, 0, 10));
        var page = journal().history(bea.id(), LOBBY, null, 10).messages();
        assertEquals(trace, page.getFirst().state());
        assertEquals(2, page.size());
        assertRefused(Code.NO_MESSAGE, () -> journal().edits(ann.id(), LOBBY, 1, 0, 10));
        for (var gone : List.of("a secret", "the secret", "plan.png")) {
            assertFalse(house().holds(gone), gone);
        }
        assertTrue(house().holds("what?"));
    }

    @Test
    void a_deletion_is_done_once_and_said_again() {
        var ann = person("Ann");
        post(ann, "c1", "oops");
        keep(delete(ann, "c2", 1));

        assertEquals(new Receipt.Repeated(LOBBY, 2), keep(delete(ann, "c2", 1)));
        assertEquals(new Receipt.Repeated(LOBBY, 1), post(ann, "c1", "oops"));
        refused(Code.CONFLICT, delete(ann, "c1", 1));
        refused(Code.NO_MESSAGE, delete(ann, "c3", 1));
        refused(Code.NO_MESSAGE, edit(ann, "c4", 1, "again"));
        refused(Code.NO_MESSAGE, delete(ann, "c5", 2));
        assertEquals(2, events(ann, 0).size());
    }

    @Test
    void only_its_author_and_administrators_delete_a_message() {
        var ann = person("Ann");
        var bea = person("Bea");
        post(ann, "c1", "hers");
        refused(Code.FORBIDDEN, delete(bea, "c2", 1));

        house().is(bea, Role.ADMIN);
        var deleted = assertInstanceOf(Event.Deleted.class, kept(keep(delete(bea, "c2", 1))));
        assertEquals(bea.id(), deleted.by());
        assertEquals(ann.id(), deleted.message().from());
        var missed = journal().opening(person("Cy").id(), Map.of(LOBBY, deleted.cursor()), BUDGET);
        assertTrue(missed.people().stream().noneMatch(bea::equals));
        var resumed = journal().opening(ann.id(), Map.of(LOBBY, Cursor.START), BUDGET);
        assertTrue(resumed.people().contains(bea), "who did it is named");
    }

    @Test
    void an_administrator_elsewhere_deletes_nothing() {
        var ann = person("Ann");
        var bea = person("Bea");
        house().is(bea, Role.OWNER);
        var channel = keep(new Draft.Create(ann.id(), "c0", new ChannelName("plans"), ChannelView.PRIVATE, "", ""))
                .channel();
        var seq = keep(new Draft.Post(channel, ann.id(), "c1", SendOrder.none(), "hers", List.of()))
                .seq();

        refused(Code.NO_CHANNEL, new Draft.Delete(channel, bea.id(), "c2", SendOrder.none(), seq, Long.MAX_VALUE));
        assertRefused(Code.NO_CHANNEL, () -> journal().edits(bea.id(), channel, seq, 0, 10));
    }

    @Test
    void what_one_posted_can_be_changed_for_a_while() {
        var ann = person("Ann");
        var bea = person("Bea");
        house().is(bea, Role.ADMIN);
        clockIs(100_000);
        post(ann, "c1", "first");
        clockIs(160_000);
        keep(new Draft.Edit(LOBBY, ann.id(), "c2", SendOrder.none(), 1, "in time", Mentions.NONE, 60_000));
        clockIs(160_001);
        refused(
                Code.FORBIDDEN,
                new Draft.Edit(LOBBY, ann.id(), "c3", SendOrder.none(), 1, "too late", Mentions.NONE, 60_000));
        refused(Code.FORBIDDEN, new Draft.Delete(LOBBY, ann.id(), "c4", SendOrder.none(), 1, 60_000));

        keep(new Draft.Edit(LOBBY, ann.id(), "c2", SendOrder.none(), 1, "in time", Mentions.NONE, 60_000));
        keep(new Draft.Delete(LOBBY, bea.id(), "c5", SendOrder.none(), 1, 60_000));
    }

    @Test
    void what_a_message_said_before_is_kept_and_shown() {
        var ann = person("Ann");
        clockIs(1_000);
        post(ann, "c1", "one");
        assertEquals(new Edits(List.of(version(1, 1_000, "one")), null), edits(ann, 0, 10));
        clockIs(2_000);
        keep(edit(ann, "c2", 1, "two"));
        post(ann, "c3", "between");
        clockIs(3_000);
        keep(edit(ann, "c4", 1, "three"));

        var all = List.of(version(1, 1_000, "one"), version(2, 2_000, "two"), version(4, 3_000, "three"));
        assertEquals(new Edits(all, null), edits(ann, 0, 10));
        assertEquals(new Edits(all.subList(0, 2), 2L), edits(ann, 0, 2));
        assertEquals(new Edits(all.subList(2, 3), null), edits(ann, 2, 2));
        assertEquals(new Edits(all, null), edits(ann, 0, 3));
        assertNull(state(events(ann, 3).getFirst()).deleted());
        assertRefused(Code.NO_MESSAGE, () -> journal().edits(ann.id(), LOBBY, 2, 0, 10));
        assertRefused(Code.NO_CHANNEL, () -> journal().edits(ann.id(), "nowhere", 1, 0, 10));
    }

    private Edits edits(Person reader, long after, int limit) {
        return journal().edits(reader.id(), LOBBY, 1, after, limit);
    }

    private static Edits.Version version(long seq, long at, String text) {
        return new Edits.Version(seq, at, text);
    }

    private static Draft delete(Person author, String cid, long message) {
        return new Draft.Delete(LOBBY, author.id(), cid, SendOrder.none(), message, Long.MAX_VALUE);
    }
}
