package io.parley.wire;

import static org.junit.jupiter.api.Assertions.fail;

import io.parley.chat.ChannelView;
import io.parley.chat.Cursor;
import io.parley.chat.Draft;
import io.parley.chat.Event;
import io.parley.chat.Gate;
import io.parley.chat.Opening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The simulation can fail: it finds each of these, which break one promise each. */
class BrokenDoublesTest {
    /** Schedules within which a broken part is found. */
    private static final int ENOUGH = 5_000;

    @Test
    void a_gate_that_skips_is_found() {
        find("a gate that skips", new Parts() {
            @Override
            public Gate gate() {
                return new SkippingGate();
            }
        });
    }

    @Test
    void an_acknowledgement_before_the_commit_is_found() {
        find("an acknowledgement before the commit", journal(HastyJournal::new));
    }

    @Test
    void a_position_forgotten_backwards_is_found() {
        find("a resume that begins before the cursor", journal(site -> new ForgetfulJournal(site, -1)));
    }

    @Test
    void a_position_forgotten_forwards_is_found() {
        find("a resume that begins after what came after the cursor", journal(site -> new ForgetfulJournal(site, 1)));
    }

    @Test
    void a_replay_that_shows_the_old_text_is_found() {
        find("a replay that shows the old text", journal(OldJournal::new));
    }

    @Test
    void a_replay_that_shows_what_was_deleted_is_found() {
        find("a replay that shows what was deleted", journal(TalkativeJournal::new));
    }

    @Test
    void a_writer_that_does_not_ask_for_the_senders_order_is_found() {
        find("a send order that always admits", journal(HeedlessJournal::new));
    }

    @Test
    void a_sender_who_waits_for_ever_is_found() {
        find("a journal that does not know what it kept", journal(ForgettingJournal::new));
    }

    @Test
    void a_node_that_does_not_look_after_a_shared_journal_is_found() {
        find("a sweep that is missing", journal(HiddenJournal::new));
    }

    @Test
    void marks_by_which_nobody_can_compare_are_found() {
        find("marks that are the same after a restore", new Parts() {
            @Override
            public String mark(long written) {
                return "m";
            }
        });
    }

    @Test
    void a_hole_that_is_not_read_from_the_journal_is_found() {
        find("a hole that is not filled", journal(HollowJournal::new));
    }

    @Test
    void a_roster_of_a_dead_node_that_is_kept_is_found() {
        find("a roster that never expires", new Parts() {
            @Override
            public Elsewhere elsewhere(BiConsumer<String, String> changed) {
                return new Elsewhere(changed) {
                    @Override
                    void expire(Instant now) {
                        // those who were there are there for ever
                    }
                };
            }
        });
    }

    @Test
    void a_removal_that_the_fan_out_does_not_see_is_found() {
        find("a removal that the fan-out does not see", new Parts() {
            @Override
            public Gate gate() {
                return new HidingGate();
            }
        });
    }

    @Test
    void a_beginning_that_does_not_ask_who_is_a_member_is_found() {
        find("a beginning that does not ask who is a member", journal(OpenJournal::new));
    }

    @Test
    void a_writer_that_does_not_ask_who_is_a_member_is_found() {
        find("a writer that does not ask who is a member", journal(LenientJournal::new));
    }

    @Test
    void a_change_of_membership_that_nobody_hears_of_is_found() {
        find("a change of membership that nobody hears of", journal(SilentJournal::new));
    }

    private static void find(String what, Parts parts) {
        for (var seed = 0; seed < ENOUGH; seed++) {
            try {
                new Simulation(seed, parts, Peers.JSON, false).run();
            } catch (Violation found) {
                System.out.printf(
                        "simulation: %s is found by seed %d: %s%n",
                        what,
                        seed,
                        String.valueOf(found.getMessage()).lines().findFirst().orElse(""));
                return;
            }
        }
        fail(what + " was not found in " + ENOUGH + " schedules");
    }

    private static Parts journal(Function<SimulatedJournal.Site, SimulatedJournal> maker) {
        return new Parts() {
            @Override
            public SimulatedJournal journal(SimulatedJournal.Site site) {
                return maker.apply(site);
            }
        };
    }

    /** Lets everything pass that is newer than what passed last. */
    private static final class SkippingGate extends Gate {
        private final TreeMap<Long, Event.Lasting> held = new TreeMap<>();
        private final List<Event.Lasting> recent = new ArrayList<>();
        private Optional<Cursor> passed = Optional.empty();
        private long begin;

        @Override
        public Optional<Cursor> passed() {
            return passed;
        }

        @Override
        public List<Event.Lasting> open(Cursor head) {
            if (passed.isPresent()) {
                return List.of();
            }
            passed = Optional.of(head);
            begin = head.seq();
            var passing = new ArrayList<Event.Lasting>();
            held.values().forEach(event -> passing.addAll(offer(event)));
            return passing;
        }

        @Override
        public List<Event.Lasting> offer(Event.Lasting event) {
            if (passed.isEmpty()) {
                held.put(event.seq(), event);
                return List.of();
            }
            if (event.seq() <= passed.get().seq()) {
                return List.of();
            }
            passed = Optional.of(event.cursor());
            recent.add(event);
            return List.of(event);
        }

