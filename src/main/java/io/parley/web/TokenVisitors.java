package io.parley.web;

import io.parley.people.AccessTokens;
import io.parley.people.Entrance;
import io.parley.people.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** With accounts: whoever holds the token of a sign-in, in a cookie, or one for programs, in a header. The store is asked each time, as it may have ended. */
final class TokenVisitors implements Visitors {
    private final Entrance entrance;
    private final AccessTokens tokens;

    TokenVisitors(Entrance entrance, AccessTokens tokens) {
        this.entrance = entrance;
        this.tokens = tokens;
    }

    @Override
    public Optional<Visitor> of(HttpServletRequest request) {
        if (Bearer.shown(request.getHeader(Bearer.HEADER))) {
            return Bearer.in(request).flatMap(tokens::visitor);
        }
        return TokenCookie.SIGN_IN.in(request).stream()
                .flatMap(token -> entrance.visitor(token).stream())
                .findFirst();
    }
}
