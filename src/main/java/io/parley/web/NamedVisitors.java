package io.parley.web;

import io.parley.people.Directory;
import io.parley.people.Name;
import io.parley.people.NameCookie;
import io.parley.people.Person;
import io.parley.people.Refusal;
import io.parley.people.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** In `open` mode: whoever the cookie names. */
final class NamedVisitors implements Visitors {
    /** People remembered, so that not every request asks the store; each at most some 3 KB. */
    private static final int REMEMBERED = 1_000;

    private final Directory directory;

    /** The persons asked for last, the longest not asked for first; guarded by itself. */
    private final Map<Name, Person> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, Person> eldest) {
            return size() > REMEMBERED;
        }
    };

    NamedVisitors(Directory directory) {
        this.directory = directory;
    }

    @Override
    public Optional<SignedIn> of(HttpServletRequest request) {
        return NameCookie.in(Collections.list(request.getHeaders("Cookie")))
                .flatMap(NamedVisitors::good)
                .map(name -> SignedIn.byName(named(name)));
    }

    @Override
    public boolean byName() {
        return true;
    }

    /**
     * The person of that name, made when it is new.
     *
     * @throws Refusal `UNAVAILABLE`
     */
    Person named(Name name) {
        synchronized (recent) {
            var known = recent.get(name);
            if (known != null) {
                return known;
            }
        }
        var person = directory.named(name);
        synchronized (recent) {
            recent.put(name, person);
        }
        return person;
    }

    private static Optional<Name> good(String text) {
        try {
            return Optional.of(new Name(text));
        } catch (Refusal refusal) {
            return Optional.empty();
        }
    }
}
