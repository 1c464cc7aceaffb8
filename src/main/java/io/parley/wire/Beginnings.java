package io.parley.wire;

import io.parley.chat.Cursor;
import io.parley.chat.Journal;
import io.parley.chat.Opening;
import io.parley.people.Refusal;
import java.util.ArrayList;
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
    /** Refusals one after the other that are the store's. */
    private static final int IN_VAIN = 2;

    private final Journal journal;
    private final Together<Asked> together;

    /** Somebody who waits for his beginning; told once, on a thread that may block. */
    interface Newcomer {
        void open(Opening opening);

        /** There is none. */
        void turnAway(Refusal refusal);

        /** There is none, by a fault of ours. */
        void fail();

        /** Whether he waits no more. */
        boolean gone();
    }

    /** @param reads may block */
    Beginnings(Journal journal, Executor reads) {
        this.journal = journal;
        this.together = new Together<>(reads, MOST, new Reading());
    }

    /** @param cursors by channel, what he holds */
    void ask(Newcomer newcomer, String person, Map<String, Cursor> cursors) {
        together.ask(new Asked(newcomer, new Journal.Hello(person, cursors)));
    }

    private record Asked(Newcomer newcomer, Journal.Hello hello) {}

    private final class Reading implements Together.Deed<Asked> {
        @Override
        public List<Runnable> of(List<Asked> asked) {
            try {
                return read(asked);
            } catch (Refusal refusal) {
                return asked.size() == 1 ? List.of(turned(asked.getFirst(), refusal)) : readEach(asked);
            }
        }

        @Override
        public boolean wanted(Asked one) {
            return !one.newcomer().gone();
        }

        @Override
        public void failed(Asked one) {
            one.newcomer().fail();
        }

        private List<Runnable> read(List<Asked> asked) {
            var openings = journal.openings(asked.stream().map(Asked::hello).toList(), RESUME_BYTES);
            return IntStream.range(0, asked.size())
                    .mapToObj(n -> then(asked.get(n).newcomer(), openings.get(n)))
                    .toList();
        }

        /** Either one of them cannot be read, or none: two in a row show it, and the store, which may be slow to fail, is left alone. */
        private List<Runnable> readEach(List<Asked> asked) {
            var then = new ArrayList<Runnable>();
            var inVain = new ArrayList<Refusal>();
            for (var one : asked) {
                if (inVain.size() == IN_VAIN) {
                    then.add(turned(one, inVain.getLast()));
                    continue;
                }
                try {
                    then.addAll(read(List.of(one)));
                    inVain.clear();
                } catch (Refusal refusal) {
                    then.add(turned(one, refusal));
                    inVain.add(refusal);
                }
            }
            return then;
        }

        private static Runnable then(Newcomer newcomer, Optional<Opening> opening) {
            return () -> opening.ifPresentOrElse(newcomer::open, () -> newcomer.turnAway(Opening.ofNobody()));
        }

        private static Runnable turned(Asked one, Refusal refusal) {
            return () -> one.newcomer().turnAway(refusal);
        }
    }
}
