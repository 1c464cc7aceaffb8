package io.parley.chat;

import io.parley.people.Person;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which channels there are, for those who may know of them.
 *
 * <p>Calls block on the store and throw {@link io.parley.people.Refusal}: `NO_CHANNEL` for what the person is not to know of as for what is
 * not there, `UNAVAILABLE`.
 */
public interface ChannelBook {
    /**
     * The public ones, by name.
     *
     * @param query what the name or the topic has somewhere; empty: all
     * @param after where the page before ended; null: from the first
     * @param archived whether those in the archive, and only those
     * @throws io.parley.people.Refusal `FORBIDDEN` to guests; `BAD_PARAMETER` where {@code after} is none that was given
     */
    Listing list(String person, String query, @Nullable String after, boolean archived, int limit);

    /** One that he is in, or could be. */
    About about(String person, String channel);

    /** One that he is in, as he sees it. */
    ChannelView view(String person, String channel);

    /** Who is in one that he is in, or could be; by name. */
    Members members(String person, String channel, @Nullable String after, int limit);

    /** The one that has or had that name, or one that looks like it. */
    Named named(String person, String name);

    /**
     * The direct conversation of that person with those others, begun if there is none.
     *
     * @throws io.parley.people.Refusal `NO_PERSON` where one of them is not there, or he may not see him
     */
    ChannelView converse(String person, Set<String> others);

    /** @param next where the next page begins; absent at the end */
    @JsonbPropertyOrder({"channels", "next"})
    record Listing(List<Listed> channels, @Nullable String next) {
        public Listing {
            channels = List.copyOf(channels);
        }
    }

    /**
     * @param members how many are in it
     * @param joined true where whoever asks is, else absent
     */
    @JsonbPropertyOrder({"id", "name", "topic", "description", "members", "joined", "archived"})
    record Listed(
            String id,
            String name,
            @Nullable String topic,
            @Nullable String description,
            long members,
            @Nullable Boolean joined,
            @Nullable Boolean archived) {}

    /**
     * @param creator id of who made it; absent where nobody did
     * @param with ids of the others, where it is direct
     * @param byDefault true where new people begin in it
     */
    @JsonbPropertyOrder({
        "id",
        "kind",
        "name",
        "topic",
        "description",
        "archived",
        "posting",
        "byDefault",
        "creator",
        "with",
        "members",
        "joined"
    })
    record About(
            String id,
            String kind,
            String name,
            @Nullable String topic,
            @Nullable String description,
            @Nullable Boolean archived,
            @Nullable String posting,
            @Nullable Boolean byDefault,
            @Nullable String creator,
            @Nullable List<String> with,
            long members,
            @Nullable Boolean joined) {}

    @JsonbPropertyOrder({"people", "next"})
    record Members(List<Person> people, @Nullable String next) {
        public Members {
            people = List.copyOf(people);
        }
    }

    @JsonbPropertyOrder({"id", "name"})
    record Named(String id, String name) {}
}
