package io.parley.web;

import io.parley.people.Person;
import io.parley.people.Refusal;
import io.parley.people.SignedIn;
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
    Optional<SignedIn> of(HttpServletRequest request);

    /** Whether a name is enough: classic clients know nothing else, and come nowhere else. */
    default boolean byName() {
        return false;
    }

    /** @throws Refusal `SIGNED_OUT` when nobody sent it; `UNAVAILABLE` */
    static SignedIn visitor(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof SignedIn visitor) {
            return visitor;
        }
        throw signedOut();
    }

    /** @throws Refusal `SIGNED_OUT` when nobody sent it; `UNAVAILABLE` */
    static Person signedIn(HttpServletRequest request) {
        return visitor(request).person();
    }

    static Refusal signedOut() {
        return new Refusal(Refusal.Code.SIGNED_OUT, "Nobody is signed in. Sign in first.");
    }
}
