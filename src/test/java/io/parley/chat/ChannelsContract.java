package io.parley.chat;

import static io.parley.chat.ChannelView.ADMINS;
import static io.parley.chat.ChannelView.LOBBY;
import static io.parley.chat.ChannelView.PRIVATE;
import static io.parley.chat.ChannelView.PUBLIC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Refusal.Code;
import io.parley.people.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every journal does for those who make channels, and come and go. */
public abstract class ChannelsContract extends Organized {
    @Test
    void who_makes_a_channel_is_in_it_and_its_log_begins_with_that() {
        var ann = person("Ann");
        clockIs(1_790_000_000_000L);
        var made = kept(keep(create(ann, "c1", "plans", PRIVATE)));
        var channel = made.channel();

        var now = new ChannelState("plans", PRIVATE, "what next", "All that is planned.\nAnd more.", null, "everyone");
        var first = assertInstanceOf(Event.Altered.class, told().getFirst());
        assertEquals(now, first.now());
        assertNull(first.was());
        assertEquals(1, first.seq());
        var second = assertInstanceOf(Event.Joined.class, told().getLast());
        assertEquals(made, second);
        assertEquals(List.of(ann.id(), ann.id()), List.of(second.by(), second.person()));
        assertEquals(1_790_000_000_000L, second.at());
        assertEquals(told(), log(ann, channel));
        var view = view(ann, channel);
        assertEquals("plans", view.name());
        assertEquals("what next", view.topic());
        assertEquals(PRIVATE, view.kind());
        assertEquals(2, view.head());
        assertEquals(List.of(Map.of(ann.id(), 1L)), house().touched());
    }

    @Test
    void making_it_again_by_the_same_cid_makes_no_other() {
        var ann = person("Ann");
        var channel = made(ann, "plans", PUBLIC);
        var draft = create(ann, "c9", "other", PUBLIC);
        var other = keep(draft);

        assertEquals(new Receipt.Repeated(other.channel(), 2), keep(draft));
        refused(Code.CONFLICT, create(ann, "c9", "another", PUBLIC));
        refused(Code.BAD_NAME, create(ann, "c10", "plans", PRIVATE));
        refused(Code.BAD_NAME, create(person("Bea"), "c1", "p.l-ans", PUBLIC));
        refused(Code.BAD_NAME, create(ann, "c11", "lobby", PUBLIC));
        refused(Code.BAD_NAME, create(ann, "c12", "\u0440l\u0430ns", PUBLIC));
        refused(Code.BAD_NAME, create(ann, "c13", "p1\u00e4ns", PUBLIC));
        assertEquals(3, opening(ann).size());
        assertTrue(opening(ann).stream().anyMatch(view -> view.id().equals(channel)));
    }

    @Test
    void who_comes_and_goes_is_told_in_the_log_at_his_place() {
        var ann = person("Ann");
        var bea = person("Bea");
        var channel = made(ann, "plans", PUBLIC);
        say(ann, channel, "before");
        refused(Code.NO_CHANNEL, say(bea, channel));
        var joined = kept(keep(new Draft.Join(channel, bea.id(), cid())));
        kept(say(bea, channel, "here"));
        kept(keep(new Draft.Leave(channel, bea.id(), cid())));
        refused(Code.NO_CHANNEL, say(bea, channel));

        assertEquals(4, joined.seq());
        assertEquals(
                List.of("Altered", "Joined", "Posted", "Joined", "Posted", "Left"),
                log(ann, channel).stream()
                        .map(event -> event.getClass().getSimpleName())
                        .toList());
        assertRefused(Code.NO_CHANNEL, () -> log(bea, channel));
        assertRefused(Code.NO_CHANNEL, () -> journal().history(bea.id(), channel, null, 10));
        assertRefused(Code.NO_CHANNEL, () -> journal().head(bea.id(), channel));
        assertEquals(List.of(LOBBY), opening(bea).stream().map(ChannelView::id).toList());
    }

