package io.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which pages a request may come from: this server's own, and those an operator named. */
final class Origins {
    /** As scheme, host and port. */
    private final Set<String> allowed;

    Origins(Optional<URI> url, Set<URI> others) {
        this.allowed = Stream.concat(url.stream(), others.stream())
                .map(Origins::origin)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a page of another site sent it.
     *
     * <p>No {@code Origin} is no browser, unless it says so by {@code Sec-Fetch-Site}, which no page can forge. Behind a
     * proxy that ends TLS the origin differs from what we see; a browser that calls it its own site is believed.
     */
    boolean foreign(HttpServletRequest request) {
        var site = Optional.ofNullable(request.getHeader("Sec-Fetch-Site"));
        var origins = Collections.list(request.getHeaders("Origin"));
        if (origins.isEmpty()) {
            return site.filter(value -> !value.equals("same-origin") && !value.equals("none"))
                    .isPresent();
        }
        if (origins.size() > 1) {
            return true;
        }
        var origin = parsed(origins.getFirst());
        return origin.isEmpty() || !(own(request, origin.get(), site) || allowed.contains(origin.get()));
    }

    private static boolean own(HttpServletRequest request, String origin, Optional<String> site) {
        return origin.equals(origin(request.getScheme(), request.getServerName(), request.getServerPort()))
                || site.filter("same-origin"::equals).isPresent();
    }

    /** Empty for {@code null}, the origin of sandboxed frames and files, and for nonsense. */
    private static Optional<String> parsed(String header) {
        try {
            var uri = new URI(header.strip());
            return uri.getScheme() == null || uri.getHost() == null ? Optional.empty() : Optional.of(origin(uri));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String origin(URI uri) {
        return origin(uri.getScheme(), uri.getHost(), uri.getPort());
    }

    private static String origin(String scheme, String host, int port) {
        var lower = scheme.toLowerCase(Locale.ROOT);
        var usual = lower.equals("https") ? 443 : 80;
        return lower + "://" + host.toLowerCase(Locale.ROOT) + ":" + (port == -1 ? usual : port);
    }
}
