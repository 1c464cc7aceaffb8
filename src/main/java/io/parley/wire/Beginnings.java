package io.parley.wire;

import io.parley.chat.Cursor;
import io.parley.chat.Journal;
import io.parley.chat.Opening;
import io.parley.people.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/** Reads how connections begin: those who come at once, as after a restart, are read together. Any thread. */
final class Beginnings {
    /** Bytes of missed messages that follow a hello; where more is missing the client pages by HTTP. */
    static final long RESUME_BYTES = 256 * 1024;
    /** Who is read together: a tenth of a second at most, and much less where nothing is resumed. */
    private static final int MOST = 100;

    private final Journal journal;
    private final Together<Asked> together;

    /** Somebody who waits for his beginning; told once, on a thread that may block. */
    interface Newcomer {
        void open(Opening opening);

        /** There is none. */
        void turnAway(Refusal refusal);
    }

    /** @param reads may block */
    Beginnings(Journal journal, Executor reads) {
        this.journal = journal;
        this.together = new Together<>(reads, MOST, this::read);
    }

    /** @param cursors by channel, what he holds */
    void ask(Newcomer newcomer, String person, Map<String, Cursor> cursors) {
        together.ask(new Asked(newcomer, new Journal.Hello(person, cursors)));
    }

    private List<Runnable> read(List<Asked> asked) {
        var hellos = asked.stream().map(Asked::hello).toList();
        try {
            var openings = journal.openings(hellos, RESUME_BYTES);
            return IntStream.range(0, asked.size())
                    .mapToObj(n -> then(asked.get(n).newcomer(), openings.get(n)))
                    .toList();
        } catch (Refusal refusal) {
            return asked.stream()
                    .<Runnable>map(one -> () -> one.newcomer().turnAway(refusal))
                    .toList();
        }
    }

    private static Runnable then(Newcomer newcomer, Optional<Opening> opening) {
        return () -> opening.ifPresentOrElse(newcomer::open, () -> newcomer.turnAway(Opening.ofNobody()));
    }

    private record Asked(Newcomer newcomer, Journal.Hello hello) {}
}
