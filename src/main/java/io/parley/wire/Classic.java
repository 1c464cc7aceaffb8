package io.parley.wire;

import io.parley.chat.Attachment;
import io.parley.chat.Event;
import io.parley.json.Json;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The classic protocol: a line of JSON for each message, a file as its metadata and then its bytes, comings and goings as lines of System.
 *
 * <p>A connection never hears what it said itself: its sends carry its id in their cid.
 */
final class Classic implements Dialect {
    private static final String SYSTEM = "System";

    private final Json json;
    private final Names names;
    private final boolean files;
    private final Function<String, ByteBuffer> content;

    /**
     * @param files whether files are told too: the page of the first stage would take them for broken text
     * @param content the bytes of a file by its id; may block, may throw {@link io.parley.people.Refusal}
     */
    Classic(Json json, Names names, boolean files, Function<String, ByteBuffer> content) {
        this.json = json;
        this.names = names;
        this.files = files;
        this.content = content;
    }

    @Override
    public List<Piece> say(Event event) {
        return switch (event) {
            case Event.Posted posted -> message(posted);
            case Event.Checked checked -> nowReadable(checked);
            case Event.Arrived arrived -> system(arrived.person().name() + " has joined the conversation");
            case Event.Departed departed -> system(departed.person().name() + " has left the conversation");
            default -> List.of();
        };
    }

    @Override
    public boolean hearsComings() {
        return true;
    }

    @Override
    public boolean discards() {
        return false;
    }

    @Override
    public boolean tellsAllLines() {
        return false;
    }

    @Override
    public boolean tells(Connection to, Event event) {
        return switch (event) {
            case Event.Arrived arrived -> !arrived.connection().equals(to.id());
            case Event.Departed departed -> !departed.connection().equals(to.id());
            case Event.Posted posted -> !own(to, posted.from(), posted.cid());
            case Event.Checked checked -> !own(to, checked.state().from(), checked.sent());
            default -> true;
        };
    }

    /** The cid of a connection's n-th send. */
    static String cid(Connection by, long n) {
        return by.id() + "." + n;
    }

    List<Piece> system(String text) {
        return List.of(alone(SYSTEM, Map.entry("msg", text)));
    }

    /** Refusals and errors carry the connection's number. */
    List<Piece> system(long number, String text) {
        return List.of(alone(SYSTEM, Map.entry("id", number), Map.entry("msg", text)));
    }

    private static boolean own(Connection to, String from, String cid) {
        return from.equals(to.person().id()) && cid.startsWith(to.id() + ".");
    }

    /** A message as history shows it: with all of its files that may be read now. */
    List<Piece> past(Event.Posted posted) {
        return message(posted, file -> true);
    }

    /** A file that was held when the message was posted comes with the event that says it may be read, whoever reads when. */
    private List<Piece> message(Event.Posted posted) {
        return message(posted, file -> file.checked() == null);
    }

    private List<Piece> message(Event.Posted posted, Predicate<Attachment> shown) {
        var pieces = new ArrayList<Piece>();
        var from = names.of(posted.from());
        if (!posted.text().isEmpty()) {
            pieces.add(alone(from, Map.entry("msg", posted.text())));
        }
        pieces.addAll(files(from, posted.files(), shown));
        return pieces;
    }

    private List<Piece> nowReadable(Event.Checked checked) {
        var state = checked.state();
        return files(
                names.of(state.from()),
                state.files(),
                file -> file.checked() != null && file.checked() == checked.seq());
    }

    private List<Piece> files(String from, List<Attachment> all, Predicate<Attachment> shown) {
        var pieces = new ArrayList<Piece>();
        for (var file : files ? all : List.<Attachment>of()) {
            if (file.state() == null && shown.test(file)) {
                pieces.add(alone(from, Map.entry("file", metadata(file))));
                pieces.add(new Piece.Content(() -> content.apply(file.id())));
            }
        }
        return pieces;
    }

    private static Map<String, String> metadata(Attachment file) {
        var members = new LinkedHashMap<String, String>();
        if (file.name() != null) {
            members.put("name", file.name());
        }
        if (file.declared() != null) {
            members.put("type", file.declared());
        }
        return members;
    }

    @SafeVarargs
    private final Piece alone(String from, Map.Entry<String, ?>... members) {
        // the order of the members is part of the protocol
        var object = new LinkedHashMap<String, Object>();
        object.put("from", from);
        for (var member : members) {
            object.put(member.getKey(), member.getValue());
        }
        return new Piece.Alone(json.write(object));
    }
}
