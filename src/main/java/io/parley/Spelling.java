package io.parley;

import java.util.Comparator;
import java.util.List;

/** What somebody who misspelt a name most likely meant. */
final class Spelling {
    private static final int MOST_EDITS = 2;

    private Spelling() {}

    /** {@code ; did you mean …?}, or nothing when no known name is near. */
    static String suggestion(String name, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> edits(name, candidate)))
                .filter(nearest -> edits(name, nearest) <= MOST_EDITS)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; the settings are " + String.join(", ", known));
    }

    /** Characters to put in, take out or replace to get from one to the other (Levenshtein's distance). */
    static int edits(String from, String to) {
        var row = new int[to.length() + 1];
        for (var j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.length; j++) {
                var replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
