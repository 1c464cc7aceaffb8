package io.parley.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Shows a request as its browser sent it, where a proxy we were told of passes it on.
 *
 * <p>Of each header counts what the nearest proxy said, the last value: the ones before may be anybody's. Only of the
 * addresses in {@code X-Forwarded-For} those are skipped from the right that are proxies we trust.
 */
final class Forwarded extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");

    private final transient Predicate<InetAddress> trusted;

    /** @param trusted tells the addresses of proxies */
    Forwarded(Predicate<InetAddress> trusted) {
        this.trusted = trusted;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(trusted(request.getRemoteAddr()) ? asSent(request) : request, response);
    }

    private HttpServletRequest asSent(HttpServletRequest request) {
        var secure = last(request, "X-Forwarded-Proto")
                .map(proto -> proto.toLowerCase(Locale.ROOT).equals("https"))
                .orElse(request.isSecure());
        var host = last(request, "X-Forwarded-Host").map(HOST::matcher).filter(match -> match.matches());
        var usual = secure ? 443 : 80;
        var port = host.map(match -> match.group(2) == null ? usual : Integer.parseInt(match.group(2)))
                .orElse(secure == request.isSecure() ? request.getServerPort() : usual);
        return new AsSent(
                request,
                secure,
                host.map(match -> match.group(1)).orElse(request.getServerName()),
                port,
                client(request));
    }

    /** The address the outermost trusted proxy saw. */
    private String client(HttpServletRequest request) {
        var client = request.getRemoteAddr();
        var hops = values(request, "X-Forwarded-For");
        Collections.reverse(hops);
        for (var hop : hops) {
            if (address(hop).isEmpty()) {
                return client;
            }
            client = hop;
            if (!trusted(hop)) {
                return client;
            }
        }
        return client;
    }

    private boolean trusted(String literal) {
        return address(literal).filter(trusted).isPresent();
    }

    /** Names are never looked up: only literals reach the resolver, which then does not ask anybody. */
    private static Optional<InetAddress> address(String literal) {
        if (literal.indexOf(':') < 0 && !IPV4.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> last(HttpServletRequest request, String header) {
        var values = values(request, header);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    private static List<String> values(HttpServletRequest request, String header) {
        var values = new ArrayList<String>();
        for (var line : Collections.list(request.getHeaders(header))) {
            for (var value : line.split(",")) {
                values.add(value.strip());
            }
        }
        return values;
    }

    private static final class AsSent extends HttpServletRequestWrapper {
        private final boolean secure;
        private final String host;
        private final int port;
        private final String client;

        AsSent(HttpServletRequest request, boolean secure, String host, int port, String client) {
            super(request);
            this.secure = secure;
            this.host = host;
            this.port = port;
            this.client = client;
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getScheme() {
            return secure ? "https" : "http";
        }

        @Override
        public String getServerName() {
            return host;
        }

        @Override
        public int getServerPort() {
            return port;
        }

        @Override
        public String getRemoteAddr() {
            return client;
        }

        @Override
        public String getRemoteHost() {
            return client;
        }

        @Override
        public StringBuffer getRequestURL() {
            var usual = port == (secure ? 443 : 80);
            return new StringBuffer(getScheme() + "://" + host + (usual ? "" : ":" + port) + getRequestURI());
        }
    }
}
