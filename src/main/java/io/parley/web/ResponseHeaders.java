package io.parley.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells browsers what our pages may do, on every answer: load from here alone, run no script but ours, be framed by
 * nobody.
 */
final class ResponseHeaders extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** Hosts that browsers trust over plain http too. */
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String scripts;

    /** @param importMap hash source of the one inline script, absent where the page has none */
    ResponseHeaders(Optional<String> importMap) {
        this.scripts = importMap.map(hash -> "'self' " + hash).orElse("'self'");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", policy(request));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader(
                "Permissions-Policy",
                "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (request.isSecure() || LOCAL.contains(request.getServerName())) {
            // elsewhere browsers ignore it, and complain
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        }
        response.setHeader("Cache-Control", request.getServletPath().startsWith("/api") ? "no-store" : "no-cache");
        chain.doFilter(request, response);
    }

    /** Browsers of before 2022 do not take {@code 'self'} for sockets, so the host is named; TLS may end before us. */
    private String policy(HttpServletRequest request) {
        var host = request.getServerName() + port(request);
        return String.join(
                "; ",
                List.of(
                        "default-src 'none'",
                        "script-src " + scripts,
                        "style-src 'self'",
                        "img-src 'self' blob: data:",
                        "media-src 'self' blob:",
                        "font-src 'self'",
                        "connect-src 'self' ws://" + host + " wss://" + host,
                        "manifest-src 'self'",
                        "worker-src 'self'",
                        "form-action 'self'",
                        "frame-ancestors 'none'",
                        "base-uri 'none'"));
    }

    private static String port(HttpServletRequest request) {
        var port = request.getServerPort();
        return port == (request.isSecure() ? 443 : 80) ? "" : ":" + port;
    }
}
