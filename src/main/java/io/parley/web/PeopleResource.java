package io.parley.web;

import io.parley.people.Directory;
import io.parley.people.PeopleSearch;
import io.parley.people.Person;
import io.parley.people.Profile;
import io.parley.people.Refusal;
import io.parley.people.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The people behind ids, and all there are; for guests, those of their channels. */
@Path("v1/people")
@Produces(MediaType.APPLICATION_JSON)
public final class PeopleResource {
    private final Directory directory;
    private final PeopleSearch search;

    private final Predicate<SignedIn> administers;

    /** @param administers whether somebody sees of people what only administrators do */
    PeopleResource(Directory directory, PeopleSearch search, Predicate<SignedIn> administers) {
        this.directory = directory;
        this.search = search;
        this.administers = administers;
    }

    @GET
    public Record people(
            @QueryParam("id") List<String> ids,
            @QueryParam("query") @Nullable String query,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        if (query != null) {
            return found(visitor, Parameters.query(query), after, Parameters.limit(limit));
        }
        if (ids.size() > Parameters.MOST) {
            throw new Refusal(Refusal.Code.BAD_PARAMETER, "id: at most " + Parameters.MOST + " at once");
        }
        ids.forEach(id -> Parameters.id("id", id));
        return new People(
                ids.isEmpty() ? List.of() : directory.knownTo(visitor.person().id(), new HashSet<>(ids)), null);
    }

    /** Guests find whom they share a channel with, administrators also who cannot sign in (any more). */
    private Record found(SignedIn visitor, String query, @Nullable String after, int limit) {
        if (after != null) {
            Parameters.id("after", after);
        }
        var all = administers.test(visitor);
        var known = visitor.person().role() == null ? null : visitor.person().id();
        var found = search.page(new PeopleSearch.Search(query, after, limit + 1, known, all));
        var page = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? page.getLast().id() : null;
        return all
                ? new Profiles(page, next)
                : new People(page.stream().map(Profile::person).toList(), next);
    }

    /** The same for administrators. */
    public record Profiles(List<Profile> people, @Nullable String next) {
        public Profiles {
            people = List.copyOf(people);
        }
    }

    /**
     * @param people in the order of their names where they were looked for; else in none
     * @param next goes on, as `after`; absent: these were the last
     */
    public record People(List<Person> people, @Nullable String next) {
        public People {
            people = List.copyOf(people);
        }
    }
}
