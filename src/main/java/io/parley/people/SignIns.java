package io.parley.people;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether those who were let in may still be here.
 *
 * <p>Calls block on the store and throw {@link Refusal} with `UNAVAILABLE` when it does not answer.
 */
@FunctionalInterface
public interface SignIns {
    /** Whether the sign-in of that id is there, has not run out, and is that of somebody who may sign in. */
    boolean standing(String signIn);

    /** Those of them that are. */
    default Set<String> standing(Collection<String> signIns) {
        return signIns.stream().filter(this::standing).collect(Collectors.toSet());
    }

    /** They are in use: their idle time begins again. Written soon, not at once. */
    default void seen(Collection<String> signIns) {}

    /** Where a name is enough: always. */
    static SignIns open() {
        return signIn -> true;
    }
}
