package io.parley.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody uses, in words that he knows it again by: {@code Firefox on Linux}. A hint, as programs say of themselves what they like. */
public final class Device {
    private static final int LONGEST = 40;

    /** What stands in a {@code User-Agent}, and what it means; the first that is found counts, as many name others too. */
    private static final List<List<String>> PROGRAMS = List.of(
            List.of("Edg/", "Edge"),
            List.of("OPR/", "Opera"),
            List.of("SamsungBrowser/", "Samsung Internet"),
            List.of("Firefox/", "Firefox"),
            List.of("FxiOS/", "Firefox"),
            List.of("CriOS/", "Chrome"),
            List.of("Chrome/", "Chrome"),
            List.of("Safari/", "Safari"));

    private static final List<List<String>> SYSTEMS = List.of(
            List.of("Android", "Android"),
            List.of("iPhone", "iPhone"),
            List.of("iPad", "iPad"),
            List.of("Windows", "Windows"),
            List.of("Mac OS X", "macOS"),
            List.of("CrOS", "ChromeOS"),
            List.of("Linux", "Linux"));

    private Device() {}

    /** At most some 40 characters, whatever is given. */
    public static String of(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return "unknown";
        }
        var program = named(userAgent, PROGRAMS);
        var system = named(userAgent, SYSTEMS);
        if (program.isEmpty()) {
            var plain = userAgent.strip().replaceAll("[^ -~]", "?");
            return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
        }
        return system.isEmpty() ? program : program + " on " + system;
    }

    private static String named(String userAgent, List<List<String>> names) {
        return names.stream()
                .filter(name -> userAgent.contains(name.getFirst()))
                .map(List::getLast)
                .findFirst()
                .orElse("");
    }
}
