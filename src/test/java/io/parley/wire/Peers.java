package io.parley.wire;

import io.parley.json.Json;
import io.parley.people.Directory;
import io.parley.people.Name;
import io.parley.people.Person;
import io.parley.people.SignedIn;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** People and connections for tests that need no network. */
final class Peers {
    static final Json JSON = new Json();
    static final Person ANN = new Person("p1", "Ann");
    static final Person BEA = new Person("p2", "Bea");

    private Peers() {}

    static Connection connection(String id, Person person, Dialect dialect, Remote remote, InstantSource clock) {
        return new Connection(
                id,
                SignedIn.byName(person),
                dialect,
                remote,
                Framing.TEXT,
                clock,
                Runnable::run,
                drained -> {},
                Outbox.CAPACITY);
    }

    /** Knows everybody by his name: the id is the name. */
    static final class Everybody implements Directory {
        @Override
        public Person named(Name name) {
            return new Person(name.text(), name.text());
        }

        @Override
        public List<Person> byIds(Collection<String> ids) {
            return ids.stream().map(id -> new Person(id, id)).toList();
        }

        @Override
        public List<Person> knownTo(String viewer, Collection<String> ids) {
            return byIds(ids);
        }
    }
}
