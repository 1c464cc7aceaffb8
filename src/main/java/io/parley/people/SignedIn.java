package io.parley.people;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Somebody who is signed in, and by what: the principal of a request or a socket.
 *
 * @param signIn the id of the sign-in, by which it is asked for and ended; {@value #OPEN} in `open` mode, where there is none
 * @param scopes what it may be used for
 */
public record SignedIn(Person person, String signIn, Set<Scope> scopes) implements Visitor {
    /** Stands for the id where a name is enough; such a one is always good. */
    public static final String OPEN = "open";

    public SignedIn {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(signIn, "signIn");
        scopes = Set.copyOf(scopes);
    }

    /** For everything the person may. */
    public SignedIn(Person person, String signIn) {
        this(person, signIn, EnumSet.allOf(Scope.class));
    }

    @Override
    public SignedIn signedIn() {
        return this;
    }

    /** The same, of whom something else is known now. */
    public SignedIn as(Person person) {
        return new SignedIn(person, signIn, scopes);
    }

    /** By a name alone. */
    public static SignedIn byName(Person person) {
        return new SignedIn(person, OPEN);
    }

    /** The person's id: what a container's log shows of a principal is not the name. */
    @Override
    public String getName() {
        return person.id();
    }
}
