package io.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/** An access token in a request (RFC 6750, 2.1). */
final class Bearer {
    static final String HEADER = "Authorization";

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9_-]{20,100})");

    private Bearer() {}

    /** Whether it wants to show one, good or not: then no cookie counts. */
    static boolean shown(HttpServletRequest request) {
        return request.getHeader(HEADER) != null;
    }

    static Optional<String> in(HttpServletRequest request) {
        var header = request.getHeader(HEADER);
        if (header == null) {
            return Optional.empty();
        }
        var matcher = BEARER.matcher(header.strip());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
