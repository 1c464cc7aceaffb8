package io.parley.authority;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One that tries one thing: with people, channels and files that no other cell has, so that none changes what another finds.
 *
 * @param row of its table, from 0
 * @param table a letter
 * @param scopes those of the access token by which he comes, as in the store; null: he comes by a cookie
 */
record Cell(char table, int row, Actor actor, @Nullable String scopes) {
    Cell(char table, int row, Actor actor) {
        this(table, row, actor, null);
    }

    /** In an hour, in milliseconds since 1970. */
    private static final long SOON = System.currentTimeMillis() + 3_600_000;

    /** Names everything that is its own. */
    String id() {
        return table + "" + row + "c" + actor.ordinal();
    }

    String me() {
        return "me-" + id();
    }

    /** A member who is in all of the channels. */
    String other() {
        return "other-" + id();
    }

    /** A member who is in no channel at all, and has a picture. */
    String stranger() {
        return "stranger-" + id();
    }

    /** What says who he is, as a header's name and value. */
    Optional<Map.Entry<String, String>> credential() {
        return scopes == null
                ? actor.cookie(this).map(cookie -> Map.entry("Cookie", cookie))
                : Optional.of(Map.entry("Authorization", "Bearer " + accessToken()));
    }

    String accessToken() {
        return "parley_access-token-" + id();
    }

    String token() {
        return "token-of-nobody-but-" + id();
    }

    String otherToken() {
        return "token-of-the-other-in-" + id();
    }

    /** The token of an invitation. */
    String invite() {
        return "invite-of-256-random-bits-" + id();
    }

    /** A private channel. */
    String channel() {
        return "private-" + id();
    }

    /** There is none of that id. */
    String noChannel() {
        return "privates" + id();
    }

    /** A public channel. */
    String open() {
        return "public-" + id();
    }

    /** The text with what stands for something of this cell's own: `$cell`, `$me`, `$other`, `$channel`, … */
    String fill(String text) {
        return text.replace("$cell", id())
                .replace("$me", me())
                .replace("$other", other())
                .replace("$stranger", stranger())
                .replace("$channel", channel())
                .replace("$public", open())
                .replace("$file", "file-" + id())
                .replace("$draft", "draft-" + id())
                .replace("$theirs", "theirs-" + id())
                .replace("$signin", "signin-" + id())
                .replace("$invite", invite())
                .replace("$soon", Long.toString(SOON));
    }

    /** The same, but of what there is not: asked for, it must look as what is somebody else's. */
    String miss(String text) {
        return fill(text.replace("$channel", noChannel())
                .replace("$stranger", "strangir-" + id())
                .replace("$file", "fill-" + id())
                .replace("$theirs", "therrs-" + id()));
    }

    /** What was answered about what there is not, with the names of what there is. */
    String renamed(String answer) {
        return answer.replace(noChannel(), channel()).replace("therrs-" + id(), "theirs-" + id());
    }
}
