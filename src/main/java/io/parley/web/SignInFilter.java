package io.parley.web;

import io.parley.people.Held;
import io.parley.people.Refusal;
import io.parley.people.Scope;
import io.parley.people.SignedIn;
import io.parley.people.Visitor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request whoever sent it as its principal, a {@link Visitor}, or none.
 *
 * <p>There is never an {@code HttpSession}: with a principal and a session a container ends a socket when the session
 * expires. The store is asked only where somebody wants to know who it is, and before every upgrade, as a socket's
 * principal is the upgrade's.
 */
final class SignInFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final String SOCKET = "/ws";
    private static final String CLASSIC = "/wsapps/";

    private final transient Visitors visitors;
    private final transient BooleanSupplier draining;
    private final transient Problems problems;

    SignInFilter(Visitors visitors, BooleanSupplier draining, Problems problems) {
        this.visitors = visitors;
        this.draining = draining;
        this.problems = problems;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var visited = new Visited(request, visitors);
        if (Upgrades.asked(request)) {
            var problem = hindrance(visited);
            if (problem.isPresent()) {
                problems.answer(response, problem.get());
                return;
            }
        }
        chain.doFilter(visited, response);
    }

    /** Classic clients without a name pass: they are told in their own protocol. */
    private Optional<Problem> hindrance(Visited request) {
        if (draining.getAsBoolean()) {
            return Optional.of(Problem.of(503, "unavailable", "The server is going away; connect again."));
        }
        var path = path(request);
        if (path.startsWith(CLASSIC) && !visitors.byName()) {
            return Optional.of(Problem.of(new Refusal(
                    Refusal.Code.FORBIDDEN,
                    "The classic chat is served only where a name is enough: parley.signin=open.")));
        }
        try {
            if (request.getUserPrincipal() instanceof Held held) {
                return Optional.of(Problem.of(held.refusal()));
            }
            if (request.getUserPrincipal() instanceof SignedIn visitor) {
                return visitor.scopes().contains(Scope.READ)
                        ? Optional.empty()
                        : Optional.of(Problem.of(new Refusal(
                                Refusal.Code.FORBIDDEN, "The access token lacks a scope that this socket needs.")));
            }
            return SOCKET.equals(path) ? Optional.of(Problem.of(Visitors.signedOut())) : Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(Problem.of(refusal));
        }
    }

    private static String path(HttpServletRequest request) {
        var info = request.getPathInfo();
        return request.getServletPath() + (info == null ? "" : info);
    }

    /** A request that knows its visitor, from the first time it is asked. */
    private static final class Visited extends HttpServletRequestWrapper {
        private final Visitors visitors;

        private @Nullable Optional<? extends Visitor> visitor;

        Visited(HttpServletRequest request, Visitors visitors) {
            super(request);
            this.visitors = visitors;
        }

        @Override
        public @Nullable Principal getUserPrincipal() {
            var known = visitor;
            if (known == null) {
                known = visitors.of((HttpServletRequest) getRequest());
                visitor = known;
            }
            return known.orElse(null);
        }

        @Override
        public @Nullable String getRemoteUser() {
            var principal = getUserPrincipal();
            return principal == null ? null : principal.getName();
        }
    }
}
