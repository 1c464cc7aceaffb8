package io.parley.sql;

import static io.parley.chat.ChannelView.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.chat.Attention;
import io.parley.chat.ChannelBook;
import io.parley.chat.Draft;
import io.parley.chat.Event;
import io.parley.chat.Journal;
import io.parley.chat.JournalHouse;
import io.parley.chat.JournalReadingContract;
import io.parley.chat.Recent;
import io.parley.chat.RecentFirst;
import io.parley.chat.SendOrder;
import io.parley.people.Directory;
import io.parley.people.Person;
import io.parley.people.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who reads notices no difference where what passed lately is kept apart from the journal. */
class RecentFirstReadingTest extends JournalReadingContract {
    @TempDir
    private Path folder;

    private int served;

    @RegisterExtension
    private final OpenHouse open = OpenHouse.inSqlite(() -> folder);

    @Test
    void it_is_read_from_there() {
        var ours = house();
        var ann = ours.person("Ann");
        ours.journal()
                .append(new Draft.Post(LOBBY, ann.id(), "c1", SendOrder.none(), "before", List.of()))
                .toCompletableFuture()
                .join();
        ours.journal()
                .append(new Draft.Edit(LOBBY, ann.id(), "c2", SendOrder.none(), 1, "after"))
                .toCompletableFuture()
                .join();
        for (var limit : new int[] {1, 10}) {
            assertEquals(
                    open.house().journal().history(ann.id(), LOBBY, null, limit),
                    ours.journal().history(ann.id(), LOBBY, null, limit));
        }
        assertEquals(
                open.house().journal().after(ann.id(), LOBBY, 0, 10, 99),
                ours.journal().after(ann.id(), LOBBY, 0, 10, 99));
        assertEquals(3, served);
    }

    @Override
    protected JournalHouse house() {
        return new JournalHouse() {
            @Override
            public ChannelBook book() {
                return open.house().book();
            }

            @Override
            public void is(Person person, Role role) {
                open.house().is(person, role);
            }

            @Override
            public void isInactive(Person person) {
                open.house().isInactive(person);
            }

            @Override
            public boolean holds(String text) {
                return open.house().holds(text);
            }

            @Override
            public List<Map<String, Long>> touched() {
                return open.house().touched();
            }

            @Override
            public Journal journal() {
                return new RecentFirst(
                        open.house().journal(), new Told(), open.house().store.directory());
            }

            @Override
            public Attention attention() {
                return open.house().attention();
            }

            @Override
            public Directory directory() {
                return open.house().directory();
            }

            @Override
            public Person known(String name) {
                return open.house().known(name);
            }

            @Override
            public Person person(String name) {
                return open.house().person(name);
            }

            @Override
            public List<Event.Lasting> told() {
                return open.house().told();
            }

            @Override
            public void clockIs(long millis) {
                open.house().clockIs(millis);
            }

            @Override
            public String upload(Person person, String name) {
                return open.house().upload(person, name);
            }
        };
    }

    /** All that was committed. */
    private final class Told implements Recent {
        @Override
        public void passed(List<Event.Lasting> events) {
            throw new AssertionError("the journal tells");
        }

        @Override
        public Optional<List<Event.Lasting>> between(String channel, long after, long upTo) {
            var found = open.house().told.stream()
                    .filter(event -> event.channel().equals(channel) && event.seq() > after && event.seq() <= upTo)
                    .toList();
            served++;
            return found.size() == upTo - after ? Optional.of(found) : Optional.empty();
        }

        @Override
        public void forget(String channel) {
            throw new AssertionError("it is the journal's log");
        }
    }
}
