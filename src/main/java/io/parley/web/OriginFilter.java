package io.parley.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** Lets no foreign page act in a visitor's name: neither by a socket nor by a request that changes something. */
final class OriginFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final transient Origins origins;
    private final transient Problems problems;

    OriginFilter(Origins origins, Problems problems) {
        this.origins = origins;
        this.problems = problems;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var acts = !SAFE.contains(request.getMethod()) || Upgrades.asked(request);
        if (acts && origins.foreign(request)) {
            problems.answer(
                    response,
                    Problem.of(
                            403, "forbidden", "The request comes from a page of another site (see parley.origins)."));
        } else {
            chain.doFilter(request, response);
        }
    }
}
