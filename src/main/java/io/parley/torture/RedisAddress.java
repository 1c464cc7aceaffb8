package io.parley.torture;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where Redis is.
 *
 * @param user absent: the default one
 * @param number of the logical database
 */
record RedisAddress(String host, int port, Optional<String> user, Optional<String> password, int number) {
    private static final int USUAL_PORT = 6379;

    /** @throws CannotTorture when it is none; the text may hold a password and is not shown */
    static RedisAddress parse(String text) {
        try {
            var uri = new URI(text);
            var path = Optional.ofNullable(uri.getPath()).orElse("");
            if ("redis".equals(uri.getScheme()) && uri.getHost() != null && path.matches("|/|/\\d{1,4}")) {
                var login = Optional.ofNullable(uri.getUserInfo());
                var number = path.length() > 1 ? Integer.parseInt(path.substring(1)) : 0;
                return new RedisAddress(
                        uri.getHost(),
                        uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                        login.map(both -> both.replaceFirst(":.*", "")).filter(user -> !user.isEmpty()),
                        login.map(both -> both.substring(both.indexOf(':') + 1)),
                        number);
            }
        } catch (URISyntaxException e) {
            // said below, without the password it may hold
        }
        throw new CannotTorture("--redis: it is no address of one Redis without TLS; right is"
                + " redis://user:password@host:port/number");
    }

    /** The same Redis by way of a port of this machine. */
    String url(int throughPort) {
        try {
            var login = password.map(secret -> user.orElse("") + ":" + secret).orElse(null);
            return new URI("redis", login, "127.0.0.1", throughPort, "/" + number, null, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("it was read from such an address", e);
        }
    }

    @Override
    public String toString() {
        return "Redis at " + host + ":" + port;
    }
}