    @Test
    void a_receipt_is_given_also_after_the_removal() {
        var ann = person("Ann");
        var bea = person("Bea");
        var channel = made(ann, "plans", PRIVATE);
        keep(new Draft.Add(channel, ann.id(), cid(), List.of(bea.id())));
        var said = new Draft.Post(channel, bea.id(), "b1", SendOrder.none(), "here", List.of());
        var seq = keep(said).seq();
        keep(new Draft.Remove(channel, ann.id(), cid(), bea.id()));

        assertEquals(new Receipt.Repeated(channel, seq), keep(said));
        refused(Code.NO_CHANNEL, say(bea, channel));
        refused(Code.NO_CHANNEL, new Draft.Edit(channel, bea.id(), cid(), SendOrder.none(), seq, "not here"));
    }

    @Test
    void what_is_so_already_is_no_event() {
        var ann = person("Ann");
        var bea = person("Bea");
        var channel = made(ann, "plans", PUBLIC);
        var head = log(ann, channel).size();

        keep(new Draft.Join(channel, ann.id(), cid()));
        keep(new Draft.Add(channel, ann.id(), cid(), List.of(ann.id())));
        keep(new Draft.Remove(channel, ann.id(), cid(), bea.id()));
        keep(alter(ann, channel, "plans", null, null));
        assertEquals(head, log(ann, channel).size());
        assertEquals(1, house().touched().size());
    }

    @Test
    void several_are_added_at_once_and_each_is_told_of() {
        var ann = person("Ann");
        var bea = person("Bea");
        var dot = person("Dot");
        var channel = made(ann, "plans", PRIVATE);
        var draft = new Draft.Add(channel, ann.id(), "a1", List.of(bea.id(), dot.id(), bea.id(), ann.id()));

        assertEquals(4, keep(draft).seq());
        assertEquals(new Receipt.Repeated(channel, 4), keep(draft));
        refused(Code.NO_PERSON, new Draft.Add(channel, ann.id(), "a2", List.of("nobody")));
        house().isInactive(dot);
        refused(Code.NO_PERSON, new Draft.Add(channel, ann.id(), "a3", List.of(dot.id())));
        assertEquals(
                List.of(bea.id(), dot.id()),
                log(bea, channel).stream()
                        .skip(2)
                        .map(event ->
                                assertInstanceOf(Event.Joined.class, event).person())
                        .toList());
        assertEquals(Map.of(bea.id(), 1L, dot.id(), 1L), house().touched().getLast());
    }

    @Test
    void a_person_learns_what_changed_since_a_version() {
        var ann = person("Ann");
        var bea = person("Bea");
        var one = made(ann, "one", PRIVATE);
        var two = made(ann, "two", PRIVATE);
        keep(new Draft.Add(one, ann.id(), cid(), List.of(bea.id())));
        keep(new Draft.Add(two, ann.id(), cid(), List.of(bea.id())));

        var all = journal().changes(bea.id(), Changes.ALL);
        assertEquals(2, all.version());
        assertEquals(3, all.channels().size());
        var last = journal().changes(bea.id(), 1);
        assertEquals(List.of(two), ids(last));
        assertEquals(2, last.channels().getFirst().version());
        assertEquals(3, last.channels().getFirst().head().seq());
        assertEquals(new Changes(2, List.of(), List.of()), journal().changes(bea.id(), 2));

        keep(new Draft.Remove(one, ann.id(), cid(), bea.id()));
        assertEquals(new Changes(3, List.of(), List.of(one)), journal().changes(bea.id(), 2));
        keep(new Draft.Add(one, ann.id(), cid(), List.of(bea.id())));
        var again = journal().changes(bea.id(), 2);
        assertEquals(List.of(one), ids(again));
        assertEquals(List.of(), again.gone());
        assertEquals(3, journal().changes(bea.id(), 99).channels().size(), "the store was restored: all");
        assertRefused(Code.SIGNED_OUT, () -> journal().changes("nobody", 0));
    }

    @Test
    void what_changes_is_told_as_it_was_and_is_and_old_names_stay_taken() {
        var ann = person("Ann");
        var channel = made(ann, "plans", PUBLIC);
        kept(keep(alter(ann, channel, "ideas", "new topic", null)));
        refused(Code.BAD_NAME, create(ann, cid(), "plans", PUBLIC));
        kept(keep(alter(ann, channel, "plans", null, null)));

        var log = log(ann, channel);
        var first = assertInstanceOf(Event.Altered.class, log.get(2));
        assertEquals("ideas", first.now().name());
        assertEquals("new topic", first.now().topic());
        assertEquals("plans", first.was() == null ? "" : first.was().name());
        assertEquals("All that is planned.\nAnd more.", first.now().description());
        assertEquals(
                "plans", assertInstanceOf(Event.Altered.class, log.get(3)).now().name());
        assertEquals("new topic", view(ann, channel).topic());
    }

