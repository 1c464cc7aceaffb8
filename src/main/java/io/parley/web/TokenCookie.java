package io.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A cookie that holds a secret of this Parley's. Its name says what browsers ensure (RFC 6265bis, 4.1.3): no other host, and
 * no plain connection, can have set it.
 *
 * @param name before which that is written
 * @param sameSite what pages of other sites make the browser send it with
 */
record TokenCookie(String name, String sameSite) {
    /** The token of a sign-in: a link on another site leads to somebody who is signed in. */
    static final TokenCookie SIGN_IN = new TokenCookie("parley", "Lax");

    /** What a browser keeps between a passkey's challenge and the answer, both of which only our own page asks for. */
    static final TokenCookie PASSKEY = new TokenCookie("parley-passkey", "Strict");

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{20,100}");

    /** Of one name: that of this path, and of the ones above, where another Parley may be. */
    private static final int MOST = 4;

    /** The tokens that the request shows, at most a few. */
    List<String> in(HttpServletRequest request) {
        var shown = name(request);
        var tokens = new ArrayList<String>();
        for (var header : Collections.list(request.getHeaders("Cookie"))) {
            for (var cookie : header.split(";", -1)) {
                var equals = cookie.indexOf('=');
                if (equals < 0 || !cookie.substring(0, equals).strip().equals(shown)) {
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
    String set(HttpServletRequest request, String token, Duration lifetime) {
        var path = request.getContextPath();
        return name(request) + "=" + token
                + "; Path=" + (path.isEmpty() ? "/" : path)
                + "; Max-Age=" + lifetime.toSeconds()
                + "; HttpOnly; SameSite=" + sameSite
                + (request.isSecure() ? "; Secure" : "");
    }

    /** For `Set-Cookie`: it is worth nothing any more. */
    String forget(HttpServletRequest request) {
        return set(request, "", Duration.ZERO);
    }

    private String name(HttpServletRequest request) {
        if (!request.isSecure()) {
            return name;
        }
        return (request.getContextPath().isEmpty() ? "__Host-" : "__Secure-") + name;
    }
}