        @Override
        public Optional<Hole> hole() {
            return Optional.empty();
        }

        @Override
        public Optional<List<Event.Lasting>> since(long position) {
            if (passed.isEmpty() || position < begin) {
                return Optional.empty();
            }
            return Optional.of(
                    recent.stream().filter(event -> event.seq() > position).toList());
        }
    }

    /** Says that nobody else writes to it. */
    private static final class HiddenJournal extends SimulatedJournal {
        HiddenJournal(Site site) {
            super(site);
        }

        @Override
        public boolean shared() {
            return false;
        }
    }

    /** Does not read what came by no bus. */
    private static final class HollowJournal extends SimulatedJournal {
        HollowJournal(Site site) {
            super(site);
        }

        @Override
        public List<Event.Lasting> between(Collection<Stretch> stretches, long bytes) {
            return List.of();
        }
    }

    /** Answers, and writes later; sometimes it does not get that far. */
    private static final class HastyJournal extends SimulatedJournal {
        HastyJournal(Site site) {
            super(site);
        }

        @Override
        void commit(List<Pending> batch) {
            super.commit(batch);
            if (!batch.isEmpty() && !site().faults().stopped() && site().world().oneIn(4)) {
                site().world()
                        .some("power cut", () -> true, () -> lose(batch.get(0).draft()));
            }
        }

        /** It was not on the disk yet; only the newest message can be so. */
        private void lose(Draft draft) {
            var ledger = site().ledger();
            var seq = ledger.kept(draft.channel(), draft.author(), draft.cid());
            if (draft instanceof Draft.Post
                    && seq == ledger.head(draft.channel()).seq()) {
                ledger.undo(List.of(ledger.asCommitted(draft.channel()).getLast()));
                site().crash().run();
            }
        }
    }

    /** Resumes elsewhere than the client asked. */
    private static final class ForgetfulJournal extends SimulatedJournal {
        private final int by;

        ForgetfulJournal(Site site, int by) {
            super(site);
            this.by = by;
        }

        @Override
        Opening.Start start(ChannelView channel, @Nullable Cursor cursor) {
            var start = super.start(channel, cursor);
            var elsewhere = start.from().seq() + by;
            return start instanceof Opening.Resume && elsewhere > 0 && elsewhere <= channel.head()
                    ? new Opening.Resume(channel, place(channel.id(), elsewhere))
                    : start;
        }

        private Cursor place(String channel, long seq) {
            return site().ledger().asCommitted(channel).get((int) seq - 1).cursor();
        }
    }

    /** Replays what was posted, whatever became of it. */
    private static final class OldJournal extends SimulatedJournal {
        OldJournal(Site site) {
            super(site);
        }

        @Override
        Event.Lasting shown(Event.Lasting event) {
            return event;
        }
    }

    /** Shows what was deleted as it was posted, and all else as it is. */
    private static final class TalkativeJournal extends SimulatedJournal {
        TalkativeJournal(Site site) {
            super(site);
        }

        @Override
        Event.Lasting shown(Event.Lasting event) {
            return event instanceof Event.Posted posted && site().ledger().deleted(posted.channel(), posted.seq())
                    ? event
                    : super.shown(event);
        }
    }

    /** Tries whatever comes. */
    private static final class HeedlessJournal extends SimulatedJournal {
        HeedlessJournal(Site site) {
            super(site);
        }

        @Override
        boolean admits(Draft draft) {
            return true;
        }
    }

    /** Never finds what somebody waits for. */
    private static final class ForgettingJournal extends SimulatedJournal {
        ForgettingJournal(Site site) {
            super(site);
        }

        @Override
        public boolean kept(String channel, String author, String cid) {
            return false;
        }
    }

    /** Shows a removal as something else that happens in the channel. */
    private static final class HidingGate extends Gate {
        HidingGate() {
            super(6, Long.MAX_VALUE);
        }

        @Override
        public List<Event.Lasting> offer(Event.Lasting event) {
            return super.offer(
                    event instanceof Event.Left left
                            ? new Event.Joined(
                                    left.channel(),
                                    left.seq(),
                                    left.mark(),
                                    left.at(),
                                    left.cid(),
                                    left.by(),
                                    left.person())
                            : event);
        }
    }

    /** Lets everybody read everything. */
    private static final class OpenJournal extends SimulatedJournal {
        OpenJournal(Site site) {
            super(site);
        }

        @Override
        boolean isMember(String channel, String person) {
            return true;
        }
    }

    /** Keeps what anybody says. */
    private static final class LenientJournal extends SimulatedJournal {
        LenientJournal(Site site) {
            super(site);
        }

        @Override
        boolean mayPost(Draft draft) {
            return true;
        }
    }

    /** Counts no versions. */
    private static final class SilentJournal extends SimulatedJournal {
        SilentJournal(Site site) {
            super(site);
        }

        @Override
        void tellWhom(List<Event.Lasting> events) {
            // and nobody hears
        }

        @Override
        public Map<String, Long> versions(Collection<String> people) {
            return Map.of();
        }
    }
}
