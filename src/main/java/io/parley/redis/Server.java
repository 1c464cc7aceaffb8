package io.parley.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.StaticCredentialsProvider;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which Redis, and as whom.
 *
 * @param address {@code redis://[user[:password]@]host[:port][/db]}, {@code rediss://…} for TLS, or
 *     {@code redis-sentinel://[user[:password]@]host[:port][,…][/db]#master}
 * @param password in place of one in the address
 */
public record Server(URI address, Optional<String> password) {
    /** Without the password. */
    public String describe() {
        var text = address.toString();
        var at = text.lastIndexOf('@');
        return at < 0 ? text : text.substring(0, text.indexOf("//") + 2) + text.substring(at + 1);
    }

    /** @param patience with each answer while connecting */
    RedisURI uri(String client, Duration patience) {
        var uri = RedisURI.create(address);
        uri.setTimeout(patience);
        uri.setClientName(client);
        uri.setVerifyPeer(SslVerifyMode.FULL);
        uri.getSentinels().forEach(sentinel -> sentinel.setTimeout(patience));
        password.ifPresent(
                given -> uri.setCredentialsProvider(new StaticCredentialsProvider(user(), given.toCharArray())));
        return uri;
    }

    /** Whom the address names; null for Redis's default user. */
    private @Nullable String user() {
        var authority = String.valueOf(address.getRawAuthority());
        var at = authority.lastIndexOf('@');
        var name = at < 0 ? "" : authority.substring(0, at).split(":", 2)[0];
        return name.isEmpty() ? null : URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
