package io.parley.chat;

import io.parley.people.Person;
import java.util.List;

/** A journal under test, and what is around it. */
public interface JournalHouse {
    Journal journal();

    /** Somebody in the lobby. */
    Person person(String name);

    /** What the journal told its listener, in order. */
    List<Event.Lasting> told();

    /** Sets the clock, in milliseconds since 1970. */
    void clockIs(long millis);

    /** An upload of that person that is not yet posted; its id. */
    String upload(Person person, String name);
}
