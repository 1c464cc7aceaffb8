package io.parley.web;

import io.parley.chat.Cursor;
import io.parley.chat.Edits;
import io.parley.chat.Journal;
import io.parley.people.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What was said before. */
@Path("v1/channels/{channel}/messages")
@Produces(MediaType.APPLICATION_JSON)
public final class MessagesResource {
    private final Journal journal;

    MessagesResource(Journal journal) {
        this.journal = journal;
    }

    @GET
    public HistoryPage page(
            @PathParam("channel") String channel,
            @QueryParam("to") @Nullable String to,
            @QueryParam("around") @Nullable String around,
            @QueryParam("limit") @Nullable String limit,
            @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        Parameters.id("channel", channel);
        var most = Parameters.limit(limit);
        if (around == null) {
            return HistoryPage.of(journal.history(person.id(), channel, cursor(to), most));
        }
        if (to != null) {
            throw new Refusal(Refusal.Code.BAD_PARAMETER, "to, around: one of them, not both");
        }
        return HistoryPage.of(journal.around(person.id(), channel, Parameters.seq("around", around), most));
    }

    /** What a message said over time. */
    @GET
    @Path("{seq}/edits")
    public Edits edits(
            @PathParam("channel") String channel,
            @PathParam("seq") String seq,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        Parameters.id("channel", channel);
        return journal.edits(
                person.id(),
                channel,
                Parameters.seq("seq", seq),
                after == null ? 0 : Parameters.seq("after", after),
                Parameters.limit(limit));
    }

    private static @Nullable Cursor cursor(@Nullable String to) {
        try {
            return to == null ? null : Cursor.parse(to);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Refusal.Code.BAD_PARAMETER, "to: must be a cursor that the server gave");
        }
    }
}
