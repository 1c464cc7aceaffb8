package io.parley.wire;

import io.parley.chat.ChannelView;
import io.parley.chat.Journal;
import io.parley.chat.Said;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Ports of which a test needs little. */
final class Doubles {
    private Doubles() {}

    /** Runs one task at a time, on the caller's thread, and what a task hands in after it. */
    static Executor serial() {
        var tasks = new ArrayDeque<Runnable>();
        return task -> {
            tasks.add(task);
            if (tasks.size() == 1) {
                for (var next = tasks.peek(); next != null; next = tasks.peek()) {
                    next.run();
                    tasks.remove();
                }
            }
        };
    }

    /** A journal whose lobby has this head. */
    static Journal journalWithHead(long head) {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("heads")) {
                        return Map.of(ChannelView.LOBBY, Said.place(head));
                    }
                    if (method.getName().equals("places")) {
                        return List.of();
                    }
                    if (method.getName().equals("shared")) {
                        return false;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
