package io.parley.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds people by what they are called. Calls block on the store and throw {@link Refusal} with `UNAVAILABLE`. */
@FunctionalInterface
public interface PeopleSearch {
    /** In the order of their names, at most as many as asked for. */
    List<Profile> page(Search search);

    /**
     * What is looked for.
     *
     * @param query a part of the name or the handle, in any case; blank: all
     * @param after the id of the last of the page before; null: from the beginning
     * @param known only who shares a channel with the person of this id; null: all
     * @param inactive whether those are found too who cannot sign in
     */
    record Search(
            String query,
            @Nullable String after,
            int limit,
            @Nullable String known,
            boolean inactive) {}
}
