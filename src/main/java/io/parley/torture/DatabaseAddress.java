package io.parley.torture;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL is.
 *
 * @param parameters of the URL, {@code name=value} joined by {@code &}; may be empty
 */
record DatabaseAddress(String host, int port, String name, String parameters) {
    private static final int USUAL_PORT = 5432;
    private static final Pattern URL = Pattern.compile(
            "jdbc:postgresql://(?<host>[\\w.-]+|\\[[0-9a-fA-F:.]+])(:(?<port>\\d{1,5}))?/(?<name>[^/?]*)(\\?(?<rest>.*))?");

    /** @throws CannotTorture when it is none; the text may hold a password and is not shown */
    static DatabaseAddress parse(String text, Map<String, String> environment) {
        var url = URL.matcher(text);
        if (!url.matches()) {
            throw new CannotTorture("--database: it is no address of one PostgreSQL; right is"
                    + " jdbc:postgresql://host:port/name?user=…&password=…");
        }
        var parameters = url.group("rest") == null ? "" : url.group("rest");
        if (("&" + parameters).contains("&currentSchema=")) {
            throw new CannotTorture("--database: currentSchema is the torture's own; right is an address without it");
        }
        var port = url.group("port") == null ? USUAL_PORT : Integer.parseInt(url.group("port"));
        var address = new DatabaseAddress(url.group("host"), port, url.group("name"), parameters);
        return address.with("user", environment.get("PARLEY_DATABASE_USER"))
                .with("password", environment.get("PARLEY_DATABASE_PASSWORD"));
    }

    /** The same database. */
    String url() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /** The same database by way of a port of this machine, with the names of one schema. */
    String url(int throughPort, String schema) {
        return with("currentSchema", schema).at("127.0.0.1", throughPort).url();
    }

    private DatabaseAddress at(String otherHost, int otherPort) {
        return new DatabaseAddress(otherHost, otherPort, name, parameters);
    }

    private DatabaseAddress with(String parameter, @Nullable String value) {
        if (value == null || ("&" + parameters).contains("&" + parameter + "=")) {
            return this;
        }
        var more = parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return new DatabaseAddress(host, port, name, parameters.isEmpty() ? more : parameters + "&" + more);
    }

    @Override
    public String toString() {
        return "PostgreSQL at " + host + ":" + port;
    }
}
