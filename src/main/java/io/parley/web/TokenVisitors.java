package io.parley.web;

import io.parley.people.Entrance;
import io.parley.people.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** With accounts: whoever holds the token of a sign-in, in a cookie. The store is asked each time, as it may have ended. */
final class TokenVisitors implements Visitors {
    private final Entrance entrance;

    TokenVisitors(Entrance entrance) {
        this.entrance = entrance;
    }

    @Override
    public Optional<SignedIn> of(HttpServletRequest request) {
        return TokenCookie.in(request).stream()
                .flatMap(token -> entrance.visitor(token).stream())
                .findFirst();
    }
}
