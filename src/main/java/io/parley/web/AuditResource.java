package io.parley.web;

import io.parley.people.Administration;
import io.parley.people.Audit;
import io.parley.people.Refusal;
import io.parley.people.Scope;
import io.parley.people.SignInMode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The audit log, for administrators. */
@Needs(Scope.ADMIN)
@Path("v1/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Administration administration;

    AuditResource(SignInMode.WithAccounts mode) {
        this.administration = mode.administration();
    }

    @GET
    public Page page(
            @QueryParam("after") @Nullable String after,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("person") @Nullable String person,
            @QueryParam("limit") @Nullable String limit,
            @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        if (person != null) {
            Parameters.id("person", person);
        }
        var most = Parameters.limit(limit);
        var entries = administration.audit(visitor, cursor(after), kind(kind), person, most + 1);
        var shown = entries.subList(0, Math.min(most, entries.size()));
        return new Page(
                shown, entries.size() > most ? String.valueOf(shown.getLast().id()) : null);
    }

    private static @Nullable Long cursor(@Nullable String after) {
        if (after == null) {
            return null;
        }
        if (!NUMBER.matcher(after).matches()) {
            throw new Refusal(Refusal.Code.BAD_PARAMETER, "after: must be what `next` was of the page before");
        }
        return Long.valueOf(after);
    }

    private static Audit.@Nullable Kind kind(@Nullable String name) {
        return name == null
                ? null
                : Audit.Kind.of(name)
                        .orElseThrow(() -> new Refusal(Refusal.Code.BAD_PARAMETER, "kind: there is no such kind"));
    }

    /**
     * @param entries the newest first
     * @param next goes on with the older ones, as `after`; absent: these were the last
     */
    public record Page(List<Audit.Entry> entries, @Nullable String next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }
}
