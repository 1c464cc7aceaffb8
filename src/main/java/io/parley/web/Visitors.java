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

/** Who sends a request, in `open` mode: whoever its cookie names. */
final class Visitors {
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

    Visitors(Directory directory) {
        this.directory = directory;
    }

    /**
     * The person of the cookie's name; nobody when there is none or it is not good.
     *
     * @throws Refusal `UNAVAILABLE`
     */
    Optional<SignedIn> of(HttpServletRequest request) {
        return NameCookie.in(Collections.list(request.getHeaders("Cookie")))
                .flatMap(Visitors::good)
                .map(name -> SignedIn.byName(named(name)));
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

    /** @throws Refusal `SIGNED_OUT` when nobody sent it; `UNAVAILABLE` */
    static Person signedIn(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof SignedIn visitor) {
            return visitor.person();
        }
        throw signedOut();
    }

    static Refusal signedOut() {
        return new Refusal(Refusal.Code.SIGNED_OUT, "Nobody is signed in. Sign in with a name.");
    }

    private static Optional<Name> good(String text) {
        try {
            return Optional.of(new Name(text));
        } catch (Refusal refusal) {
            return Optional.empty();
        }
    }
}
