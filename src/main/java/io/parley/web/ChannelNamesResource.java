package io.parley.web;

import io.parley.chat.ChannelBook;
import io.parley.chat.ChannelName;
import io.parley.people.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** Channels by a name they have or had. */
@Path("v1/channel-names")
@Produces(MediaType.APPLICATION_JSON)
public final class ChannelNamesResource {
    private final ChannelBook book;

    ChannelNamesResource(ChannelBook book) {
        this.book = book;
    }

    @GET
    @Path("{name}")
    public ChannelBook.Named named(@PathParam("name") String name, @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        if (name.length() > 2 * ChannelName.LONGEST) {
            throw new Refusal(Refusal.Code.BAD_PARAMETER, "name: at most " + ChannelName.LONGEST + " characters");
        }
        return book.named(person.id(), name);
    }
}
