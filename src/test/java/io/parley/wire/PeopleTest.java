package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.chat.Changes;
import io.parley.chat.ChannelView;
import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.chat.Journal;
import io.parley.people.SignedIn;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final ChannelView DEN = new ChannelView("den", "private", "den", 7, 7, 0);
    private static final Cursor HEAD = new Cursor(7, "m7");

    private final Queue<Runnable> reads = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final Set<String> ended = new HashSet<>();
    private Changes changes = new Changes(1, List.of(), List.of());
    /** Happens while the journal is asked. */
    private Runnable meanwhile = () -> {};

    private final People people = new People(
            new Turns(Runnable::run, reads::add, (delay, task) -> {}, Pause.never()),
            journal(),
            signIn -> !ended.contains(signIn),
            new Hands());
    private final Connection connection = connection("s1");

    @Test
    void somebody_who_was_added_hears_of_the_channel_and_joins_it_at_its_head() {
        begin(connection, 1);
        isNow(2, new Changes.Changed(DEN, HEAD, 2));

        assertEquals(List.of("p1 since 1"), asked);
        assertEquals(List.of("you 2 [den] null", "gap den 7.m7", "join den after 7.m7", "entered den"), done);
    }

    @Test
    void what_is_heard_of_again_is_not_asked_again() {
        begin(connection, 1);
        isNow(2);
        people.touched(Map.of("p1", 2L));
        people.touched(Map.of("p1", 1L));
        people.touched(Map.of("somebody else", 9L));
        people.compare(Map.of("p1", 2L));

        assertEquals(List.of("p1 since 1"), asked);
        assertEquals(List.of("you 2 [] null"), done);
    }

    @Test
    void one_question_at_a_time_answers_all_that_happened_meanwhile() {
        begin(connection, 1);
        people.touched(Map.of("p1", 2L));
        people.touched(Map.of("p1", 3L));
        people.touched(Map.of("p1", 4L));
        changes = new Changes(4, List.of(), List.of());
        read();

        assertEquals(List.of("p1 since 1"), asked);
        assertEquals(List.of("you 4 [] null"), done);
    }

    @Test
    void what_happens_after_the_answer_was_read_is_asked_for_too() {
        begin(connection, 1);
        people.touched(Map.of("p1", 2L));
        people.touched(Map.of("p1", 3L));
        changes = new Changes(2, List.of(), List.of());
        reads.remove().run();
        changes = new Changes(3, List.of(), List.of());
        read();

        assertEquals(List.of("p1 since 1", "p1 since 2"), asked);
        assertEquals(List.of("you 2 [] null", "you 3 [] null"), done);
    }

    @Test
    void what_happens_while_a_welcome_is_read_is_not_missed() {
        people.expect(connection);
        people.touched(Map.of("p1", 2L));
        changes = new Changes(2, List.of(new Changes.Changed(DEN, HEAD, 2)), List.of());
        read();
        assertEquals(List.of(), done);

        people.follow(connection, 1, new Memberships());
        read();
        assertEquals(List.of("you 2 [den] null", "gap den 7.m7", "join den after 7.m7", "entered den"), done);
    }

    @Test
    void a_connection_ends_with_its_sign_in_and_others_of_that_person_stay() {
        var other = connection("s2");
        begin(connection, 1);
        begin(other, 1);
        ended.add("s1");
        isNow(2);

        assertEquals(List.of("end s1", "you 2 [] null"), done);
    }

    @Test
    void who_was_signed_out_since_the_upgrade_is_not_let_in() {
        ended.add("s1");
        people.expect(connection);
        read();

        assertEquals(List.of("end s1"), done);
    }

    @Test
    void who_is_signed_out_while_the_journal_is_asked_is_not_kept() {
        begin(connection, 1);
        meanwhile = () -> {
            ended.add("s1");
            changes = new Changes(3, List.of(), List.of());
        };
        isNow(2);
        people.touched(Map.of("p1", 3L));
        read();

        assertEquals(List.of("end s1"), done);
    }

    @Test
    void nobody_is_asked_for_whose_sign_in_is_only_a_name() {
        people.expect(connection(SignedIn.OPEN));

        assertEquals(List.of(), asked);
        assertEquals(0, reads.size());
    }

    @Test
    void where_the_store_was_restored_all_is_told_anew() {
        begin(connection, 5);
        changes = new Changes(3, List.of(new Changes.Changed(DEN, HEAD, 1)), List.of());
        people.compare(Map.of("p1", 3L));
        read();

        assertEquals(List.of("p1 since 5", "p1 since -1"), asked);
        assertEquals(List.of("you 3 [den] null", "gap den 7.m7", "join den after 7.m7", "entered den"), done);
    }

    @Test
    void who_was_dropped_and_added_again_joins_again() {
        begin(connection, 2);
        changes = new Changes(2, List.of(new Changes.Changed(DEN, HEAD, 2)), List.of());
        people.dropped(connection, "den");
        read();

        assertEquals(
                List.of("left den", "you 2 [den] null", "gap den 7.m7", "join den after 7.m7", "entered den"), done);
    }

    @Test
    void who_is_gone_is_asked_for_no_more() {
        begin(connection, 1);
        people.forget(connection);
        isNow(2);

        assertEquals(Set.of(), people.ids());
        assertEquals(List.of(), asked);
    }

    private void begin(Connection with, long version) {
        changes = new Changes(version, List.of(), List.of());
        people.expect(with);
        people.follow(with, version, new Memberships());
        read();
        asked.clear();
    }

    private void isNow(long version, Changes.Changed... changed) {
        changes = new Changes(version, List.of(changed), List.of());
        people.touched(Map.of("p1", version));
        read();
    }

    private void read() {
        for (var next = reads.poll(); next != null; next = reads.poll()) {
            next.run();
        }
    }

    private static Connection connection(String signIn) {
        return new Connection(
                "c-" + signIn,
                new SignedIn(Peers.ANN, signIn),
                new Protocol1(Peers.JSON),
                new FarEnd(),
                Framing.TEXT,
                () -> Instant.EPOCH,
                Runnable::run,
                drained -> {},
                Outbox.CAPACITY);
    }

    private Journal journal() {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    if (arguments.length == 1) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    meanwhile.run();
                    asked.add(arguments[0] + " since " + arguments[1]);
                    return changes;
                });
    }

    /** Writes down what is done. */
    private final class Hands implements People.Reach {
        @Override
        public void join(Connection to, String channel, Cursor after) {
            done.add("join " + channel + " after " + after);
        }

        @Override
        public void drop(Connection from, String channel) {
            done.add("drop " + channel);
        }

        @Override
        public void tell(Connection to, Event event) {
            done.add(
                    switch (event) {
                        case Event.You you ->
                            "you " + you.version() + " "
                                    + you.channels().stream()
                                            .map(ChannelView::id)
                                            .toList() + " " + you.gone();
                        case Event.Gap gap -> "gap " + gap.channel() + " " + gap.to();
                        default -> event.toString();
                    });
        }

        @Override
        public void end(Connection of) {
            people.forget(of);
            done.add("end " + of.signIn());
        }
    }

    /** Writes down what is heard. */
    private final class Memberships implements Membership {
        @Override
        public void entered(String channel) {
            done.add("entered " + channel);
        }

        @Override
        public void left(String channel) {
            done.add("left " + channel);
        }
    }
}
