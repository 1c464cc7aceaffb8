package io.parley.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings that are needed before there is a web application. It reads and checks them all again, by the same rules
 * and in the same words: a test compares the two.
 *
 * @param home absolute
 * @param address a name or address of this machine, or {@code *} for all of them
 * @param port 0 for any free one
 * @param path of the web application, as a servlet container writes it: empty for the root
 */
public record LaunchSettings(Path home, String address, int port, String path) {
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern HOST = Pattern.compile("\\*|[\\w.:%-]{1,255}");

    private static final Pattern PATH = Pattern.compile("/|(/[\\w.~-]{1,100}){1,10}/?");

    private record Found(String text, String place) {}

    /** Where settings stand, most specific first; what only a servlet container offers is missing here. */
    private record Places(Map<String, String> properties, Map<String, String> environment, Map<String, String> file) {
        Optional<Found> find(String name) {
            var variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
            return in(properties, name, "the system property ")
                    .or(() -> in(environment, variable, "the environment variable ")
                            .filter(found -> !kubernetes(variable, found.text())))
                    .or(() -> in(file, name, "parley.properties, "));
        }

        private static Optional<Found> in(Map<String, String> values, String name, String place) {
            return Optional.ofNullable(values.get(name))
                    .filter(text -> !text.isBlank())
                    .map(text -> new Found(text.strip(), place + name));
        }

        /** It puts {@code PARLEY_PORT=tcp://…} next to a service named {@code parley}. */
        private static boolean kubernetes(String variable, String value) {
            return variable.equals("PARLEY_PORT") && value.matches("(tcp|udp|sctp)://.*");
        }
    }

    /**
     * Reads them.
     *
     * @param usualHome the home if nothing names one
     * @throws CannotLaunch with one line about the first that is wrong
     */
    public static LaunchSettings read(Map<String, String> properties, Map<String, String> environment, Path usualHome) {
        var withoutFile = new Places(properties, environment, Map.of());
        var home = withoutFile
                .find("parley.home")
                .map(LaunchSettings::path)
                .orElse(usualHome)
                .toAbsolutePath()
                .normalize();
        var places = new Places(properties, environment, file(home.resolve("parley.properties")));
        var port = places.find("parley.port").map(LaunchSettings::port).orElse(8080);
        var address = places.find("parley.address").map(LaunchSettings::host).orElse("localhost");
        var path = places.find("parley.path").map(LaunchSettings::contextPath).orElse("");
        return new LaunchSettings(home, address, port, path);
    }

    /** The texts among some properties. */
    static Map<String, String> text(Properties properties) {
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private static Map<String, String> file(Path path) {
        var read = new Properties();
        if (Files.exists(path)) {
            try (var reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                read.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new CannotLaunch(path + " cannot be read: " + e, e);
            }
        }
        return text(read);
    }

    private static Path path(Found found) {
        try {
            return Path.of(found.text());
        } catch (IllegalArgumentException e) {
            throw wrong("parley.home", found, "the path of a folder", e);
        }
    }

    private static int port(Found found) {
        try {
            var port = Integer.parseInt(found.text());
            if (port < 0 || port > HIGHEST_PORT) {
                throw new IllegalArgumentException("out of range");
            }
            return port;
        } catch (IllegalArgumentException e) {
            throw wrong("parley.port", found, "a whole number from 0 to " + HIGHEST_PORT, e);
        }
    }

    private static String host(Found found) {
        if (!HOST.matcher(found.text()).matches()) {
            throw wrong(
                    "parley.address",
                    found,
                    "a name or address of this machine, or * for all of them",
                    new IllegalArgumentException("not a host"));
        }
        return found.text();
    }

    private static String contextPath(Found found) {
        var text = found.text();
        if (!PATH.matcher(text).matches() || text.contains("/.")) {
            throw wrong(
                    "parley.path", found, "/ or a path such as /team/chat", new IllegalArgumentException("not a path"));
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static CannotLaunch wrong(String name, Found found, String right, Exception cause) {
        var line = found.text().replaceAll("\\p{Cntrl}", "?");
        var shown = line.length() <= 100 ? line : line.substring(0, 100) + "…";
        return new CannotLaunch(
                name + ": the value \"" + shown + "\" from " + found.place() + " is wrong; right is " + right, cause);
    }
}
