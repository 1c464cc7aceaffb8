package io.parley.chat;

import io.parley.people.Person;
import io.parley.people.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The store of what was said: SQL is the truth, a message exists when it is committed.
 *
 * <p>An implementation has one writer, which commits many drafts in one transaction, in the order they were given, and tells its
 * {@link Committed} after each COMMIT. A batch that fails is rolled back and its members run alone; a COMMIT of unknown outcome is
 * resolved by running the batch again.
 *
 * <p>Reads block and are called on threads made for that. Every read on behalf of a person joins membership in the same statement and
 * throws {@link io.parley.people.Refusal} `NO_CHANNEL` where he is no member. Any call may throw (or complete with) `UNAVAILABLE`.
 */
public interface Journal {
    /**
     * Keeps a draft. Never blocks.
     *
     * @return completes after the COMMIT, on the writer's thread; exceptionally with a {@link io.parley.people.Refusal}:
     *     `NO_CHANNEL`, `NO_MESSAGE`, `NO_FILE`, `FORBIDDEN`, `CONFLICT`, `UNAVAILABLE`
     */
    CompletionStage<Receipt> append(Draft draft);

    /** Whether something is being committed just now, of which {@link Committed} hears soon, unless it fails. Cheap; any thread. */
    boolean committing();

    /**
     * How a connection of that person begins.
     *
     * @param cursors by channel; those of channels he is not in are ignored
     * @param budget bytes of missed texts over all channels beyond which a channel begins by a gap
     */
    Opening opening(String person, Map<String, Cursor> cursors, long budget);

    /** The same for several who come at once, which costs less; empty where there is no such person. */
    default List<Optional<Opening>> openings(List<Hello> hellos, long budget) {
        var openings = new ArrayList<Optional<Opening>>();
        for (var hello : hellos) {
            try {
                openings.add(Optional.of(opening(hello.person(), hello.cursors(), budget)));
            } catch (Refusal refusal) {
                if (refusal.code() != Refusal.Code.SIGNED_OUT) {
                    throw refusal;
                }
                openings.add(Optional.empty());
            }
        }
        return openings;
    }

    /**
     * What of that person's own state changed after that version; {@link Changes#ALL}: everything.
     *
     * @throws io.parley.people.Refusal `SIGNED_OUT` where there is no such person (any more)
     */
    Changes changes(String person, long since);

    /** The same for several, by person, which costs less; who does not exist (any more) is left out. */
    default Map<String, Changes> changes(Map<String, Long> since) {
        var changes = new HashMap<String, Changes>();
        since.forEach((person, version) -> {
            try {
                changes.put(person, changes(person, version));
            } catch (Refusal refusal) {
                if (refusal.code() != Refusal.Code.SIGNED_OUT) {
                    throw refusal;
                }
            }
        });
        return changes;
    }

    /**
     * The events after {@code seq}, ascending: at least one if there is one, then at most {@code events} of them and about {@code bytes} of text.
     */
    Page after(String person, String channel, long seq, int events, long bytes);

    /**
     * The newest messages whose seq is at most that of {@code to} (null: the newest of all): {@code limit} of them, or fewer, but
     * at least one, where their texts are more than about 8 MiB.
     *
     * @throws io.parley.people.Refusal `UNKNOWN_CURSOR` when {@code to}'s mark is not the journal's
     */
    History history(String person, String channel, @Nullable Cursor to, int limit);

    /** The same, with the message of that seq, or the next one after it, in its middle; at the end of the log, the newest. */
    History around(String person, String channel, long seq, int limit);

    /**
     * What a message said over time: at most {@code limit} versions after that seq, or fewer, but at least one, where their texts are more
     * than about 8 MiB.
     *
     * @throws io.parley.people.Refusal `NO_MESSAGE` where there is none, or it is deleted
     */
    Edits edits(String person, String channel, long message, long after, int limit);

    /** How far that channel's log goes, for a member of it. */
    default Cursor head(String person, String channel) {
        return history(person, channel, null, 1).head();
    }

    /** Whether a change of that author and cid is committed, whatever its sender was told. */
    boolean kept(String channel, String author, String cid);

    /** For the gate: the heads of those channels that exist. */
    Map<String, Cursor> heads(Collection<String> channels);

    /** For the gate: what is committed after {@code after} up to {@code upTo}, ascending. */
    default List<Event.Lasting> between(String channel, long after, long upTo) {
        return between(List.of(new Stretch(channel, after, upTo)), Long.MAX_VALUE);
    }

    /**
     * For the gates, in one query: what is committed in those stretches of those channels, ascending within each.
     *
     * @param bytes about so much text at most, but at least one event where there is one: what is left out is asked for again
     */
    List<Event.Lasting> between(Collection<Stretch> stretches, long bytes);

    /** For a gate that doubts: the places of what is committed in that stretch, ascending. */
    List<Cursor> places(Stretch stretch);

    /** How often the own state of those people was changed; who does not exist is left out. */
    Map<String, Long> versions(Collection<String> people);

    /** For the sweep, in one query: {@link #heads}, {@link #versions}, and how often what people show was changed. */
    Standing standing(Collection<String> channels, Collection<String> people);

    /** Those of whom what they show was changed after that count, by ascending counts: at most so many, or some more changed together. */
    List<Shown> shown(long since, int limit);

    /** Whether other nodes may write to it too, so that one has to look at it to know all. */
    boolean shared();

    /**
     * Where the journal stands: heads by channel, versions by person.
     *
     * @param shown how often what people show of themselves was changed
     */
    record Standing(Map<String, Cursor> heads, Map<String, Long> versions, long shown) {}

    /**
     * How somebody looks to others since that count.
     *
     * @param channels he is in
     */
    record Shown(Person person, List<String> channels, long count) {
        public Shown {
            channels = List.copyOf(channels);
        }
    }

    /**
     * Somebody comes.
     *
     * @param cursors by channel, what he holds; those of channels he is not in are ignored
     */
    record Hello(String person, Map<String, Cursor> cursors) {
        public Hello {
            cursors = Map.copyOf(cursors);
        }
    }

    /** The seqs of a channel from {@code after} + 1 to {@code upTo}. */
    record Stretch(String channel, long after, long upTo) {}
}
