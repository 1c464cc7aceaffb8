package io.parley.chat;

import io.parley.people.Person;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tests of channels say often. */
abstract class Organized extends Talk {
    private int cids;

    ChannelBook book() {
        return house().book();
    }

    static List<String> names(ChannelBook.Listing page) {
        return page.channels().stream().map(ChannelBook.Listed::name).toList();
    }

    Draft create(Person author, String cid, String name, String kind) {
        return new Draft.Create(
                author.id(), cid, new ChannelName(name), kind, "what next", "All that is planned.\nAnd more.");
    }

    String made(Person author, String name, String kind) {
        return keep(create(author, cid(), name, kind)).channel();
    }

    Draft alter(
            Person author, String channel, @Nullable String name, @Nullable String topic, @Nullable String posting) {
        return new Draft.Alter(
                channel,
                author.id(),
                cid(),
                name == null ? null : new ChannelName(name),
                topic,
                null,
                null,
                posting,
                null);
    }

    Draft archive(Person author, String channel, boolean yes) {
        return new Draft.Alter(channel, author.id(), cid(), null, null, null, yes, null, null);
    }

    Draft byDefault(Person author, String channel, boolean yes) {
        return new Draft.Alter(channel, author.id(), cid(), null, null, null, null, null, yes);
    }

    Draft say(Person author, String channel) {
        return new Draft.Post(channel, author.id(), cid(), SendOrder.none(), "text", List.of());
    }

    Receipt say(Person author, String channel, String text) {
        return keep(new Draft.Post(channel, author.id(), cid(), SendOrder.none(), text, List.of()));
    }

    String cid() {
        return "k" + ++cids;
    }

    List<Event.Lasting> log(Person reader, String channel) {
        return journal().after(reader.id(), channel, 0, 10_000, Long.MAX_VALUE).events();
    }

    List<ChannelView> opening(Person person) {
        return journal().opening(person.id(), Map.of(), BUDGET).channels().stream()
                .map(Opening.Start::channel)
                .toList();
    }

    ChannelView view(Person person, String channel) {
        return opening(person).stream()
                .filter(view -> view.id().equals(channel))
                .findFirst()
                .orElseThrow();
    }

    static List<String> ids(Changes changes) {
        return changes.channels().stream()
                .map(changed -> changed.channel().id())
                .toList();
    }
}
