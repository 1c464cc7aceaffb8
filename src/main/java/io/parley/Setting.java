package io.parley;

import java.util.Locale;
import java.util.function.Function;

/**
 * One setting: its name and how its text is read.
 *
 * @param name such as {@code parley.limits.text}
 * @param otherwise the text that stands for it when no source has it; empty: it is then unset
 * @param right what a right value is, to go on after "right is"
 * @param reader throws {@link IllegalArgumentException} for a wrong value
 * @param secret its value is never shown, and the environment may name a file that holds it
 */
record Setting<T>(String name, String otherwise, String right, Function<String, T> reader, boolean secret) {

    static <T> Setting<T> of(String name, String otherwise, String right, Function<String, T> reader) {
        return new Setting<>(name, otherwise, right, reader, false);
    }

    /** Its name in the environment. */
    String environment() {
        return environment(name);
    }

    static String environment(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** @throws CannotStart naming the setting, where its text was found and what would be right */
    T read(Sources sources) {
        return sources.find(this).map(this::read).orElseGet(() -> reader.apply(otherwise));
    }

    private T read(Sources.Found found) {
        try {
            return reader.apply(found.text());
        } catch (IllegalArgumentException e) {
            var shown = secret ? "" : " \"" + oneLine(found.text()) + "\"";
            throw new CannotStart(
                    name + ": the value" + shown + " from " + found.place() + " is wrong; right is " + right, e);
        }
    }

    private static String oneLine(String text) {
        var line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= 100 ? line : line.substring(0, 100) + "…";
    }
}
