package io.parley.chat;

import static io.parley.chat.ChannelView.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.people.Person;
import io.parley.people.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** What the tests of a journal have to say, in short. */
abstract class Talk {
    static final long BUDGET = 256 * 1024;

    /** A journal with an empty lobby, and what is around it; the same within one test. */
    protected abstract JournalHouse house();

    final Journal journal() {
        return house().journal();
    }

    final Person person(String name) {
        return house().person(name);
    }

    final List<Event.Lasting> told() {
        return house().told();
    }

    final void clockIs(long millis) {
        house().clockIs(millis);
    }

    final String upload(Person person, String name) {
        return house().upload(person, name);
    }

    final CompletableFuture<Receipt> append(Draft draft) {
        return journal().append(draft).toCompletableFuture();
    }

    final Receipt keep(Draft draft) {
        return append(draft).join();
    }

    final Receipt post(Person author, String cid, String text) {
        return keep(draft(author, cid, text));
    }

    static Draft draft(Person author, String cid, String text, String... uploads) {
        return new Draft.Post(
                LOBBY,
                author.id(),
                cid,
                SendOrder.none(),
                text,
                Stream.of(uploads).map(Enclosure::of).toList());
    }

    static Draft edit(Person author, String cid, long message, String text) {
        return new Draft.Edit(LOBBY, author.id(), cid, SendOrder.none(), message, text);
    }

    static Event.Lasting kept(Receipt receipt) {
        return assertInstanceOf(Receipt.Kept.class, receipt).event();
    }

    final List<Event.Lasting> events(Person reader, long after) {
        return journal()
                .after(reader.id(), LOBBY, after, 10_000, Long.MAX_VALUE)
                .events();
    }

    final List<Opening.Start> start(Person person, Cursor cursor) {
        return journal().opening(person.id(), Map.of(LOBBY, cursor), BUDGET).channels();
    }

    static List<Long> seqs(Page page) {
        return page.events().stream().map(Event.Lasting::seq).toList();
    }

    static List<String> texts(List<Event.Posted> messages) {
        return messages.stream().map(Event.Posted::text).toList();
    }

    final void refused(Refusal.Code code, Draft draft) {
        var failure = assertThrows(CompletionException.class, () -> keep(draft));
        assertEquals(code, assertInstanceOf(Refusal.class, failure.getCause()).code());
    }

    static void assertRefused(Refusal.Code code, Runnable read) {
        assertEquals(code, assertThrows(Refusal.class, read::run).code());
    }
}
