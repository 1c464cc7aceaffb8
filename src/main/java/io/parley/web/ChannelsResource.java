package io.parley.web;

import io.parley.chat.ChannelBook;
import io.parley.chat.ChannelView;
import io.parley.chat.Channels;
import io.parley.people.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which channels there are, who is in them, and how they are. */
@Path("v1/channels")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ChannelsResource {
    private final Channels channels;

    ChannelsResource(Channels channels) {
        this.channels = channels;
    }

    @GET
    public ChannelBook.Listing list(
            @QueryParam("query") @Nullable String query,
            @QueryParam("after") @Nullable String after,
            @QueryParam("archived") @Nullable String archived,
            @QueryParam("limit") @Nullable String limit,
            @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        return channels.book()
                .list(
                        person.id(),
                        query == null ? "" : Parameters.query(query),
                        Parameters.after(after),
                        flag(archived),
                        Parameters.limit(limit));
    }

    @POST
    public Response create(New wanted, @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        var made = Receipts.of(channels.create(
                person, wanted.cid(), wanted.name(), wanted.kind(), wanted.topic(), wanted.description()));
        return Response.status(Response.Status.CREATED)
                .entity(channels.book().view(person.id(), made.channel()))
                .build();
    }

    @GET
    @Path("{channel}")
    public ChannelBook.About about(@PathParam("channel") String channel, @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        Parameters.id("channel", channel);
        return channels.book().about(person.id(), channel);
    }

    @PATCH
    @Path("{channel}")
    public ChannelView alter(
            @PathParam("channel") String channel, Otherwise wanted, @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        Parameters.id("channel", channel);
        var wish = new Channels.Wish(
                wanted.name(),
                wanted.topic(),
                wanted.description(),
                wanted.archived(),
                wanted.posting(),
                wanted.byDefault());
        var unused = Receipts.of(channels.alter(person, channel, wanted.cid(), wish));
        return channels.book().view(person.id(), channel);
    }

    @POST
    @Path("{channel}/join")
    public ChannelView join(@PathParam("channel") String channel, Doing doing, @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        Parameters.id("channel", channel);
        var unused = Receipts.of(channels.join(person, channel, doing.cid()));
        return channels.book().view(person.id(), channel);
    }

    @POST
    @Path("{channel}/leave")
    public void leave(@PathParam("channel") String channel, Doing doing, @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        Parameters.id("channel", channel);
        var unused = Receipts.of(channels.leave(person, channel, doing.cid()));
    }

    @GET
    @Path("{channel}/members")
    public ChannelBook.Members members(
            @PathParam("channel") String channel,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        Parameters.id("channel", channel);
        return channels.book().members(person.id(), channel, Parameters.after(after), Parameters.limit(limit));
    }

    @POST
    @Path("{channel}/members")
    public void add(@PathParam("channel") String channel, Others others, @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        Parameters.id("channel", channel);
        var unused = Receipts.of(channels.add(person, channel, others.cid(), others.people()));
    }

    @DELETE
    @Path("{channel}/members/{person}")
    public void remove(
            @PathParam("channel") String channel,
            @PathParam("person") String other,
            @QueryParam("cid") @Nullable String cid,
            @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        Parameters.id("channel", channel);
        Parameters.id("person", other);
        var unused = Receipts.of(channels.remove(person, channel, cid == null ? "" : cid, other));
    }

    /** How far whoever asks has read it. */
    @PUT
    @Path("{channel}/read")
    public void read(@PathParam("channel") String channel, Place place, @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        Parameters.id("channel", channel);
        channels.read(person, channel, place.n());
    }

    /** Of what in it whoever asks wants to be told. */
    @PUT
    @Path("{channel}/level")
    public ChannelView level(@PathParam("channel") String channel, Level level, @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        Parameters.id("channel", channel);
        channels.level(person, channel, level.level(), level.muted());
        return channels.book().view(person.id(), channel);
    }

    private static boolean flag(@Nullable String archived) {
        if (archived == null || archived.equals("false")) {
            return false;
        }
        if (archived.equals("true")) {
            return true;
        }
        throw new Refusal(Refusal.Code.BAD_PARAMETER, "archived: must be true or false");
    }

    /** A channel to make. */
    public record New(
            String cid,
            String name,
            String kind,
            @Nullable String topic,
            @Nullable String description) {
        public New {
            Missing.refuse("cid", cid);
            Missing.refuse("name", name);
            Missing.refuse("kind", kind);
        }
    }

    /** How it shall be; what is absent stays. */
    public record Otherwise(
            String cid,
            @Nullable String name,
            @Nullable String topic,
            @Nullable String description,
            @Nullable Boolean archived,
            @Nullable String posting,
            @Nullable Boolean byDefault) {
        public Otherwise {
            Missing.refuse("cid", cid);
        }
    }

    /** What is done needs no more words. */
    public record Doing(String cid) {
        public Doing {
            Missing.refuse("cid", cid);
        }
    }

    /** A message's ordinal. */
    public record Place(long n) {}

    /** What is absent stays. */
    public record Level(@Nullable String level, @Nullable Boolean muted) {}

    /** Whom to add. */
    public record Others(String cid, List<String> people) {
        public Others {
            Missing.refuse("cid", cid);
            Missing.refuse("people", people);
            people = List.copyOf(people);
        }
    }
}
