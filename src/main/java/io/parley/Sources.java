package io.parley;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Where settings stand, most specific first. A blank value counts as absent.
 *
 * @param jndi by names such as {@code parley/limits/text}, below {@code java:comp/env}
 * @param parameters of the servlet context
 * @param properties of the system
 * @param environment of the process
 * @param file {@code parley.properties} in the home
 */
record Sources(
        Map<String, String> jndi,
        Map<String, String> parameters,
        Map<String, String> properties,
        Map<String, String> environment,
        Map<String, String> file) {

    /** The name of the file in the home. */
    static final String FILE = "parley.properties";

    private static final String PREFIX = "parley.";
    private static final String JNDI_PREFIX = "parley/";
    private static final String ENVIRONMENT_PREFIX = "PARLEY_";

    /** A value and, for people, where it stands. */
    record Found(String text, String place) {}

    Sources {
        jndi = Map.copyOf(jndi);
        parameters = Map.copyOf(parameters);
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
        file = Map.copyOf(file);
    }

    /** The same sources and the file in that home, if there is one. */
    Sources withFileIn(Path home) {
        var path = home.resolve(FILE);
        var read = new Properties();
        if (Files.exists(path)) {
            try (var reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                read.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new CannotStart(path + " cannot be read: " + e, e);
            }
        }
        return new Sources(jndi, parameters, properties, environment, text(read));
    }

    /** Those entries of properties that are texts. */
    static Map<String, String> text(Properties properties) {
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    Optional<Found> find(Setting<?> setting) {
        var name = setting.name();
        return in(jndi, name.replace('.', '/'), "JNDI java:comp/env/")
                .or(() -> in(parameters, name, "the context parameter "))
                .or(() -> in(properties, name, "the system property "))
                .or(() -> in(environment, setting.environment(), "the environment variable ")
                        .filter(found -> !kubernetes(setting.environment())))
                .or(() -> setting.secret() ? inNamedFile(setting) : Optional.empty())
                .or(() -> in(file, name, FILE + ", "));
    }

    private static Optional<Found> in(Map<String, String> values, String name, String place) {
        return Optional.ofNullable(values.get(name))
                .filter(text -> !text.isBlank())
                .map(text -> new Found(text.strip(), place + name));
    }

    private Optional<Found> inNamedFile(Setting<?> setting) {
        return in(environment, setting.environment() + "_FILE", "the environment variable ")
                .map(found -> {
                    try {
                        return new Found(
                                Files.readString(Path.of(found.text())).strip(), "the file named by " + found.place());
                    } catch (IOException | IllegalArgumentException e) {
                        throw new CannotStart(
                                setting.name() + ": the file \"" + found.text() + "\" named by " + found.place()
                                        + " cannot be read: " + e,
                                e);
                    }
                });
    }

    /**
     * Refuses names that no setting has: a misspelt setting would otherwise be silently without effect.
     *
     * @return a warning for each such name in the environment, where others may have put it
     * @throws CannotStart for the first such name elsewhere
     */
    List<String> checkNames(Collection<Setting<?>> known) {
        var names = known.stream().map(Setting::name).toList();
        refuseUnknown(
                jndi,
                JNDI_PREFIX,
                "JNDI java:comp/env/",
                names.stream().map(name -> name.replace('.', '/')).toList());
        refuseUnknown(parameters, PREFIX, "the context parameter ", names);
        refuseUnknown(properties, PREFIX, "the system property ", names);
        refuseUnknown(file, "", FILE + ", ", names);
        var inEnvironment =
                new ArrayList<>(names.stream().map(Setting::environment).toList());
        known.stream()
                .filter(Setting::secret)
                .map(setting -> setting.environment() + "_FILE")
                .forEach(inEnvironment::add);
        return unknown(environment, ENVIRONMENT_PREFIX, inEnvironment).stream()
                .filter(name -> !kubernetes(name))
                .map(name -> "The environment variable " + name + " is no setting of Parley"
                        + Spelling.suggestion(name, inEnvironment))
                .toList();
    }

    private static void refuseUnknown(Map<String, String> values, String prefix, String place, List<String> known) {
        unknown(values, prefix, known).stream().findFirst().ifPresent(name -> {
            throw new CannotStart(place + name + " is no setting of Parley" + Spelling.suggestion(name, known));
        });
    }

    private static List<String> unknown(Map<String, String> values, String prefix, List<String> known) {
        return values.keySet().stream()
                .filter(name -> name.startsWith(prefix) && !known.contains(name))
                .sorted()
                .toList();
    }

    /**
     * Whether Kubernetes put it there: next to a service named {@code parley} each pod's environment has
     * {@code PARLEY_SERVICE_HOST}, {@code PARLEY_PORT=tcp://…} and {@code PARLEY_PORT_8080_TCP…}.
     */
    private boolean kubernetes(String variable) {
        return variable.startsWith("PARLEY_SERVICE_")
                || variable.matches("PARLEY_PORT(_\\d+_(TCP|UDP|SCTP).*)?")
                        && (variable.length() > "PARLEY_PORT".length()
                                || environment.getOrDefault(variable, "").matches("(tcp|udp|sctp)://.*"));
    }
}
