package io.parley.sql;

import io.parley.chat.Cursor;
import io.parley.chat.Opening;
import io.parley.people.Person;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection begins in each of its channels: it resumes from its cursor as far as the budget goes, else there is a gap.
 *
 * @param people ids of those who have to be named
 */
record Resumption(List<Opening.Start> starts, Set<String> people) {
    /**
     * Plans it by what is known of what was missed.
     *
     * @param budget bytes of missed events over all channels
     * @param lacks gets what has to be known besides: then this plan is none yet. No more than the budget could hold is asked for
     */
    static Resumption plan(
            List<Place> places,
            Map<String, Cursor> cursors,
            long budget,
            Map<Missed.Since, Missed> known,
            Set<Missed.Since> lacks) {
        var people = new LinkedHashSet<String>();
        var starts = new ArrayList<Opening.Start>();
        var left = budget;
        for (var place : places) {
            people.addAll(Views.partners(place.view()));
            var cursor = cursors.get(place.view().id());
            if (cursor != null && cursor.equals(place.head())) {
                // as most are: nothing is asked for a hundred channels in which nothing was said
                starts.add(new Opening.Resume(place.view(), cursor));
                continue;
            }
            var since = since(place, cursor, left);
            var missed = since == null ? null : known.get(since);
            if (since != null && missed == null) {
                lacks.add(since);
                left -= since.least();
            } else if (cursor != null && missed != null && missed.holds() && missed.bytes() <= left) {
                left -= missed.bytes();
                people.addAll(missed.authors());
                starts.add(new Opening.Resume(place.view(), cursor));
            } else {
                starts.add(new Opening.Gap(place.view(), place.head()));
            }
        }
        return new Resumption(starts, people);
    }

    /** What he missed there, if it can be within what is left. */
    private static Missed.@Nullable Since since(Place place, @Nullable Cursor cursor, long left) {
        if (cursor == null || cursor.seq() > place.view().head()) {
            return null;
        }
        var since = new Missed.Since(place.view().id(), cursor, place.view().head());
        return since.least() <= left ? since : null;
    }

    /** @param known people by id */
    Opening opening(Person me, long version, Map<String, Person> known) {
        var named = new LinkedHashSet<Person>();
        named.add(me);
        for (var id : people) {
            var person = known.get(id);
            if (person != null) {
                named.add(person);
            }
        }
        return new Opening(version, starts, List.copyOf(named));
    }
}
