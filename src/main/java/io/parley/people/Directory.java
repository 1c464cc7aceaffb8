package io.parley.people;

import java.util.Collection;
import java.util.List;

/**
 * The people, as the store knows them.
 *
 * <p>Calls block on the store and throw {@link Refusal} with `UNAVAILABLE` when it does not answer.
 */
public interface Directory {
    /**
     * The person of that name in `open` mode, made (and put into the channels everyone is in) when the name is new.
     * Names that differ only in case or Unicode form are two people: the classic chat tells them apart.
     */
    Person named(Name name);

    /** Those of the ids that exist, in no order. */
    List<Person> byIds(Collection<String> ids);

    /**
     * Those of the ids that exist as far as somebody may know of them, in no order: guests know who is in a channel with them, or said
     * something there, and nobody else.
     */
    List<Person> knownTo(String viewer, Collection<String> ids);
}
