package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TogetherTest implements Together.Deed<String> {
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final List<List<String>> deeds = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final Set<String> gone = new HashSet<>();
    private final Together<String> together = new Together<>(executor::add, 3, this);

    @Test
    void who_comes_alone_is_served_alone() {
        together.ask("ann");
        run();
        together.ask("bea");
        run();
        assertEquals(List.of(List.of("ann"), List.of("bea")), deeds);
    }

    @Test
    void who_comes_while_others_are_served_is_served_with_all_who_came() {
        for (var who : List.of("a", "b", "c", "d", "e")) {
            together.ask(who);
        }
        assertEquals(2, executor.size(), "side by side, however many wait");
        run();
        assertEquals(List.of(List.of("a", "b", "c"), List.of("d", "e")), deeds);
        assertEquals(List.of("a", "b", "c", "d", "e"), done);
    }

    @Test
    void who_cannot_be_served_harms_nobody_else() {
        for (var who : List.of("a", "poison", "c", "sick", "e")) {
            together.ask(who);
        }
        run();
        assertEquals(List.of("a", "c", "e"), done);
        together.ask("f");
        run();
        assertEquals(List.of("a", "c", "e", "f"), done);
        assertEquals(List.of("poison", "sick"), failed, "told of it");
    }

    @Test
    void who_has_gone_is_not_served() {
        for (var who : List.of("a", "b", "c")) {
            together.ask(who);
        }
        gone.add("b");
        run();
        assertEquals(List.of(List.of("a", "c")), deeds);
    }

    @Override
    public boolean wanted(String who) {
        return !gone.contains(who);
    }

    @Override
    public void failed(String who) {
        failed.add(who);
    }

    @Override
    public List<Runnable> of(List<String> some) {
        deeds.add(some);
        if (some.contains("poison")) {
            throw new IllegalStateException("cannot be read");
        }
        return some.stream().<Runnable>map(who -> () -> serve(who)).toList();
    }

    private void serve(String who) {
        if (who.equals("sick")) {
            throw new AssertionError("cannot be served");
        }
        done.add(who);
    }

    private void run() {
        while (!executor.isEmpty()) {
            executor.remove().run();
        }
    }
}
