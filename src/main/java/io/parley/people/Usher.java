package io.parley.people;

import java.util.List;

/** Leads somebody new into channels, as the one who invited him would; where that one may not, it does not. */
@FunctionalInterface
public interface Usher {
    /** Returns when it is done. */
    void lead(String by, String person, List<String> channels);
}