    @Test
    void nobody_posts_in_an_archive_and_nobody_enters_it() {
        var ann = person("Ann");
        var bea = person("Bea");
        var channel = made(ann, "plans", PUBLIC);
        keep(new Draft.Join(channel, bea.id(), cid()));
        refused(Code.FORBIDDEN, archive(bea, channel, true));
        kept(keep(archive(ann, channel, true)));

        refused(Code.FORBIDDEN, say(ann, channel));
        refused(Code.FORBIDDEN, new Draft.Join(channel, person("Cid").id(), cid()));
        refused(
                Code.FORBIDDEN,
                new Draft.Add(channel, ann.id(), cid(), List.of(person("Cid").id())));
        refused(Code.FORBIDDEN, alter(ann, channel, "other", null, null));
        assertEquals(true, view(ann, channel).archived());
        kept(keep(new Draft.Leave(channel, bea.id(), cid())));
        kept(keep(archive(ann, channel, false)));
        kept(say(ann, channel, "again"));
    }

    @Test
    void where_only_administrators_post_others_are_refused() {
        var ann = person("Ann");
        var bea = person("Bea");
        var boss = person("Boss");
        house().is(boss, Role.ADMIN);
        var channel = made(ann, "news", PUBLIC);
        keep(new Draft.Add(channel, ann.id(), cid(), List.of(bea.id(), boss.id())));
        kept(keep(alter(ann, channel, null, null, ADMINS)));

        refused(Code.FORBIDDEN, say(bea, channel));
        refused(Code.FORBIDDEN, alter(bea, channel, null, null, "everyone"));
        kept(say(ann, channel, "who made it"));
        kept(say(boss, channel, "an administrator"));
        assertEquals(ADMINS, view(bea, channel).posting());
        kept(keep(alter(boss, channel, null, null, "everyone")));
        kept(say(bea, channel, "everybody"));
    }

    @Test
    void a_private_channel_is_as_good_as_none_for_others() {
        var ann = person("Ann");
        var bea = person("Bea");
        var boss = person("Boss");
        house().is(boss, Role.OWNER);
        var channel = made(ann, "secret", PRIVATE);
        for (var stranger : List.of(bea, boss)) {
            for (var id : List.of(channel, "nothing-at-all")) {
                refused(Code.NO_CHANNEL, say(stranger, id));
                refused(Code.NO_CHANNEL, new Draft.Join(id, stranger.id(), cid()));
                refused(Code.NO_CHANNEL, new Draft.Leave(id, stranger.id(), cid()));
                refused(Code.NO_CHANNEL, new Draft.Add(id, stranger.id(), cid(), List.of(ann.id())));
                refused(Code.NO_CHANNEL, new Draft.Remove(id, stranger.id(), cid(), ann.id()));
                refused(Code.NO_CHANNEL, alter(stranger, id, "x", null, null));
                refused(Code.NO_CHANNEL, archive(stranger, id, true));
                assertRefused(Code.NO_CHANNEL, () -> log(stranger, id));
            }
        }
        refused(Code.NO_CHANNEL, new Draft.Add(channel, bea.id(), cid(), List.of(bea.id())));
        var seen = kept(keep(new Draft.Add(channel, boss.id(), cid(), List.of(boss.id()))));
        assertEquals(seen, log(ann, channel).getLast());
    }

    @Test
    void only_administrators_in_it_and_who_made_it_remove_others() {
        var ann = person("Ann");
        var bea = person("Bea");
        var cid = person("Cid");
        var boss = person("Boss");
        house().is(boss, Role.ADMIN);
        var channel = made(ann, "plans", PUBLIC);
        keep(new Draft.Add(channel, ann.id(), cid(), List.of(bea.id(), cid.id())));

        refused(Code.FORBIDDEN, new Draft.Remove(channel, bea.id(), cid(), cid.id()));
        refused(Code.NO_CHANNEL, new Draft.Remove(channel, boss.id(), cid(), cid.id()));
        kept(keep(new Draft.Remove(channel, cid.id(), cid(), cid.id())));
        keep(new Draft.Join(channel, boss.id(), cid()));
        kept(keep(new Draft.Remove(channel, boss.id(), cid(), bea.id())));
        kept(keep(new Draft.Remove(channel, boss.id(), cid(), ann.id())));
        refused(Code.NO_CHANNEL, archive(ann, channel, true));
    }

