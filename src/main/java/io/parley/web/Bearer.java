package io.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An access token in a request (RFC 6750, 2.1). */
final class Bearer {
    static final String HEADER = "Authorization";

    private static final Pattern SCHEME = Pattern.compile("(?i:bearer)\\b");
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9_-]{20,100})");

    private Bearer() {}

    /**
     * Whether it wants to show one, good or not: then no cookie counts. What a browser says to a proxy in front that asks for a
     * password (`Basic`), and that the proxy passes on, is none.
     *
     * @param header the value of {@value #HEADER}
     */
    static boolean shown(@Nullable String header) {
        return header != null && SCHEME.matcher(header.strip()).lookingAt();
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
