package io.parley.web;

import io.parley.people.Directory;
import io.parley.people.Person;
import io.parley.people.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;

/** The people behind ids. */
@Path("v1/people")
@Produces(MediaType.APPLICATION_JSON)
public final class PeopleResource {
    private static final int MOST = 200;

    private final Directory directory;

    PeopleResource(Directory directory) {
        this.directory = directory;
    }

    @GET
    public People people(@QueryParam("id") List<String> ids, @Context HttpServletRequest request) {
        Visitors.signedIn(request);
        if (ids.size() > MOST) {
            throw new Refusal(Refusal.Code.BAD_PARAMETER, "id: at most " + MOST + " at once");
        }
        ids.forEach(id -> Parameters.id("id", id));
        return new People(ids.isEmpty() ? List.of() : directory.byIds(new HashSet<>(ids)));
    }

    /** @param people those that exist, in no order */
    public record People(List<Person> people) {
        public People {
            people = List.copyOf(people);
        }
    }
}
