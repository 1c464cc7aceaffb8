package io.parley.redis;

import io.parley.chat.Bus;
import io.parley.chat.Event;
import io.parley.it.Await;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What one node heard. */
final class Heard implements Bus.Listener {
    private final Collection<Event.Lasting> committed = new ConcurrentLinkedQueue<>();
    private final Collection<Event.Fleeting> fleeting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger losses = new AtomicInteger();
    private volatile boolean connected;

    /** Listens and waits until it can hear. */
    static Heard by(Node node) throws Exception {
        var heard = new Heard();
        node.listen(heard);
        heard.awaitConnected(true);
        return heard;
    }

    @Override
    public void committed(List<Event.Lasting> events) {
        committed.addAll(events);
    }

    @Override
    public void fleeting(Event.Fleeting event) {
        fleeting.add(event);
    }

    @Override
    public void lost() {
        losses.incrementAndGet();
    }

    @Override
    public void connected(boolean yes) {
        connected = yes;
    }

    List<Event.Lasting> committed() {
        return List.copyOf(committed);
    }

    List<Event.Fleeting> fleeting() {
        return List.copyOf(fleeting);
    }

    int losses() {
        return losses.get();
    }

    boolean connected() {
        return connected;
    }

    void awaitConnected(boolean yes) throws Exception {
        Await.until(() -> "connected: " + yes, () -> connected == yes);
    }

    void awaitLosses(int count) throws Exception {
        Await.until(() -> "told of " + count + " losses, not " + losses, () -> losses.get() >= count);
    }

    void awaitCommitted(Event.Lasting event) throws Exception {
        Await.until(() -> "heard " + event + " among " + committed, () -> committed.contains(event));
    }

    void awaitFleeting(Event.Fleeting event) throws Exception {
        Await.until(() -> "heard " + event + " among " + fleeting, () -> fleeting.contains(event));
    }
}
