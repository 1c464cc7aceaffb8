package io.parley.chat;

import io.parley.people.Directory;
import io.parley.people.Person;
import io.parley.people.Role;
import java.util.List;
import java.util.Map;

/** A journal under test, and what is around it. */
public interface JournalHouse {
    Journal journal();

    ChannelBook book();

    Attention attention();

    Directory directory();

    /** Somebody in the lobby, with a handle that is his name in lower case. */
    Person known(String name);

    /** Somebody in the lobby. */
    Person person(String name);

    /** Gives somebody a role. */
    void is(Person person, Role role);

    /** He may not sign in any more. */
    void isInactive(Person person);

    /** Whose own state changed, as the journal told its listener, and to which versions. */
    List<Map<String, Long>> touched();

    /** What the journal told its listener, in order. */
    List<Event.Lasting> told();

    /** Whether any cell of any table holds that text, or a part of one does. */
    boolean holds(String text);

    /** Sets the clock, in milliseconds since 1970. */
    void clockIs(long millis);

    /** An upload of that person that is not yet posted; its id. */
    String upload(Person person, String name);
}
