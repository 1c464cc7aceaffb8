package io.parley.chat;

import static io.parley.chat.ChannelView.ADMINS;
import static io.parley.chat.ChannelView.LOBBY;
import static io.parley.chat.ChannelView.PRIVATE;
import static io.parley.chat.ChannelView.PUBLIC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Person;
import io.parley.people.Refusal.Code;
import io.parley.people.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every journal does for those who make channels, and come and go. */
public abstract class ChannelsContract extends Talk {
    private int cids;

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

    @Test
    void a_direct_conversation_is_shown_to_the_others_with_its_first_message() {
        var ann = person("Ann");
        var bea = person("Bea");
        var view = book().converse(ann.id(), Set.of(bea.id()));
        var channel = view.id();
        assertEquals(List.of(bea.id()), view.with());
        assertEquals(view, book().converse(ann.id(), Set.of(bea.id())));
        assertEquals(List.of(LOBBY), opening(bea).stream().map(ChannelView::id).toList());
        refused(Code.NO_CHANNEL, say(bea, channel));

        say(ann, channel, "hello");
        assertEquals(Map.of(bea.id(), 1L), house().touched().getLast());
        assertEquals(List.of(ann.id()), view(bea, channel).with());
        assertEquals(
                channel,
                journal().changes(bea.id(), 0).channels().getFirst().channel().id());
        kept(say(bea, channel, "hello too"));
        assertEquals(2, journal().opening(bea.id(), Map.of(), BUDGET).people().size(), "its partners have names");
        assertEquals(
                book().converse(ann.id(), Set.of()).id(),
                book().converse(ann.id(), Set.of(ann.id())).id());
        assertRefused(Code.NO_PERSON, () -> book().converse(ann.id(), Set.of("nobody")));
    }

    @Test
    void who_opens_the_same_conversation_from_the_other_side_is_in_it_too() {
        var ann = person("Ann");
        var bea = person("Bea");
        var channel = book().converse(ann.id(), Set.of(bea.id())).id();
        assertEquals(channel, book().converse(bea.id(), Set.of(ann.id())).id());
        kept(say(bea, channel, "first"));
        kept(say(ann, channel, "second"));
    }

    @Test
    void a_guest_meets_whom_he_shares_a_channel_with_and_sees_no_directory() {
        var ann = person("Ann");
        var guest = person("Guest");
        var other = person("Other");
        house().is(guest, Role.GUEST);
        house().is(ann, Role.ADMIN);
        var channel = made(ann, "plans", PUBLIC);
        keep(new Draft.Add(channel, ann.id(), cid(), List.of(guest.id())));
        keep(new Draft.Remove(LOBBY, ann.id(), cid(), guest.id()));

        book().converse(guest.id(), Set.of(ann.id()));
        assertRefused(Code.NO_PERSON, () -> book().converse(guest.id(), Set.of(other.id())));
        assertRefused(Code.FORBIDDEN, () -> book().list(guest.id(), "", null, false, 10));
        assertRefused(Code.NO_CHANNEL, () -> book().about(guest.id(), LOBBY));
        assertRefused(Code.NO_CHANNEL, () -> book().named(guest.id(), "lobby"));
        assertEquals("plans", book().about(guest.id(), channel).name());
    }

    @Test
    void the_directory_has_public_channels_by_name_page_by_page() {
        var ann = person("Ann");
        var bea = person("Bea");
        made(ann, "b-plans", PUBLIC);
        made(ann, "c-secret", PRIVATE);
        var old = made(ann, "d-old", PUBLIC);
        keep(archive(ann, old, true));
        made(ann, "a_plans", PUBLIC);

        assertEquals(List.of("a_plans", "b-plans", "lobby"), names(book().list(bea.id(), "", null, false, 10)));
        var first = book().list(bea.id(), "", null, false, 2);
        assertEquals(List.of("a_plans", "b-plans"), names(first));
        assertEquals(List.of("lobby"), names(book().list(bea.id(), "", first.next(), false, 2)));
        assertEquals(List.of("d-old"), names(book().list(bea.id(), "", null, true, 10)));
        assertEquals(List.of("a_plans"), names(book().list(bea.id(), "A_PL", null, false, 10)));
        assertEquals(List.of("a_plans", "b-plans"), names(book().list(bea.id(), "What NEXT", null, false, 10)));
        assertEquals(List.of(), names(book().list(bea.id(), "%", null, false, 10)));
        var mine = book().list(ann.id(), "b-", null, false, 10).channels().getFirst();
        assertEquals(1, mine.members());
        assertEquals(true, mine.joined());
        assertEquals("All that is planned.\nAnd more.", mine.description());
    }

