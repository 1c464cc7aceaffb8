package io.parley.web;

import io.parley.people.Held;
import io.parley.people.Person;
import io.parley.people.Refusal;
import io.parley.people.SignedIn;
import io.parley.people.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who sends a request: one for each way to sign in. */
@FunctionalInterface
interface Visitors {
    /**
     * Whoever sends it; nobody when nothing good says so.
     *
     * @throws Refusal `UNAVAILABLE`
     */
    Optional<? extends Visitor> of(HttpServletRequest request);

    /** Whether a name is enough: classic clients know nothing else, and come nowhere else. */
    default boolean byName() {
        return false;
    }

    /** @throws Refusal `SIGNED_OUT` when nobody sent it; `SECOND_FACTOR_NEEDED`; `UNAVAILABLE` */
    static SignedIn visitor(HttpServletRequest request) {
        return switch (request.getUserPrincipal()) {
            case SignedIn visitor -> visitor;
            case Held held -> throw held.refusal();
            case null, default -> throw signedOut();
        };
    }

    /**
     * Also somebody who has to have a second factor and has none, for what makes one.
     *
     * @throws Refusal as {@link #visitor}, also when he has one that he has not shown: else a password alone would make another
     */
    static SignedIn evenWithoutSecondFactor(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Held held && !held.equipped() ? held.signedIn() : visitor(request);
    }

    /** @throws Refusal as {@link #visitor} */
    static Person signedIn(HttpServletRequest request) {
        return visitor(request).person();
    }

    static Refusal signedOut() {
        return new Refusal(Refusal.Code.SIGNED_OUT, "Nobody is signed in. Sign in first.");
    }
}
