package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.chat.Changes;
import io.parley.chat.Journal;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InquiriesTest implements Inquiries.Asker {
    private final Queue<Runnable> reads = new ArrayDeque<>();
    private final Queue<Runnable> timers = new ArrayDeque<>();
    /** Whom each read was about. */
    private final List<Set<String>> asked = new ArrayList<>();

    private final List<String> answered = new ArrayList<>();
    private final Set<String> gone = new HashSet<>();
    private final Set<String> unreadable = new HashSet<>();
    private final Inquiries inquiries = new Inquiries(
            new Turns(Runnable::run, reads::add, (delay, task) -> timers.add(task), Pause.never()),
            journal(),
            signIn -> true,
            this);

    @Test
    void all_who_are_asked_for_during_a_read_are_read_together() {
        about("a", "b", "c", "b");
        read();

        assertEquals(List.of(Set.of("a"), Set.of("b", "c")), asked);
        assertEquals(List.of("a", "b", "c"), answered);
    }

    @Test
    void who_has_gone_meanwhile_is_not_asked_for() {
        about("a", "b");
        gone.add("b");
        read();

        assertEquals(List.of(Set.of("a")), asked);
    }

    @Test
    void an_answer_that_cannot_be_used_harms_nobody_else() {
        about("a", "sick", "c");
        read();
        about("d");
        read();

        assertEquals(List.of("a", "c", "d"), answered);
    }

    @Test
    void who_cannot_be_read_holds_up_the_others_for_some_seconds_only() {
        unreadable.add("poison");
        about("a", "poison", "c");
        read();
        assertEquals(List.of("a"), answered);
        about("d");
        assertEquals(0, reads.size(), "the store is left alone for a while");
        for (var second = 0; second < 3; second++) {
            timers.remove().run();
            read();
        }
        assertEquals(List.of("a", "c", "d"), answered);

        unreadable.clear();
        timers.remove().run();
        read();
        assertEquals(List.of("a", "c", "d", "poison"), answered);
        assertEquals(0, timers.size());
    }

    @Override
    public Optional<Inquiries.Question> question(String person) {
        return gone.contains(person)
                ? Optional.empty()
                : Optional.of(new Inquiries.Question(person, this, 0, Set.of("s-" + person)));
    }

    @Override
    public void answer(Inquiries.Question question, Inquiries.@Nullable Answer answer) {
        if (question.person().equals("sick")) {
            throw new IllegalStateException("cannot be used");
        }
        answered.add(question.person());
    }

    private void about(String... people) {
        List.of(people).forEach(inquiries::about);
    }

    private void read() {
        for (var next = reads.poll(); next != null; next = reads.poll()) {
            next.run();
        }
    }

    private Journal journal() {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    var people = new TreeSet<String>();
                    ((Map<?, ?>) arguments[0]).keySet().forEach(person -> people.add((String) person));
                    asked.add(people);
                    if (people.stream().anyMatch(unreadable::contains)) {
                        throw new AssertionError("no memory to read with");
                    }
                    var changes = new HashMap<String, Changes>();
                    people.forEach(person -> changes.put(person, new Changes(1, List.of(), List.of())));
                    return changes;
                });
    }
}
