package io.parley.authority;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.parley.chat.Command;
import io.parley.web.Web;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the product offers, by its classes. */
public final class Mounted {
    /** There only where a name is enough. */
    private static final Set<String> OF_OPEN_MODE = Set.of("NameSignInResource");

    private Mounted() {}

    /**
     * One method of a resource.
     *
     * @param name such as {@code GET v1/channels/{channel}/messages}
     */
    public record Route(String name, Class<?> resource, Method method) {}

    /** Every route of a server whose people have accounts. */
    static Set<String> routes() {
        return methods().stream()
                .filter(route -> !OF_OPEN_MODE.contains(route.resource().getSimpleName()))
                .map(Route::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What answers them, whichever way people sign in. */
    public static List<Route> methods() {
        var routes = new ArrayList<Route>();
        new ClassFileImporter().importUrl(resources()).forEach(imported -> {
            if (imported.isAnnotatedWith(Path.class)) {
                var resource = imported.reflect();
                for (var method : resource.getDeclaredMethods()) {
                    method(method)
                            .ifPresent(verb ->
                                    routes.add(new Route(verb + " " + path(resource, method), resource, method)));
                }
            }
        });
        return routes;
    }

    /** Their folder: by a package's name they would be looked for in every library too. */
    private static URL resources() {
        var file = Web.class.getResource("Web.class");
        try {
            return URI.create(String.valueOf(file)).resolve(".").toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> method(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Class<?> resource, Method method) {
        var path = resource.getAnnotation(Path.class).value();
        var below = method.getAnnotation(Path.class);
        // what a parameter has to look like is of no matter here
        return (below == null ? path : path + "/" + below.value()).replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    }

    /** Every command, as it is called on a socket. */
    static Set<String> commands() {
        var commands = new TreeSet<String>();
        var named = Command.class.getAnnotation(JsonbTypeInfo.class).value();
        Stream.of(Command.class.getPermittedSubclasses())
                .forEach(type -> commands.add(Arrays.stream(named)
                        .filter(subtype -> subtype.type() == type)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(type + " has no name"))
                        .alias()));
        return commands;
    }
}
