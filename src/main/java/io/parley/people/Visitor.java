package io.parley.people;

import java.security.Principal;

/** Whoever a request comes from, as far as he has shown who he is. */
public sealed interface Visitor extends Principal permits SignedIn, Held {
    /** By what he is in. */
    SignedIn signedIn();
}
