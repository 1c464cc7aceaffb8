package io.parley.sql;

import io.parley.people.Refusal;
import org.jdbi.v3.core.Handle;

/** Who is in a channel: the condition that every statement carries which reads for a person, and the answer where it holds nothing back. */
final class Membership {
    /**
     * Holds where `:person` is in `:channel`; both are bound by who reads. It refers to nothing of what is read, so it is looked at
     * once, and events are read by their index up to the limit: joined to them, PostgreSQL would read and sort the whole log.
     */
    static final String HOLDS = " EXISTS (SELECT 1 FROM member AS p WHERE p.channel = :channel AND p.person = :person)";

    private Membership() {}

    /** @throws Refusal if the person is not in the channel, or there is none */
    static void require(Handle handle, String person, String channel) {
        var member = handle.createQuery("SELECT 1 WHERE" + HOLDS)
                .bind("channel", channel)
                .bind("person", person)
                .mapTo(Integer.class)
                .findOne();
        if (member.isEmpty()) {
            throw Transaction.noChannel(channel);
        }
    }
}