    @Test
    void members_are_named_page_by_page_and_channels_by_old_names() {
        var ann = person("Ann");
        var people = Stream.of("Cid", "Bea", "Dot").map(this::person).toList();
        var channel = made(ann, "plans", PRIVATE);
        keep(new Draft.Add(
                channel, ann.id(), cid(), people.stream().map(Person::id).toList()));
        keep(alter(ann, channel, "ideas", null, null));

        var first = book().members(ann.id(), channel, null, 3);
        assertEquals(
                List.of("Ann", "Bea", "Cid"),
                first.people().stream().map(Person::name).toList());
        var second = book().members(ann.id(), channel, first.next(), 3);
        assertEquals(List.of("Dot"), second.people().stream().map(Person::name).toList());
        assertNull(second.next());
        assertEquals(
                new ChannelBook.Named(channel, "ideas"),
                book().named(people.get(0).id(), "Plans"));
        assertRefused(Code.NO_CHANNEL, () -> book().named(person("Eve").id(), "plans"));
        assertRefused(Code.NO_CHANNEL, () -> book().members(person("Eve").id(), channel, null, 3));
        assertRefused(Code.NO_CHANNEL, () -> book().view(person("Eve").id(), channel));
        var about = book().about(ann.id(), channel);
        assertEquals(4, about.members());
        assertEquals(ann.id(), about.creator());
    }

    private ChannelBook book() {
        return house().book();
    }

    private static List<String> names(ChannelBook.Listing page) {
        return page.channels().stream().map(ChannelBook.Listed::name).toList();
    }

    private Draft create(Person author, String cid, String name, String kind) {
        return new Draft.Create(
                author.id(), cid, new ChannelName(name), kind, "what next", "All that is planned.\nAnd more.");
    }

    private String made(Person author, String name, String kind) {
        return keep(create(author, cid(), name, kind)).channel();
    }

    private Draft alter(
            Person author, String channel, @Nullable String name, @Nullable String topic, @Nullable String posting) {
        return new Draft.Alter(
                channel,
                author.id(),
                cid(),
                name == null ? null : new ChannelName(name),
                topic,
                null,
                null,
                posting,
                null);
    }

    private Draft archive(Person author, String channel, boolean yes) {
        return new Draft.Alter(channel, author.id(), cid(), null, null, null, yes, null, null);
    }

    private Draft byDefault(Person author, String channel, boolean yes) {
        return new Draft.Alter(channel, author.id(), cid(), null, null, null, null, null, yes);
    }

    private Draft say(Person author, String channel) {
        return new Draft.Post(channel, author.id(), cid(), SendOrder.none(), "text", List.of());
    }

    private Receipt say(Person author, String channel, String text) {
        return keep(new Draft.Post(channel, author.id(), cid(), SendOrder.none(), text, List.of()));
    }

    private String cid() {
        return "k" + ++cids;
    }

    private List<Event.Lasting> log(Person reader, String channel) {
        return journal().after(reader.id(), channel, 0, 10_000, Long.MAX_VALUE).events();
    }

    private List<ChannelView> opening(Person person) {
        return journal().opening(person.id(), Map.of(), BUDGET).channels().stream()
                .map(Opening.Start::channel)
                .toList();
    }

    private ChannelView view(Person person, String channel) {
        return opening(person).stream()
                .filter(view -> view.id().equals(channel))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(Changes changes) {
        return changes.channels().stream()
                .map(changed -> changed.channel().id())
                .toList();
    }
}
