package io.parley.people;

import java.util.Collection;
import java.util.List;

/** A directory in which a name alone is not enough to be somebody. */
public final class KnownPeople implements Directory {
    private final Directory people;

    public KnownPeople(Directory people) {
        this.people = people;
    }

    /** @throws Refusal `SIGNED_OUT`, always */
    @Override
    public Person named(Name name) {
        throw new Refusal(Refusal.Code.SIGNED_OUT, "Nobody is signed in. Sign in first");
    }

    @Override
    public List<Person> byIds(Collection<String> ids) {
        return people.byIds(ids);
    }

    @Override
    public List<Person> knownTo(String viewer, Collection<String> ids) {
        return people.knownTo(viewer, ids);
    }
}
