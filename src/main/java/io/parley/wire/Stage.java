package io.parley.wire;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a classic endpoint carries; named by its path. */
enum Stage {
    /** `wschat-s`: text only. */
    TEXT,
    /** `wschat`: text and files. */
    FILES,
    /** `wschat-redis`: text and files, and the newest messages greet who joins. */
    HISTORY;

    private static final Pattern PATH = Pattern.compile("(wschat(?:-s|-redis)?)(?:\\.(?:json|html|txt))?");
    private static final Map<String, Stage> NAMED = Map.of("wschat-s", TEXT, "wschat", FILES, "wschat-redis", HISTORY);

    /** The stage at {@code wsapps/<name>}; empty when there is none. */
    static Optional<Stage> named(String name) {
        var match = PATH.matcher(name);
        return match.matches() ? Optional.ofNullable(NAMED.get(match.group(1))) : Optional.empty();
    }

    boolean files() {
        return this != TEXT;
    }
}
