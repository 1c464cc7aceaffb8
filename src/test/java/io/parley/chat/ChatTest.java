package io.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Person;
import io.parley.people.Refusal;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ChatTest {
    private static final Person ANN = new Person("p1", "Ann");

    private final List<Draft> appended = new ArrayList<>();
    private final List<String> read = new ArrayList<>();
    private final Chat chat = new Chat(
            journal(), Limits.of(10, 1_000, 3), (person, channel, n) -> read.add(person + " " + channel + " " + n));
    private final SendOrder order = SendOrder.strict();

    @Test
    void what_is_sent_reaches_the_journal_as_it_was_written() {
        chat.send(
                ANN,
                order,
                new Command.Send("c1", "lobby", " hi\u0000 ", List.of(new Enclosure("f1", " a\nplan "))),
                channel -> Set.of());
        chat.edit(ANN, order, new Command.Edit("c2", "lobby", 7, "ho"));
        var post = assertInstanceOf(Draft.Post.class, appended.get(0));
        assertEquals(
                new Draft.Post("lobby", "p1", "c1", order, " hi\u0000 ", List.of(new Enclosure("f1", " a\nplan "))),
                post);
        assertSame(order, post.order());
        assertEquals(new Draft.Edit("lobby", "p1", "c2", order, 7, "ho"), appended.get(1));
    }

    @Test
    void what_is_deleted_and_how_far_is_read_goes_on_too() {
        chat.delete(ANN, order, new Command.Delete("c3", "lobby", 7));
        assertEquals(List.of(new Draft.Delete("lobby", "p1", "c3", order, 7, Long.MAX_VALUE)), appended);
        chat.read(ANN, new Command.Read("lobby", 9));
        assertEquals(List.of("p1 lobby 9"), read);
    }

    @Test
    void nothing_is_no_message_but_a_file_is() {
        assertEquals(Refusal.Code.MALFORMED, refused(send("", List.of())));
        assertEquals(Refusal.Code.MALFORMED, refused(chat.edit(ANN, order, new Command.Edit("c", "lobby", 1, ""))));
        send("", List.of("f1"));
        assertEquals(1, appended.size());
    }

    @Test
    void a_text_is_measured_in_bytes() {
        send("\u20ac\u20ac\u20acx", List.of());
        assertEquals(1, appended.size());
        assertEquals(Refusal.Code.TOO_LARGE, refused(send("\u20ac\u20ac\u20acxx", List.of())));
    }

    @Test
    void half_a_character_is_refused() {
        assertEquals(Refusal.Code.MALFORMED, refused(send("a\uD83D", List.of())));
    }

    @Test
    void so_many_files_go_in_one_message() {
        send("", Collections.nCopies(3, "f"));
        assertEquals(Refusal.Code.TOO_LARGE, refused(send("", Collections.nCopies(4, "f"))));
        assertEquals(1, appended.size());
    }

    @Test
    void what_is_said_about_a_file_is_one_line_and_not_too_long() {
        assertEquals("a plan", new Enclosure("f1", " a\nplan ").alt());
        assertNull(new Enclosure("f1", "  \n ").alt());
        describe("x".repeat(Limits.ALT));
        assertEquals(Refusal.Code.TOO_LARGE, refused(describe("x".repeat(Limits.ALT + 1))));
        assertEquals(1, appended.size());
    }

    private CompletionStage<Receipt> describe(String alt) {
        return chat.send(
                ANN, order, new Command.Send("c", "lobby", "", List.of(new Enclosure("f1", alt))), channel -> Set.of());
    }

    private CompletionStage<Receipt> send(String text, List<String> files) {
        return chat.send(
                ANN,
                order,
                new Command.Send(
                        "c", "lobby", text, files.stream().map(Enclosure::of).toList()),
                channel -> Set.of());
    }

    private static Refusal.Code refused(CompletionStage<Receipt> stage) {
        var failure = assertThrows(
                CompletionException.class, () -> stage.toCompletableFuture().join());
        var refusal = assertInstanceOf(Refusal.class, failure.getCause());
        assertTrue(refusal.text().endsWith("."), "says what would be right");
        return refusal.code();
    }

    /** Only takes drafts. */
    private Journal journal() {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    appended.add((Draft) arguments[0]);
                    return new CompletableFuture<Receipt>();
                });
    }
}
