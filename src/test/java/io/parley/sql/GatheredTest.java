package io.parley.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class GatheredTest {
    private final List<List<Integer>> reads = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch open = new CountDownLatch(1);
    private final Gathered<Integer, String> gathered = new Gathered<>(this::read);

    @Test
    void everybody_gets_his_own_however_many_ask_at_once() throws Exception {
        try (var threads = Executors.newFixedThreadPool(60)) {
            var asked = new ArrayList<Future<Optional<String>>>();
            for (var n = 0; n < 600; n++) {
                var key = n % 300;
                asked.add(threads.submit(() -> gathered.get(key)));
            }
            open.countDown();
            for (var n = 0; n < 600; n++) {
                var key = n % 300;
                assertEquals(
                        key % 3 == 0 ? Optional.empty() : Optional.of("v" + key),
                        asked.get(n).get());
            }
        }
        assertTrue(reads.stream().allMatch(keys -> keys.size() <= 100), reads::toString);
        System.out.println("600 asked by 60 threads: " + reads.size() + " reads");
    }

    @Test
    void a_read_that_fails_fails_for_who_asked_and_not_for_the_next() {
        open.countDown();
        assertEquals(
                "-1 is no key",
                assertThrows(IllegalArgumentException.class, () -> gathered.get(-1))
                        .getMessage());
        assertEquals(Optional.of("v1"), gathered.get(1));
    }

    private Map<Integer, String> read(List<Integer> keys) {
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        reads.add(keys);
        var found = new HashMap<Integer, String>();
        for (var key : keys) {
            if (key < 0) {
                throw new IllegalArgumentException(key + " is no key");
            }
            if (key % 3 != 0) {
                found.put(key, "v" + key);
            }
        }
        return found;
    }
}
