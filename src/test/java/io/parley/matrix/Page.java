package io.parley.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The files that {@code src/docs/deploy.md} shows: each begins with a comment that has its path. */
final class Page {
    private static final Path DEPLOY = Path.of("src/docs/deploy.md");

    private Page() {}

    /**
     * The file as it is shown, but for ports, paths and addresses of the example.
     *
     * @param path such as {@code /etc/nginx/conf.d/parley.conf}
     * @param instead what stands for what: each must be there
     */
    static String file(String path, Map<String, String> instead) throws IOException {
        var page = Files.readString(DEPLOY);
        var begin = page.indexOf("\n# " + path + "\n");
        if (begin < 0) {
            throw new AssertionError(DEPLOY + " shows no " + path);
        }
        var file = page.substring(begin + 1, page.indexOf("\n```", begin) + 1);
        for (var change : instead.entrySet()) {
            if (!file.contains(change.getKey())) {
                throw new AssertionError(path + " in " + DEPLOY + " has no \"" + change.getKey() + "\"");
            }
            file = file.replace(change.getKey(), change.getValue());
        }
        return file;
    }
}
