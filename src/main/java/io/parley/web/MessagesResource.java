package io.parley.web;

import io.parley.chat.Command;
import io.parley.chat.Cursor;
import io.parley.chat.Edits;
import io.parley.chat.Enclosure;
import io.parley.chat.Journal;
import io.parley.chat.Posting;
import io.parley.chat.Receipt;
import io.parley.people.Refusal;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was said before; and, for programs that keep no connection, what is said now. */
@Path("v1/channels/{channel}/messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MessagesResource {
    private final Journal journal;
    private final Posting posting;

    MessagesResource(Journal journal, Posting posting) {
        this.journal = journal;
        this.posting = posting;
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

    @POST
    public Response send(@PathParam("channel") String channel, Words words, @Context HttpServletRequest request) {
        var author = Visitors.signedIn(request);
        Parameters.id("channel", channel);
        var send = command(() -> new Command.Send(words.cid(), channel, words.text(), words.files(), words.loud()));
        return answer(Response.Status.CREATED, posting.send(author, send));
    }

    @PATCH
    @Path("{seq}")
    public Response edit(
            @PathParam("channel") String channel,
            @PathParam("seq") String seq,
            Other other,
            @Context HttpServletRequest request) {
        var author = Visitors.signedIn(request);
        Parameters.id("channel", channel);
        var place = Parameters.seq("seq", seq);
        var edit = command(() -> new Command.Edit(other.cid(), channel, place, other.text()));
        return answer(Response.Status.OK, posting.edit(author, edit));
    }

    @DELETE
    @Path("{seq}")
    public Response delete(
            @PathParam("channel") String channel,
            @PathParam("seq") String seq,
            @QueryParam("cid") @Nullable String cid,
            @Context HttpServletRequest request) {
        var author = Visitors.signedIn(request);
        Parameters.id("channel", channel);
        var place = Parameters.seq("seq", seq);
        var delete = command(() -> new Command.Delete(cid == null ? "" : cid, channel, place));
        return answer(Response.Status.OK, posting.delete(author, delete));
    }

    /** @param kept the status where it was not done before */
    private static Response answer(Response.Status kept, CompletionStage<Receipt> change) {
        var receipt = Receipts.of(change);
        return Response.status(receipt instanceof Receipt.Kept ? kept : Response.Status.OK)
                .entity(new Place(receipt.channel(), receipt.seq()))
                .build();
    }

    /** A command checks its form itself, and names the member. */
    private static <C extends Command> C command(Supplier<C> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(Refusal.Code.MALFORMED, String.valueOf(malformed.getMessage()));
        }
    }

    private static @Nullable Cursor cursor(@Nullable String to) {
        try {
            return to == null ? null : Cursor.parse(to);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Refusal.Code.BAD_PARAMETER, "to: must be a cursor that the server gave");
        }
    }

    /**
     * A message to post.
     *
     * @param loud true where its author knows how many he calls
     */
    public record Words(
            String cid,
            String text,
            @Nullable List<Enclosure> files,
            @Nullable Boolean loud) {
        public Words {
            Missing.refuse("cid", cid);
            Missing.refuse("text", text);
        }
    }

    /** What it says from now on. */
    public record Other(String cid, String text) {
        public Other {
            Missing.refuse("cid", cid);
            Missing.refuse("text", text);
        }
    }

    /** Where in the channel's log it is kept. */
    @JsonbPropertyOrder({"channel", "seq"})
    public record Place(String channel, long seq) {}
}
