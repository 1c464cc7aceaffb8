package io.parley.sql;

import io.parley.chat.ChannelView;
import io.parley.chat.Draft;
import io.parley.people.Refusal;

/** Who may do what to a channel that he knows of. Each throws a {@link Refusal} `FORBIDDEN` that says who may. */
final class ChannelRights {
    private ChannelRights() {}

    static void requireAlter(Draft.Alter draft, Standing author, ChannelRow row) {
        if (row.direct()) {
            throw forbidden("A direct conversation stays as it is.");
        }
        if (author.guest()) {
            throw forbidden("Guests cannot change channels.");
        }
        if (row.archived() && !Boolean.FALSE.equals(draft.archived())) {
            throw forbidden("The channel is archived. Take it out of the archive first.");
        }
        if ((draft.archived() != null || draft.posting() != null) && !author.governs(row)) {
            throw forbidden("Only administrators and whoever made the channel may do that.");
        }
        if (draft.byDefault() != null && !author.role().administers()) {
            throw forbidden("Only administrators say where new people begin.");
        }
        if (Boolean.TRUE.equals(draft.byDefault()) && !row.open()) {
            throw forbidden("New people can begin only in public channels.");
        }
        if (draft.channel().equals(ChannelView.LOBBY)
                && (Boolean.TRUE.equals(draft.archived()) || Boolean.FALSE.equals(draft.byDefault()))) {
            throw everybodyIsIn();
        }
    }

    static void requireAdd(Standing author, ChannelRow row) {
        if (row.direct()) {
            throw forbidden("A direct conversation has the people it began with. Begin another one.");
        }
        if (author.guest()) {
            throw forbidden("Guests cannot add others.");
        }
        requireNotArchived(row);
    }

    static void requireRemove(Standing author, ChannelRow row) {
        if (!author.governs(row) || row.direct()) {
            throw forbidden("Only administrators and whoever made the channel may remove others.");
        }
    }

    /** Going by oneself. */
    static void requireGo(String channel, ChannelRow row) {
        if (channel.equals(ChannelView.LOBBY)) {
            throw everybodyIsIn();
        }
        if (row.direct()) {
            throw forbidden("A direct conversation cannot be left. Mute it.");
        }
    }

    static void requireNotArchived(ChannelRow row) {
        if (row.archived()) {
            throw forbidden("The channel is archived. Take it out of the archive first.");
        }
    }

    /** Of the lobby. */
    static Refusal everybodyIsIn() {
        return forbidden("Everybody is in the lobby, always.");
    }

    static Refusal forbidden(String text) {
        return new Refusal(Refusal.Code.FORBIDDEN, text);
    }
}
