package io.parley;

import jakarta.servlet.ServletContext;
import java.io.File;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.sql.DataSource;

/** The sources of settings as a servlet container offers them. */
final class ContextSources {
    private static final String ENVIRONMENT = "java:comp/env";
    private static final String OURS = "parley";
    private static final String VERSION = "##";

    private ContextSources() {}

    /** All but the file, as the home is not known yet. */
    static Sources of(ServletContext context) {
        var parameters = new HashMap<String, String>();
        for (var name : Collections.list(context.getInitParameterNames())) {
            parameters.put(name, context.getInitParameter(name));
        }
        return new Sources(jndi(), parameters, Sources.text(System.getProperties()), System.getenv(), Map.of());
    }

    /**
     * The home when nothing names one: each web application in a Tomcat has its own.
     *
     * @param contextPath empty for the root
     */
    static Path defaultHome(String contextPath) {
        var base = System.getProperty("catalina.base");
        return base == null ? Path.of("parley-home") : Path.of(base, "parley", baseName(contextPath));
    }

    /**
     * The version of a WAR that Tomcat runs beside others of the same path, such as {@code 2} of {@code chat##2.war}.
     * No interface tells it; the name of the folder for temporary files does.
     */
    static Optional<String> version(ServletContext context) {
        return context.getAttribute(ServletContext.TEMPDIR) instanceof File temporary
                ? Optional.of(temporary.getName())
                        .filter(name -> name.contains(VERSION))
                        .map(name -> name.substring(name.indexOf(VERSION) + VERSION.length()))
                : Optional.empty();
    }

    /** What Tomcat would call the WAR of that context: {@code ROOT}, {@code chat}, {@code team#chat}. */
    static String baseName(String contextPath) {
        return contextPath.isEmpty() ? "ROOT" : contextPath.substring(1).replace('/', '#');
    }

    @SuppressWarnings("BanJNDI") // a constant name in the container's own naming: what its administrator put there
    private static Map<String, String> jndi() {
        var found = new HashMap<String, String>();
        try {
            var root = new InitialContext();
            try {
                if (root.lookup(ENVIRONMENT + "/" + OURS) instanceof Context ours) {
                    collect(ours, OURS, found);
                }
            } finally {
                root.close();
            }
        } catch (NoInitialContextException | NameNotFoundException e) {
            return Map.of(); // a container without JNDI, or nothing of ours in it
        } catch (NamingException e) {
            throw new CannotStart("JNDI " + ENVIRONMENT + "/" + OURS + " cannot be read: " + e, e);
        }
        return found;
    }

    /** A {@code DataSource} bound as a setting stands for its own name. */
    private static String text(Object value, String name) {
        return value instanceof DataSource ? ENVIRONMENT + "/" + name : String.valueOf(value);
    }

    @SuppressWarnings("BanJNDI") // as above
    private static void collect(Context folder, String path, Map<String, String> found) throws NamingException {
        var bindings = folder.listBindings("");
        while (bindings.hasMore()) {
            var binding = bindings.next();
            var name = path + "/" + binding.getName();
            if (binding.getObject() instanceof Context inner) {
                collect(inner, name, found);
            } else {
                found.put(name, text(binding.getObject(), name));
            }
        }
    }
}
