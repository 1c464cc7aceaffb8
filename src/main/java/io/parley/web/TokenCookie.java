package io.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The cookie that holds the token of a sign-in. Its name says what browsers ensure (RFC 6265bis, 4.1.3): no other host, and
 * no plain connection, can have set it.
 */
final class TokenCookie {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{20,100}");

    /** Of one name: that of this path, and of the ones above, where another Parley may be. */
    private static final int MOST = 4;

    private TokenCookie() {}

    /** The tokens that the request shows, at most a few. */
    static List<String> in(HttpServletRequest request) {
        var name = name(request);
        var tokens = new ArrayList<String>();
        for (var header : Collections.list(request.getHeaders("Cookie"))) {
            for (var cookie : header.split(";", -1)) {
                var equals = cookie.indexOf('=');
                if (equals < 0 || !cookie.substring(0, equals).strip().equals(name)) {
                    continue;
                }
                var token = cookie.substring(equals + 1).strip();
                if (TOKEN.matcher(token).matches() && tokens.size() < MOST) {
                    tokens.add(token);
                }
            }
        }
        return tokens;
    }

    /** For `Set-Cookie`. */
    static String set(HttpServletRequest request, String token, Duration lifetime) {
        var path = request.getContextPath();
        return name(request) + "=" + token
                + "; Path=" + (path.isEmpty() ? "/" : path)
                + "; Max-Age=" + lifetime.toSeconds()
                + "; HttpOnly; SameSite=Lax"
                + (request.isSecure() ? "; Secure" : "");
    }

    /** For `Set-Cookie`: it is worth nothing any more. */
    static String forget(HttpServletRequest request) {
        return set(request, "", Duration.ZERO);
    }

    private static String name(HttpServletRequest request) {
        if (!request.isSecure()) {
            return "parley";
        }
        return request.getContextPath().isEmpty() ? "__Host-parley" : "__Secure-parley";
    }
}