    @Test
    void a_guest_is_where_he_was_added_and_changes_nothing() {
        var ann = person("Ann");
        var guest = person("Guest");
        house().is(guest, Role.GUEST);
        var channel = made(ann, "plans", PUBLIC);

        refused(Code.FORBIDDEN, create(guest, cid(), "mine", PUBLIC));
        refused(Code.NO_CHANNEL, new Draft.Join(channel, guest.id(), cid()));
        refused(Code.NO_CHANNEL, new Draft.Add(channel, guest.id(), cid(), List.of(guest.id())));
        keep(new Draft.Add(channel, ann.id(), cid(), List.of(guest.id())));
        kept(say(guest, channel, "hello"));
        refused(
                Code.FORBIDDEN,
                new Draft.Add(channel, guest.id(), cid(), List.of(person("Bea").id())));
        refused(Code.FORBIDDEN, alter(guest, channel, "other", null, null));
        kept(keep(new Draft.Leave(channel, guest.id(), cid())));
        house().is(ann, Role.ADMIN);
        kept(keep(new Draft.Remove(LOBBY, ann.id(), cid(), guest.id())));
    }

    @Test
    void everybody_is_in_the_lobby_always() {
        var ann = person("Ann");
        house().is(ann, Role.OWNER);
        refused(Code.FORBIDDEN, new Draft.Leave(LOBBY, ann.id(), cid()));
        refused(
                Code.FORBIDDEN,
                new Draft.Remove(LOBBY, ann.id(), cid(), person("Bea").id()));
        refused(Code.FORBIDDEN, archive(ann, LOBBY, true));
        refused(Code.FORBIDDEN, byDefault(ann, LOBBY, false));
        kept(keep(alter(ann, LOBBY, "welcome", "a topic", null)));
    }

    @Test
    void new_people_begin_where_an_administrator_says() {
        var ann = person("Ann");
        var boss = person("Boss");
        house().is(boss, Role.ADMIN);
        var open = made(boss, "news", PUBLIC);
        var closed = made(boss, "secret", PRIVATE);
        keep(new Draft.Join(open, ann.id(), cid()));

        refused(Code.FORBIDDEN, byDefault(ann, open, true));
        refused(Code.FORBIDDEN, byDefault(boss, closed, true));
        keep(byDefault(boss, open, true));
        assertEquals(2, opening(person("Bea")).size());
        keep(byDefault(boss, open, false));
        assertEquals(1, opening(person("Cid")).size());
    }

    @Test
    void who_may_not_sign_in_any_more_posts_nothing() {
        var ann = person("Ann");
        house().isInactive(ann);
        refused(Code.NO_CHANNEL, say(ann, LOBBY));
        refused(Code.NO_CHANNEL, create(ann, cid(), "plans", PUBLIC));
    }

    @Test
    void a_page_of_history_has_what_happened_between_its_messages() {
        var ann = person("Ann");
        var bea = person("Bea");
        var channel = made(ann, "plans", PUBLIC);
        say(ann, channel, "one");
        keep(new Draft.Join(channel, bea.id(), cid()));
        say(ann, channel, "two");
        keep(new Draft.Leave(channel, bea.id(), cid()));
        say(ann, channel, "three");

        var newest = journal().history(ann.id(), channel, null, 2);
        assertEquals(List.of("two", "three"), texts(newest.messages()));
        assertEquals(
                List.of(4L, 6L),
                newest.events().stream().map(Event.Lasting::seq).toList());
        assertEquals(2, newest.people().size());
        var before = journal().history(ann.id(), channel, newest.earlier(), 2);
        assertEquals(List.of("one"), texts(before.messages()));
        assertEquals(
                List.of(1L, 2L),
                before.events().stream().map(Event.Lasting::seq).toList());
        assertNull(before.earlier());
        var start = journal()
                .opening(ann.id(), Map.of(channel, log(ann, channel).get(2).cursor()), BUDGET);
        assertEquals(2, start.people().size(), "also who only came and went");
    }
}
