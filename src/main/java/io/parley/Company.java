package io.parley;

import io.parley.chat.Bus;
import io.parley.chat.Journal;
import io.parley.chat.Recent;
import io.parley.chat.RecentFirst;
import io.parley.people.Directory;
import java.util.Optional;

/**
 * What nodes have of each other: what they tell, and what passed lately.
 *
 * @param recent empty where nothing is kept apart from the journal
 */
record Company(Bus bus, Optional<Recent> recent) {
    /** The journal as those read it who join and catch up. */
    Journal over(Journal journal, Directory directory) {
        return recent.<Journal>map(kept -> new RecentFirst(journal, kept, directory))
                .orElse(journal);
    }
}
