package io.parley.web;

import io.parley.chat.ChannelView;
import io.parley.chat.Channels;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Direct conversations: one for one set of people, so asking for it again gives the same. */
@Path("v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ConversationsResource {
    private final Channels channels;

    ConversationsResource(Channels channels) {
        this.channels = channels;
    }

    @POST
    public ChannelView open(With with, @Context HttpServletRequest request) {
        return channels.converse(Visitors.signedIn(request), with.people());
    }

    /** @param people the others, or oneself */
    public record With(List<String> people) {
        public With {
            Missing.refuse("people", people);
            people = List.copyOf(people);
        }
    }
}
