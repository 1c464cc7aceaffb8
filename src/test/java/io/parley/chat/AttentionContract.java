package io.parley.chat;

import static io.parley.chat.ChannelView.LOBBY;
import static io.parley.chat.Said.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.parley.people.Person;
import io.parley.people.Refusal.Code;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store keeps of how far people have read, whom messages call, and of what people want to be told. */
public abstract class AttentionContract extends Talk {
    @Test
    void a_read_marker_goes_forward_only_and_his_other_devices_hear_of_it() {
        var ann = person("Ann");
        post(ann, "c1", "one");
        post(ann, "c2", "two");
        post(ann, "c3", "three");
        house().touched().clear();

        read(ann, 2);
        assertEquals(2, view(ann).read());
        assertEquals(List.of(Map.of(ann.id(), 1L)), house().touched());
        assertEquals(
                List.of(2L),
                journal().changes(ann.id(), 0).channels().stream()
                        .map(changed -> changed.channel().read())
                        .toList());
        read(ann, 1);
        read(ann, 2);
        read(ann, 4);
        assertEquals(2, view(ann).read());
        assertEquals(1, house().touched().size(), "nothing changed");
        read(ann, 3);
        assertEquals(3, view(ann).read());
        assertEquals(3, view(ann).n());
    }

    @Test
    void many_markers_are_moved_at_once_and_a_strangers_is_not() {
        var ann = person("Ann");
        var bea = person("Bea");
        var channel = keep(new Draft.Create(ann.id(), "c0", new ChannelName("plans"), ChannelView.PRIVATE, "", ""))
                .channel();
        keep(new Draft.Post(channel, ann.id(), "c1", SendOrder.none(), "hers", List.of()));
        post(ann, "c2", "for all");
        house().touched().clear();
        house().attention()
                .read(List.of(
                        new Attention.Mark(bea.id(), channel, 1),
                        new Attention.Mark(bea.id(), LOBBY, 1),
                        new Attention.Mark(ann.id(), LOBBY, 1),
                        new Attention.Mark(ann.id(), channel, 1),
                        new Attention.Mark("nobody", LOBBY, 1)))
                .toCompletableFuture()
                .join();

        assertEquals(1, view(bea).read());
        var versions = house().touched();
        assertEquals(1, versions.size(), "in one transaction");
        assertEquals(Set.of(ann.id(), bea.id()), versions.getFirst().keySet());
    }

    @Test
    void who_comes_later_has_nothing_to_catch_up() {
        var ann = person("Ann");
        post(ann, "c1", "one");
        post(ann, "c2", "@channel two", true);
        var bea = person("Bea");
        assertEquals(2, view(bea).read());
        assertEquals(0, view(bea).mentions());
        post(ann, "c3", "@channel three", true);
        assertEquals(1, view(bea).mentions());
    }

    @Test
    void whom_a_message_calls_is_told_and_counted_until_he_has_read_it() {
        var ann = house().known("Ann");
        var bea = house().known("Bea");
        var cy = house().known("Cy");
        var posted = kept(post(ann, "c1", "@bea, @cy. @ann @nobody `@cy`", false));
        assertEquals(sorted(ann, bea, cy), state(posted).mentions());
        assertEquals(posted, events(bea, 0).getFirst());
        assertEquals(
                state(posted),
                journal()
                        .history(bea.id(), LOBBY, null, 1)
                        .messages()
                        .getFirst()
                        .state());
        assertNull(state(kept(post(ann, "c2", "nobody", false))).mentions());
        kept(post(ann, "c3", "@bea again", false));

        assertEquals(2, view(bea).mentions());
        assertEquals(1, view(cy).mentions());
        assertEquals(0, view(ann).mentions(), "nobody calls himself");
        read(bea, 2);
        assertEquals(1, view(bea).mentions());
        read(bea, 3);
        assertEquals(0, view(bea).mentions());
    }

