package io.parley.chat;

import java.util.regex.Pattern;

/** Where Markdown is code: fenced and indented blocks, and spans (CommonMark 4.4, 4.5, 6.1), found in one pass over the lines. */
final class Code {
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})(.*)");
    /** Marks without a partner, each of which costs a look ahead to the end; then the rest is taken for text. */
    private static final int MOST_ALONE = 50;

    private static final String PARAGRAPH_END = "\u2029";

    private Code() {}

    /** The text with everything in code replaced by blanks. */
    static String blanked(String text) {
        if (text.indexOf('`') < 0 && text.indexOf("~~~") < 0 && text.indexOf("    ") < 0 && text.indexOf('\t') < 0) {
            return text;
        }
        var shown = new StringBuilder();
        var fence = "";
        var paragraph = false;
        for (var line : text.split("\\r\\n|\\r|\\n", -1)) {
            var mark = FENCE.matcher(line);
            var opens = mark.matches();
            if (!fence.isEmpty()) {
                if (opens && mark.group(1).startsWith(fence) && mark.group(2).isBlank()) {
                    fence = "";
                }
                shown.append('\n');
                paragraph = false;
            } else if (opens && (mark.group(1).charAt(0) == '~' || mark.group(2).indexOf('`') < 0)) {
                fence = mark.group(1);
                shown.append('\n');
            } else if (!paragraph && indented(line)) {
                shown.append('\n');
            } else {
                paragraph = !line.isBlank();
                // a blank line ends a paragraph, and no span goes beyond it
                shown.append(paragraph ? line : PARAGRAPH_END).append('\n');
            }
        }
        return spans(shown);
    }

    private static boolean indented(String line) {
        return (line.startsWith("    ") || line.startsWith("\t")) && !line.isBlank();
    }

    private static String spans(StringBuilder text) {
        var at = 0;
        var alone = 0;
        // of the paragraph; looked for once in each, as the way there may be long
        var border = 0;
        while (alone < MOST_ALONE && (at = text.indexOf("`", at)) >= 0) {
            if (at > 0 && text.charAt(at - 1) == '\\') {
                at++;
                continue;
            }
            if (at >= border) {
                var next = text.indexOf(PARAGRAPH_END, at);
                border = next < 0 ? text.length() : next;
            }
            var length = run(text, at);
            var end = end(text, at + length, length, border);
            for (var i = at; i < end; i++) {
                text.setCharAt(i, ' ');
            }
            alone += end < 0 ? 1 : 0;
            at = end < 0 ? at + length : end;
        }
        return text.toString();
    }

    /** Where the span ends that a run of so many begins, before the border; -1: nowhere. */
    private static int end(StringBuilder text, int from, int length, int border) {
        var at = from;
        while ((at = text.indexOf("`", at)) >= 0 && at < border) {
            var found = run(text, at);
            at += found;
            if (found == length) {
                return at;
            }
        }
        return -1;
    }

    private static int run(StringBuilder text, int at) {
        var end = at;
        while (end < text.length() && text.charAt(end) == '`') {
            end++;
        }
        return end - at;
    }
}
