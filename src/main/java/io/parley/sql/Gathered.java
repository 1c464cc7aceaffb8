package io.parley.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Reads something for each who asks: who comes while others read waits for them, and then one reads for all who waited. So one who asks
 * alone is served at once, and a thousand who ask together are a few reads. Any thread; blocks.
 */
final class Gathered<K, V> {
    private static final int SIDE_BY_SIDE = 2;
    private static final int MOST = 100;

    private final Function<List<K>, Map<K, V>> read;
    private final Queue<Ask<K, V>> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore turns = new Semaphore(SIDE_BY_SIDE, true);

    private record Ask<K, V>(K key, CompletableFuture<Optional<V>> answer) {}

    /** @param read those of the keys that are there; what it throws meets all who asked */
    Gathered(Function<List<K>, Map<K, V>> read) {
        this.read = read;
    }

    Optional<V> get(K key) {
        var ask = new Ask<K, V>(key, new CompletableFuture<>());
        waiting.add(ask);
        turns.acquireUninterruptibly();
        try {
            // mostly somebody else has asked for it meanwhile
            while (!ask.answer().isDone() && serve()) {}
        } finally {
            turns.release();
        }
        try {
            return ask.answer().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw failed;
        }
    }

    /** Whether somebody waited. */
    private boolean serve() {
        var asks = new ArrayList<Ask<K, V>>();
        for (var next = waiting.poll(); next != null; next = asks.size() < MOST ? waiting.poll() : null) {
            asks.add(next);
        }
        if (asks.isEmpty()) {
            return false;
        }
        try {
            var found = read.apply(asks.stream().map(Ask::key).distinct().toList());
            asks.forEach(ask -> ask.answer().complete(Optional.ofNullable(found.get(ask.key()))));
        } catch (RuntimeException | Error failure) {
            asks.forEach(ask -> ask.answer().completeExceptionally(failure));
        }
        return true;
    }
}
