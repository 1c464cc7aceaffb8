package io.parley.people;

/**
 * Whether those who were let in may still be here.
 *
 * <p>Calls block on the store and throw {@link Refusal} with `UNAVAILABLE` when it does not answer.
 */
@FunctionalInterface
public interface SignIns {
    /** Whether the sign-in of that id is there, has not run out, and is that of somebody who may sign in. */
    boolean standing(String signIn);

    /** Where a name is enough: always. */
    static SignIns open() {
        return signIn -> true;
    }
}
