package io.parley.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The page's one inline script. */
final class ImportMap {
    private static final Pattern SCRIPT = Pattern.compile(
            "<script\\s+type=\"importmap\"\\s*>(.*?)</script>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ImportMap() {}

    /**
     * The hash source by which a Content-Security-Policy allows it (CSP Level 3, 2.3.1); absent when there is no map.
     *
     * @param html of the page, as it is served
     */
    static Optional<String> hash(String html) {
        var match = SCRIPT.matcher(html);
        return match.find() ? Optional.of(hashOf(match.group(1))) : Optional.empty();
    }

    /** Browsers hash what they parsed, in which every line end is a line feed. */
    private static String hashOf(String script) {
        try {
            var text = script.replace("\r\n", "\n").replace('\r', '\n').getBytes(StandardCharsets.UTF_8);
            var digest = MessageDigest.getInstance("SHA-256").digest(text);
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
