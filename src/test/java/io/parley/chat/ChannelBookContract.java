package io.parley.chat;

import static io.parley.chat.ChannelView.LOBBY;
import static io.parley.chat.ChannelView.PRIVATE;
import static io.parley.chat.ChannelView.PUBLIC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.people.Person;
import io.parley.people.Refusal;
import io.parley.people.Refusal.Code;
import io.parley.people.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every journal knows of its channels, and whom it tells. */
public abstract class ChannelBookContract extends Organized {
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
    void a_guest_knows_of_who_is_in_his_channels_or_spoke_there_and_of_nobody_else() {
        var ann = person("Ann");
        var guest = person("Guest");
        var gone = person("Gone");
        var other = person("Other");
        house().is(guest, Role.GUEST);
        house().is(ann, Role.ADMIN);
        var channel = made(ann, "plans", PRIVATE);
        keep(new Draft.Add(channel, ann.id(), cid(), List.of(guest.id(), gone.id())));
        kept(say(gone, channel, "and good-bye"));
        keep(new Draft.Remove(LOBBY, ann.id(), cid(), guest.id()));
        keep(new Draft.Remove(channel, ann.id(), cid(), gone.id()));
        var secret = made(ann, "secret", PRIVATE);
        keep(new Draft.Add(secret, ann.id(), cid(), List.of(other.id())));

        var all = Stream.of(ann, guest, gone, other).map(Person::id).toList();
        assertEquals(Set.of(ann.id(), guest.id(), gone.id()), known(guest, all));
        assertEquals(Set.copyOf(all), known(other, all));
        assertEquals(Set.of(), known(guest, List.of(other.id(), "nobody")));
        house().is(guest, Role.MEMBER);
        assertEquals(Set.copyOf(all), known(guest, all));
        assertEquals(Set.of(), known(new Person("nobody", "Nobody"), all));
    }

    private Set<String> known(Person viewer, List<String> ids) {
        return house().directory().knownTo(viewer.id(), ids).stream()
                .map(Person::id)
                .collect(Collectors.toSet());
    }

    @Test
    void of_a_private_channel_nothing_is_told_to_who_is_not_in_it_not_even_that_it_is_there() {
        var ann = house().known("Ann");
        var eve = house().known("Eve");
        var channel = made(ann, "secret", PRIVATE);
        var text = "@eve @here";
        var mentions = Mentions.in(text).among(() -> Set.of(eve.id()));
        var posted =
                kept(keep(new Draft.Post(channel, ann.id(), cid(), SendOrder.none(), text, List.of(), mentions, true)));
        assertEquals(List.of("here"), Said.state(posted).mentions());
        house().attention()
                .read(List.of(new Attention.Mark(eve.id(), channel, 1)))
                .toCompletableFuture()
                .join();
        assertEquals(0, journal().changes(eve.id(), 0).version(), "nothing of his own has changed");
        assertEquals(List.of(LOBBY), opening(eve).stream().map(ChannelView::id).toList());
        assertEquals(List.of("lobby"), names(book().list(eve.id(), "", null, false, 10)));
        var asked = List.<Consumer<String>>of(
                id -> book().about(eve.id(), id),
                id -> book().view(eve.id(), id),
                id -> book().members(eve.id(), id, null, 10),
                id -> book().named(eve.id(), id.equals(channel) ? "secret" : "nothing"),
                id -> journal().history(eve.id(), id, null, 10),
                id -> journal().around(eve.id(), id, 1, 10),
                id -> journal().edits(eve.id(), id, posted.seq(), 0, 10),
                id -> journal().after(eve.id(), id, 0, 10, 1_000),
                id -> journal().head(eve.id(), id),
                id -> house().attention().level(eve.id(), id, null, true));
        for (var ask : asked) {
            assertEquals(answer(ask, "nothing"), answer(ask, channel));
        }
    }

    private static String answer(Consumer<String> ask, String channel) {
        var refusal = assertThrows(Refusal.class, () -> ask.accept(channel));
        return refusal.code()
                + refusal.text().replace(channel, "…").replace("secret", "…").replace("nothing", "…");
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
}
