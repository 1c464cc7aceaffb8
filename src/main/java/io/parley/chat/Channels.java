package io.parley.chat;

import io.parley.people.Person;
import io.parley.people.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What people do with channels themselves. Checks form and limits; authority is checked by the journal in the transaction that keeps the
 * change.
 *
 * <p>Every answer comes as the stage's outcome, a {@link Refusal} too.
 */
public final class Channels {
    /** Characters, as people count them. */
    public static final int LONGEST_TOPIC = 250;

    public static final int LONGEST_DESCRIPTION = 1_000;
    /** People added at once. */
    public static final int MOST_ADDED = 100;
    /** People of a direct conversation, oneself too. */
    public static final int MOST_DIRECT = 9;

    private static final Set<String> LEVELS = Set.of(ChannelView.EVERYTHING, ChannelView.MENTIONS, ChannelView.NOTHING);

    private final Journal journal;
    private final ChannelBook book;
    private final Attention attention;
    private final Markers markers;
    private final boolean secrets;

    /** @param secrets whether there may be private channels and direct conversations: not where anybody may be anybody */
    public Channels(Journal journal, ChannelBook book, Attention attention, Markers markers, boolean secrets) {
        this.journal = journal;
        this.book = book;
        this.attention = attention;
        this.markers = markers;
        this.secrets = secrets;
    }

    public ChannelBook book() {
        return book;
    }

    /** Has read it up to its {@code n}-th message. @throws Refusal `NO_CHANNEL`, `BAD_PARAMETER` */
    public void read(Person reader, String channel, long n) {
        var view = book.view(reader.id(), channel);
        if (n < 1 || n > view.n()) {
            throw new Refusal(Refusal.Code.BAD_PARAMETER, "n: must be that of a message, from 1 to " + view.n() + ".");
        }
        markers.read(reader.id(), channel, n);
    }

    /** Of what in it he wants to be told; what is null stays. @throws Refusal `NO_CHANNEL`, `BAD_PARAMETER` */
    public void level(Person member, String channel, @Nullable String level, @Nullable Boolean muted) {
        if (level != null && !LEVELS.contains(level)) {
            throw new Refusal(Refusal.Code.BAD_PARAMETER, "level: must be everything, mentions or nothing");
        }
        attention.level(member.id(), channel, level, muted);
    }

    /** Makes a channel, with him in it. */
    public CompletionStage<Receipt> create(
            Person author, String cid, String name, String kind, @Nullable String topic, @Nullable String description) {
        return attempt(() -> {
            requireKind(kind);
            return new Draft.Create(
                    author.id(),
                    checked(cid),
                    new ChannelName(name),
                    kind,
                    topic == null ? "" : text("topic", topic, LONGEST_TOPIC, false),
                    description == null ? "" : text("description", description, LONGEST_DESCRIPTION, true));
        });
    }

    /** Makes it otherwise; what is null stays. */
    public CompletionStage<Receipt> alter(Person author, String channel, String cid, Wish wish) {
        return attempt(() -> {
            if (wish.posting() != null
                    && !wish.posting().equals(ChannelView.EVERYONE)
                    && !wish.posting().equals(ChannelView.ADMINS)) {
                throw malformed("posting: must be " + ChannelView.EVERYONE + " or " + ChannelView.ADMINS);
            }
            return new Draft.Alter(
                    channel,
                    author.id(),
                    checked(cid),
                    wish.name() == null ? null : new ChannelName(wish.name()),
                    wish.topic() == null ? null : text("topic", wish.topic(), LONGEST_TOPIC, false),
                    wish.description() == null
                            ? null
                            : text("description", wish.description(), LONGEST_DESCRIPTION, true),
                    wish.archived(),
                    wish.posting(),
                    wish.byDefault());
        });
    }

    public CompletionStage<Receipt> join(Person author, String channel, String cid) {
        return attempt(() -> new Draft.Join(channel, author.id(), checked(cid)));
    }

    public CompletionStage<Receipt> leave(Person author, String channel, String cid) {
        return attempt(() -> new Draft.Leave(channel, author.id(), checked(cid)));
    }

    public CompletionStage<Receipt> add(Person author, String channel, String cid, List<String> people) {
        return attempt(() -> {
            requirePeople(people, MOST_ADDED);
            return new Draft.Add(channel, author.id(), checked(cid), people);
        });
    }

    public CompletionStage<Receipt> remove(Person author, String channel, String cid, String person) {
        return attempt(() -> new Draft.Remove(channel, author.id(), checked(cid), person));
    }

    /**
     * The conversation of that person with others, or with himself alone.
     *
     * @throws Refusal what is wrong with them
     */
    public ChannelView converse(Person author, List<String> people) {
        requireSecrets();
        requirePeople(people, MOST_DIRECT);
        var others = new LinkedHashSet<>(people);
        others.remove(author.id());
        if (others.size() >= MOST_DIRECT) {
            throw new Refusal(
                    Refusal.Code.TOO_LARGE,
                    "A direct conversation has at most " + MOST_DIRECT + " people. Make a private channel.");
        }
        return book.converse(author.id(), others);
    }

    /** How somebody wants a channel to be; what is null stays. */
    public record Wish(
            @Nullable String name,
            @Nullable String topic,
            @Nullable String description,
            @Nullable Boolean archived,
            @Nullable String posting,
            @Nullable Boolean byDefault) {}

    private void requireKind(String kind) {
        switch (kind) {
            case ChannelView.PUBLIC -> {}
            case ChannelView.PRIVATE -> requireSecrets();
            default -> throw malformed("kind: must be " + ChannelView.PUBLIC + " or " + ChannelView.PRIVATE);
        }
    }

    private void requireSecrets() {
        if (!secrets) {
            throw new Refusal(
                    Refusal.Code.FORBIDDEN, "Anyone may be anyone here; private needs parley.signin=accounts.");
        }
    }

    private static void requirePeople(List<String> people, int most) {
        if (people.isEmpty()) {
            throw malformed("people: must name somebody");
        }
        if (people.size() > most) {
            throw new Refusal(Refusal.Code.TOO_LARGE, "people: at most " + most + " at once");
        }
        for (var person : people) {
            try {
                Command.Form.id("people", person);
            } catch (IllegalArgumentException e) {
                throw malformed(String.valueOf(e.getMessage()));
            }
        }
    }

    private static String checked(String cid) {
        try {
            Command.Form.cid(cid);
            return cid;
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static String text(String member, String text, int longest, boolean lines) {
        var clean = text.strip();
        if (clean.codePoints().anyMatch(c -> Character.isISOControl(c) && !(lines && c == '\n'))) {
            throw malformed(member + ": must have no control characters" + (lines ? " but line feeds" : ""));
        }
        var length = clean.codePointCount(0, clean.length());
        if (length > longest) {
            throw new Refusal(
                    Refusal.Code.TOO_LARGE,
                    member + ": has " + length + " characters; at most " + longest + " are allowed.");
        }
        return clean;
    }

    private CompletionStage<Receipt> attempt(Drafting drafting) {
        try {
            return journal.append(drafting.draft());
        } catch (Refusal refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    private static Refusal malformed(String text) {
        return new Refusal(Refusal.Code.MALFORMED, text);
    }

    /** Makes a draft, or refuses. */
    @FunctionalInterface
    private interface Drafting {
        Draft draft();
    }
}