    @Test
    void everybody_is_counted_by_one_row() {
        var ann = house().known("Ann");
        var bea = house().known("Bea");
        assertEquals(
                List.of("channel"),
                state(kept(post(ann, "c1", "@channel", false))).mentions());
        assertEquals(
                List.of(bea.id(), "channel", "here"),
                state(kept(post(ann, "c2", "@channel @here @bea", false))).mentions());
        assertEquals(2, view(bea).mentions(), "once a message");
        assertEquals(0, view(ann).mentions());
        read(bea, 1);
        assertEquals(1, view(bea).mentions());
        read(ann, 1);
        assertEquals(0, view(ann).mentions());
        read(bea, 2);
        assertEquals(0, view(bea).mentions());
    }

    @Test
    void here_calls_those_who_are_here_and_nobody_who_comes_later() {
        var ann = house().known("Ann");
        var bea = house().known("Bea");
        var cy = house().known("Cy");
        var dot = house().known("Dot");
        var posted = kept(keep(here(ann, "c1", "@here @dot", Set.of(ann.id(), bea.id(), dot.id(), "a stranger"))));
        assertEquals(List.of(dot.id(), "here"), state(posted).mentions());
        assertEquals(List.of(0L, 1L, 0L, 1L), called(ann, bea, cy, dot), "once a message, and not who is away");
        read(bea, 1);
        assertEquals(List.of(0L, 0L, 0L, 1L), called(ann, bea, cy, dot));

        keep(here(ann, "c2", "@here", Set.of(bea.id(), cy.id())));
        assertEquals(List.of(0L, 1L, 1L, 1L), called(ann, bea, cy, dot));
        correct(ann, "c3", 2, "@here @bea @dot");
        assertEquals(List.of(0L, 1L, 1L, 2L), called(ann, bea, cy, dot), "bea is called already");
        correct(ann, "c4", 2, "@dot");
        assertEquals(List.of(0L, 0L, 0L, 2L), called(ann, bea, cy, dot));
        keep(here(ann, "c5", "@here", Set.of(bea.id(), cy.id())));
        keep(new Draft.Delete(LOBBY, ann.id(), "c6", SendOrder.none(), 5, Long.MAX_VALUE));
        assertEquals(List.of(0L, 0L, 0L, 2L), called(ann, bea, cy, dot));
    }

    private List<Long> called(Person... people) {
        return Stream.of(people).map(person -> view(person).mentions()).toList();
    }

    private void correct(Person author, String cid, long message, String text) {
        kept(keep(new Draft.Edit(
                LOBBY, author.id(), cid, SendOrder.none(), message, text, Mentions.in(text), Long.MAX_VALUE)));
    }

    private static Draft here(Person author, String cid, String text, Set<String> present) {
        var mentions = Mentions.in(text).among(() -> present);
        return new Draft.Post(LOBBY, author.id(), cid, SendOrder.none(), text, List.of(), mentions, false);
    }

    @Test
    void what_is_edited_or_deleted_calls_otherwise_or_nobody() {
        var ann = house().known("Ann");
        var bea = house().known("Bea");
        var cy = house().known("Cy");
        post(ann, "c1", "@bea", false);
        post(ann, "c2", "@channel", false);
        post(ann, "c3", "quiet", false);
        read(cy, 2);

        var edited = kept(keep(
                new Draft.Edit(LOBBY, ann.id(), "c4", SendOrder.none(), 1, "@cy", Mentions.in("@cy"), Long.MAX_VALUE)));
        assertEquals(List.of(cy.id()), state(edited).mentions());
        assertEquals(1, view(bea).mentions());
        assertEquals(0, view(cy).mentions(), "he had read it");
        var loud = kept(keep(new Draft.Edit(
                LOBBY, ann.id(), "c5", SendOrder.none(), 3, "@channel", Mentions.in("@channel"), Long.MAX_VALUE)));
        assertNull(state(loud).mentions(), "an edit calls no crowd");
        keep(new Draft.Delete(LOBBY, ann.id(), "c6", SendOrder.none(), 2, Long.MAX_VALUE));
        assertEquals(
                List.of(0L, 0L, 0L), List.of(view(ann).mentions(), view(bea).mentions(), view(cy).mentions()));
        read(bea, 3);
        read(cy, 3);
        post(ann, "c7", "@channel", false);
        assertEquals(
                List.of(0L, 1L, 1L), List.of(view(ann).mentions(), view(bea).mentions(), view(cy).mentions()));
    }

