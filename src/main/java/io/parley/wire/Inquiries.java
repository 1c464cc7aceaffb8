package io.parley.wire;

import io.parley.chat.Changes;
import io.parley.chat.Journal;
import io.parley.people.SignIns;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store how it stands with people: one read at a time, about all of whom that is asked meanwhile, so that a thousand who come at once
 * are a few reads. Confined to the fan-out's thread.
 */
final class Inquiries {
    private static final System.Logger LOG = System.getLogger(Inquiries.class.getName());
    private static final int MOST = 256;

    private final Turns turns;
    private final Journal journal;
    private final SignIns signIns;
    private final Asker asker;
    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean reading;
    /** Fewer after a failure: who cannot be read shall hold up nobody else for long. */
    private int most = MOST;

    /** Whoever wants to know. */
    interface Asker {
        /** What is to be known of somebody; nothing any more where it is empty. */
        Optional<Question> question(String person);

        /** @param answer null where there is no such person (any more) */
        void answer(Question question, @Nullable Answer answer);
    }

    /**
     * @param about whatever tells the asker whether it is still his question
     * @param since after which version his changes are wanted
     * @param signIns ids of those of which it is asked whether they are good
     */
    record Question(String person, Object about, long since, Set<String> signIns) {
        Question {
            signIns = Set.copyOf(signIns);
        }
    }

    /** @param good sign-ins, of all that were asked after */
    record Answer(Changes changes, Set<String> good) {}

    Inquiries(Turns turns, Journal journal, SignIns signIns, Asker asker) {
        this.turns = turns;
        this.journal = journal;
        this.signIns = signIns;
        this.asker = asker;
    }

    /** The asker is asked for his question when its turn comes. */
    void about(String person) {
        waiting.add(person);
        if (!reading) {
            read();
        }
    }

    private void read() {
        var questions = new ArrayList<Question>();
        for (var next = waiting.iterator(); next.hasNext() && questions.size() < most; ) {
            asker.question(next.next()).ifPresent(questions::add);
            next.remove();
        }
        if (questions.isEmpty()) {
            return;
        }
        reading = true;
        turns.ask(
                () -> answers(questions),
                answers -> {
                    reading = false;
                    most = Math.min(MOST, 2 * most);
                    questions.forEach(question -> answer(question, answers.get(question.person())));
                    goOn();
                },
                () -> fail(questions),
                () -> fail(questions));
    }

    /** One that fails is the concern of nobody else who asked. */
    private void answer(Question question, @Nullable Answer answer) {
        try {
            asker.answer(question, answer);
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "What is known of " + question.person() + " could not be used", bug);
        }
    }

    private void goOn() {
        if (!reading && !waiting.isEmpty()) {
            read();
        }
    }

    private void fail(List<Question> questions) {
        most = 1;
        questions.forEach(question -> waiting.add(question.person()));
        turns.after(Fanout.AGAIN, () -> {
            reading = false;
            goOn();
        });
    }

    private Map<String, Answer> answers(List<Question> questions) {
        var asked = new HashSet<String>();
        var since = new HashMap<String, Long>();
        for (var question : questions) {
            asked.addAll(question.signIns());
            since.put(question.person(), question.since());
        }
        // before the sign-ins: who is signed out in between is not good, and who is later is at another version
        var changes = journal.changes(since);
        var good = signIns.standing(asked);
        var answers = new HashMap<String, Answer>();
        changes.forEach((person, his) -> answers.put(person, new Answer(his, good)));
        return answers;
    }
}
