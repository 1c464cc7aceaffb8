package io.parley.wire;

import io.parley.chat.Event;
import io.parley.json.Json;
import java.util.List;

/** Protocol 1: each event is one line of JSON; comings and goings are told as presence, to those who watch. */
final class Protocol1 implements Dialect {
    private final Json json;

    Protocol1(Json json) {
        this.json = json;
    }

    @Override
    public List<Piece> say(Event event) {
        return switch (event) {
            case Event.Arrived arrived -> List.of();
            case Event.Departed departed -> List.of();
            case Event.Roster roster -> List.of();
            case Event.Touched touched -> List.of();
            case Event.Shown shown -> List.of();
            default -> List.of(new Piece.Line(json.writeUtf8(event)));
        };
    }

    @Override
    public boolean hearsComings() {
        return false;
    }

    @Override
    public boolean discards() {
        return true;
    }

    @Override
    public boolean tellsAllLines() {
        return true;
    }

    @Override
    public boolean tells(Connection to, Event event) {
        return !(event instanceof Event.Typing typing)
                || !typing.from().equals(to.person().id());
    }
}