    @Test
    void a_crowd_is_called_by_who_says_twice_that_he_wants_it() {
        var ann = person("Ann");
        IntStream.range(0, Mentions.CROWD - 1).forEach(i -> person("P" + i));
        kept(post(ann, "c1", "@channel", false));
        person("One more");
        refused(Code.CONFIRM, draft(ann, "c2", "@channel", false));
        var many =
                IntStream.rangeClosed(1, Mentions.CROWD).mapToObj(i -> "p" + i).collect(Collectors.toSet());
        refused(Code.CONFIRM, here(ann, "c2", "@here", many));
        many.remove("p1");
        kept(keep(here(ann, "c3", "@here", many)));
        kept(keep(draft(ann, "c2", "@channel", true)));
    }

    @Test
    void everybody_says_of_what_he_wants_to_be_told() {
        var ann = person("Ann");
        house().attention().level(ann.id(), LOBBY, ChannelView.MENTIONS, null);
        assertEquals(ChannelView.MENTIONS, view(ann).level());
        assertNull(view(ann).muted());
        house().attention().level(ann.id(), LOBBY, null, true);
        assertEquals(ChannelView.MENTIONS, view(ann).level());
        assertEquals(true, view(ann).muted());
        house().attention().level(ann.id(), LOBBY, ChannelView.EVERYTHING, false);
        assertNull(view(ann).level());
        assertNull(view(ann).muted());
        assertEquals(3, journal().changes(ann.id(), 0).version());
        assertRefused(Code.NO_CHANNEL, () -> house().attention().level(ann.id(), "nowhere", null, true));
    }

    @Test
    void a_page_has_a_message_in_its_middle() {
        var ann = person("Ann");
        IntStream.rangeClosed(1, 20).forEach(i -> post(ann, "c" + i, "t" + i));
        var page = journal().around(ann.id(), LOBBY, 10, 6);
        assertEquals(List.of("t8", "t9", "t10", "t11", "t12", "t13"), texts(page.messages()));
        assertEquals(page.messages().getLast().cursor(), page.later());
        assertEquals(7, page.earlier() == null ? 0 : page.earlier().seq());
        var newest = journal().around(ann.id(), LOBBY, 17, 6);
        assertEquals("t20", newest.messages().getLast().text());
        assertNull(newest.later());
        assertNull(journal().around(ann.id(), LOBBY, 1_000, 6).later());
        assertRefused(Code.NO_CHANNEL, () -> journal().around("nobody", LOBBY, 10, 6));
    }

    private void read(Person reader, long n) {
        house().attention()
                .read(List.of(new Attention.Mark(reader.id(), LOBBY, n)))
                .toCompletableFuture()
                .join();
    }

    private Receipt post(Person author, String cid, String text, boolean loud) {
        return keep(draft(author, cid, text, loud));
    }

    private static Draft draft(Person author, String cid, String text, boolean loud) {
        return new Draft.Post(LOBBY, author.id(), cid, SendOrder.none(), text, List.of(), Mentions.in(text), loud);
    }

    private ChannelView view(Person person) {
        return journal().opening(person.id(), Map.of(), BUDGET).channels().stream()
                .map(Opening.Start::channel)
                .filter(channel -> channel.id().equals(LOBBY))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> sorted(Person... people) {
        return Stream.of(people).map(Person::id).sorted().toList();
    }
}
