package io.parley.chat;

import io.parley.people.Person;
import io.parley.people.Refusal;
import java.util.List;

/**
 * How a connection begins, read from the journal in one transaction.
 *
 * @param version counts changes of the person's own state
 * @param people oneself and the authors of what is resumed
 */
public record Opening(long version, List<Start> channels, List<Person> people) {
    public Opening {
        channels = List.copyOf(channels);
        people = List.copyOf(people);
    }

    /** Why there is none. */
    public static Refusal ofNobody() {
        return new Refusal(Refusal.Code.SIGNED_OUT, "Nobody of that id is known here (any more): sign in again");
    }

    /** Where the log of one channel is read from. */
    public sealed interface Start {
        ChannelView channel();

        /** After which events follow. */
        Cursor from();
    }

    /** The client's cursor holds: what came after it follows. */
    public record Resume(ChannelView channel, Cursor from) implements Start {}

    /** No cursor, a strange one, or too much missing: the client pages back from {@code to}, the head. */
    public record Gap(ChannelView channel, Cursor to) implements Start {
        @Override
        public Cursor from() {
            return to;
        }
    }
}
