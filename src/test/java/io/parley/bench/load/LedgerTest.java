package io.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The load generator finds out a server that loses, doubles, reorders or alters one message. */
class LedgerTest {
    private static final int MESSAGES = 8;

    private final Ledger ledger = new Ledger(2, 40);

    static Stream<Dialect> dialects() {
        return Stream.of(new RoomDialect("rooms"), new ParleyDialect(false, person -> "none"));
    }

    private Inbox somebody(Dialect dialect) {
        var inbox = new Inbox(dialect, ledger, 0, 1);
        if (dialect instanceof ParleyDialect) {
            hear(inbox, "{\"type\":\"gap\",\"channel\":\"c0\",\"to\":\"7.abc\"}");
            hear(inbox, "{\"type\":\"live\",\"channel\":\"c0\"}\n{\"type\":\"live\",\"channel\":\"c1\"}");
        } else {
            hear(inbox, "joined");
        }
        assertTrue(inbox.live());
        return inbox;
    }

    LedgerTest() {
        ledger.log(0).receivers(2);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void who_is_told_everything_in_order_is_content(Dialect dialect) {
        var complete = new ArrayList<Integer>();
        ledger.whenComplete(complete::add);
        var ann = somebody(dialect);
        var bob = somebody(dialect);
        var lines = said(dialect);
        hear(ann, String.join("\n", lines));
        assertEquals(List.of(), complete);
        lines.forEach(line -> hear(bob, line));

        ledger.check(List.of(ann, bob));
        assertEquals(2 * MESSAGES, ledger.deliveries());
        assertEquals(0, ledger.incomplete());
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7), complete);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void who_misses_one_is_found_out(Dialect dialect) {
        assertFoundOut(dialect, lines -> lines.remove(3));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void who_misses_the_last_one_is_found_out(Dialect dialect) {
        assertFoundOut(dialect, List::removeLast);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void who_is_told_one_twice_is_found_out(Dialect dialect) {
        assertFoundOut(dialect, lines -> lines.add(5, lines.get(4)));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void who_is_told_the_last_one_twice_is_found_out(Dialect dialect) {
        assertFoundOut(dialect, lines -> lines.add(lines.getLast()));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void who_is_told_two_in_another_order_is_found_out(Dialect dialect) {
        assertFoundOut(dialect, lines -> lines.add(2, lines.remove(6)));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void who_is_told_something_else_is_found_out(Dialect dialect) {
        assertFoundOut(dialect, lines -> lines.set(4, lines.get(4).replace("xxx", "xyx")));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void who_is_told_it_in_another_channel_is_found_out(Dialect dialect) {
        assertFoundOut(dialect, lines -> lines.set(4, lines.get(4).replace("c0", "c1")));
    }

    /** Be it of one who is told as the first, after others, or before others who are told everything. */
    private static void assertFoundOut(Dialect dialect, Consumer<List<String>> fault) {
        for (var order : List.of(List.of(true), List.of(false, true), List.of(true, false))) {
            var test = new LedgerTest();
            var right = test.said(dialect);
            var wrong = new ArrayList<>(right);
            fault.accept(wrong);
            var inboxes = order.stream().map(faulty -> test.somebody(dialect)).toList();
            assertThrows(
                    WrongDelivery.class,
                    () -> {
                        for (var n = 0; n < order.size(); n++) {
                            var inbox = inboxes.get(n);
                            (order.get(n) ? wrong : right).forEach(line -> hear(inbox, line));
                        }
                        test.ledger.check(inboxes);
                    },
                    () -> dialect + " " + order);
        }
    }

    @Test
    void what_nobody_is_told_is_lost() {
        ledger.send(0, 0, 0, 0);
        var alone = List.of(somebody(new RoomDialect("rooms")));
        assertThrows(WrongDelivery.class, () -> ledger.check(alone));
    }

    @Test
    void a_refusal_is_no_delivery() {
        var ann = somebody(new ParleyDialect(false, person -> "none"));
        var said = assertThrows(
                WrongDelivery.class, () -> hear(ann, "{\"type\":\"refused\",\"code\":\"busy\",\"text\":\"Later.\"}"));
        assertTrue(said.toString().contains("busy"), said::toString);
    }

    @Test
    void who_comes_back_says_what_he_holds() {
        var dialect = new ParleyDialect(false, person -> "none");
        var ann = somebody(dialect);
        var lines = said(dialect);
        var bob = somebody(dialect);
        hear(ann, lines.getFirst() + "\n" + lines.get(1));
        lines.forEach(line -> hear(bob, line));
        ann.cut();
        assertFalse(ann.live());
        assertEquals("{\"type\":\"hello\",\"cursors\":{\"c0\":\"9.m9\"}}", ann.hello(true));
        assertFalse(ann.complete());
    }

    @Test
    void latencies_begin_when_a_message_was_due() {
        var dialect = new RoomDialect("rooms");
        var ann = somebody(dialect);
        var id = ledger.send(0, 0, 0, 1_000);
        ann.hear(bytes("c0 " + ledger.text(id)), 0, bytes("c0 " + ledger.text(id)).length, 501_000);
        assertEquals(500_000, ledger.latencies().getMaxValue(), 500);
    }

    private List<String> said(Dialect dialect) {
        var lines = new ArrayList<String>();
        for (var n = 0; n < MESSAGES; n++) {
            var id = ledger.send(0, 0, 0, 0);
            var seq = 8 + n;
            lines.add(
                    dialect instanceof ParleyDialect
                            ? "{\"type\":\"message\",\"channel\":\"c0\",\"seq\":" + seq + ",\"mark\":\"m" + seq
                                    + "\",\"text\":\"" + ledger.text(id) + "\",\"revision\":" + seq + "}"
                            : "c0 " + ledger.text(id));
        }
        return lines;
    }

    private static void hear(Inbox inbox, String lines) {
        inbox.hear(bytes(lines), 0, bytes(lines).length, 0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
