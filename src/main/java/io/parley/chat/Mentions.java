package io.parley.chat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Whom a text calls by {@code @…}, as far as the text tells: whether there is somebody of that handle, and in the channel, is looked up where
 * it is kept.
 *
 * @param words what follows the signs, in lower case: a handle, perhaps followed by dots, dashes and underscores that belong to the text
 * @param channel whether all who are in the channel are called
 * @param here whether all who are here are
 * @param present ids of those who are here, as far as they are called; empty while that is not asked
 */
public record Mentions(List<String> words, boolean channel, boolean here, Set<String> present) {
    /** Of all who are in a channel. */
    public static final String CHANNEL = "channel";
    /** Of all who are here. */
    public static final String HERE = "here";
    /** People in a channel beyond which it has to be said twice that all are called. */
    public static final int CROWD = 50;

    public static final Mentions NONE = new Mentions(List.of(), false, false);

    /** Words that are looked up at most. */
    static final int MOST = 50;

    /** Handles that one word may be. */
    private static final int LONGEST_END = 4;

    /** Not within a word, an address or a path, and not where the sign is escaped. */
    private static final Pattern MENTION = Pattern.compile(
            "(?<![\\p{L}\\p{M}\\p{N}@/\\\\.+=&#-])@([A-Za-z0-9][A-Za-z0-9._-]{0,63})(?![\\p{L}\\p{M}\\p{N}@/])");

    public Mentions {
        words = List.copyOf(words);
        present = Set.copyOf(present);
    }

    /** Of a text alone. */
    public Mentions(List<String> words, boolean channel, boolean here) {
        this(words, channel, here, Set.of());
    }

    /** The same; where it calls all who are here, these are. */
    public Mentions among(Supplier<Set<String>> present) {
        return here ? new Mentions(words, channel, true, present.get()) : this;
    }

    /** Whom that Markdown calls: nobody within code. */
    public static Mentions in(String text) {
        if (text.indexOf('@') < 0) {
            return NONE;
        }
        var words = new LinkedHashSet<String>();
        var channel = false;
        var here = false;
        var found = MENTION.matcher(Code.blanked(text));
        while (found.find()) {
            var word = found.group(1).toLowerCase(Locale.ROOT);
            switch (withoutEnd(word)) {
                case CHANNEL -> channel = true;
                case HERE -> here = true;
                default -> {
                    if (words.size() < MOST) {
                        words.add(word);
                    }
                }
            }
        }
        return words.isEmpty() && !channel && !here ? NONE : new Mentions(List.copyOf(words), channel, here);
    }

    /** The handles a word may be, the longest first: what ends a sentence may belong to it or not. */
    public static List<String> handles(String word) {
        var handles = new LinkedHashSet<String>();
        handles.add(word);
        var shorter = word;
        while (!shorter.equals(withoutEnd(shorter))) {
            shorter = shorter.substring(0, shorter.length() - 1);
            handles.add(shorter);
        }
        return handles.stream().limit(LONGEST_END).toList();
    }

    private static String withoutEnd(String word) {
        var end = word.length();
        while (end > 0 && "._-".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        return word.substring(0, end);
    }
}
