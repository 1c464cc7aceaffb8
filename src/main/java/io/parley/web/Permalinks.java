package io.parley.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Leads from the address of a message, {@code c/<channel>/<seq>}, to its place in the page. It tells nothing of either: the page
 * asks for them, and is answered by who asks.
 */
final class Permalinks extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** A channel's id as browsers encode it, and a number; nothing that could lead elsewhere or end a header. */
    private static final Pattern PLACE = Pattern.compile("/[A-Za-z0-9._~%-]{1,200}/[1-9][0-9]{0,15}");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var mapped = request.getContextPath() + request.getServletPath();
        var target = target(request.getRequestURI().substring(mapped.length()));
        if (target.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Location", target.get());
        response.setStatus(HttpServletResponse.SC_FOUND);
    }

    /** Relative to the address itself, so that it is right behind whatever proxy. @param path below {@code c}, still encoded */
    static Optional<String> target(String path) {
        return PLACE.matcher(path).matches() ? Optional.of("../../#/c" + path) : Optional.empty();
    }
}
