package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.chat.Gate;
import io.parley.chat.Reader;
import io.parley.people.Person;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TypistsTest {
    private final Turns turns = new Turns(Runnable::run, Runnable::run, (delay, task) -> {}, Pause.never());
    private final Rooms rooms = new Rooms(Gate::new);
    private final Typists typists = new Typists(turns, rooms);
    private final FarEnd reader = new FarEnd();
    private final FarEnd fifth = new FarEnd();

    @BeforeEach
    void read() {
        var room = rooms.open("lobby");
        rooms.enter(new Subscription(connection("r", reader), room, new Reader(Cursor.START)));
        rooms.enter(new Subscription(connection("t5", fifth), room, new Reader(Cursor.START)));
    }

    @Test
    void the_first_few_are_named_at_once_and_the_others_counted() {
        for (var n = 1; n <= 1_000; n++) {
            type("t" + n);
        }
        assertEquals(List.of(typing("t1"), typing("t2"), typing("t3")), reader.frames());
        tell();
        assertEquals(List.of(others(997)), reader.frames());
        assertEquals(
                List.of(typing("t1"), typing("t2"), typing("t3"), others(996)),
                fifth.frames(),
                "who types himself is told of the others");
        tell();
        tell();
        assertEquals(List.of(), reader.frames(), "nothing changed");
        tell();
        assertEquals(List.of(others(997)), reader.frames(), "else it would be forgotten");
        tell();
        assertEquals(List.of(others(0)), reader.frames());
        tell();
        assertEquals(List.of(), reader.frames());
    }

    @Test
    void who_goes_on_typing_keeps_his_place_and_who_stops_makes_room() {
        for (var who : List.of("t1", "t2", "t3", "t4")) {
            type(who);
        }
        tell();
        reader.frames();
        type("t2");
        assertEquals(List.of(typing("t2")), reader.frames());
        tell();
        tell();
        tell();
        type("t4");
        tell();
        reader.frames();
        type("t4");
        assertEquals(List.of(typing("t4")), reader.frames(), "named now");
        tell();
        assertEquals(List.of(others(0)), reader.frames());
    }

    @Test
    void nobody_is_told_of_a_channel_that_he_does_not_read() {
        turns.run(() -> typists.types(new Event.Typing("den", "t1")));
        tell();
        assertEquals(List.of(), reader.frames());
    }

    private void type(String who) {
        turns.run(() -> typists.types(new Event.Typing("lobby", who)));
    }

    private void tell() {
        turns.run(typists::tell);
    }

    private static Connection connection(String person, FarEnd end) {
        return Peers.connection(
                "c-" + person, new Person(person, person), new Protocol1(Peers.JSON), end, () -> Instant.EPOCH);
    }

    private static String typing(String from) {
        return "{\"type\":\"typing\",\"channel\":\"lobby\",\"from\":\"" + from + "\"}";
    }

    private static String others(int others) {
        return "{\"type\":\"typists\",\"channel\":\"lobby\",\"others\":" + others + "}";
    }
}
