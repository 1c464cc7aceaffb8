package io.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Hashtable;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.apache.naming.NamingContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** What an administrator sets in his container reaches Parley. */
class ContextSourcesTest {
    @TempDir
    Path home;

    @AfterEach
    void forget() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        System.clearProperty("parley.rate");
    }

    @Test
    void a_context_parameter_is_read_and_others_parameters_are_left_alone() {
        var context = context(Map.of("parley.rate", "7", "org.example.other", "x"), Map.of());
        System.setProperty("parley.rate", "8");
        assertEquals(7, settings(context).rate());
    }

    @Test
    void a_system_property_is_read() {
        System.setProperty("parley.rate", "8");
        assertEquals(8, settings(context(Map.of(), Map.of())).rate());
    }

    @Test
    void an_entry_in_jndi_is_read_whatever_its_type() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Naming.class.getName());
        var settings = settings(context(Map.of("parley.rate", "7"), Map.of()));
        assertEquals(6, settings.rate());
        assertEquals(4096, settings.textLimit());
    }

    @Test
    void a_data_source_among_the_settings_stands_for_its_name() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Naming.class.getName());
        var settings = settings(context(Map.of(), Map.of()));
        assertEquals(
                new DatabaseSettings.At.Named("java:comp/env/parley/database"),
                settings.database().at());
    }

    @Test
    void a_naming_service_without_anything_of_ours_is_as_good_as_none() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Empty.class.getName());
        assertEquals(50, settings(context(Map.of(), Map.of())).rate());
    }

    @Test
    void the_home_that_java_jar_uses_is_the_home() {
        var settings = Settings.read(context(Map.of("parley.home", "/elsewhere"), Map.of(Settings.LAUNCH_HOME, home)));
        assertEquals(home, settings.home());
    }

    @Test
    void java_jar_hears_why_there_will_be_no_parley() {
        var heard = new StringBuilder();
        Consumer<String> listener = heard::append;
        var context =
                context(Map.of("parley.rate", "x"), Map.of(Settings.LAUNCH_HOME, home, CannotStart.LISTENER, listener));
        var reason = assertThrows(CannotStart.class, () -> Settings.read(context));
        reason.tell(context);
        assertEquals(reason.line(), heard.toString());
    }

    private Settings settings(ServletContext context) {
        return Settings.read(ContextSources.of(context), home, true);
    }

    private static ServletContext context(Map<String, String> parameters, Map<String, Object> attributes) {
        return (ServletContext) Proxy.newProxyInstance(
                ContextSourcesTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getInitParameterNames" -> Collections.enumeration(parameters.keySet());
                    case "getInitParameter" -> parameters.get(arguments[0]);
                    case "getAttribute" -> attributes.get(arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** A container's naming with two entries of ours. */
    public static final class Naming implements InitialContextFactory {
        @Override
        @SuppressWarnings("BanJNDI") // our own, in memory
        public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
            var ours = new NamingContext(new Hashtable<>(), "parley");
            ours.bind("rate", 6);
            ours.bind("database", new SQLiteDataSource());
            ours.createSubcontext("limits").bind("text", "4KiB");
            return naming(Map.of("java:comp/env/parley", ours));
        }
    }

    /** A container's naming without anything of ours. */
    public static final class Empty implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            return naming(Map.of());
        }
    }

    private static Context naming(Map<String, Object> entries) {
        return (Context) Proxy.newProxyInstance(
                ContextSourcesTest.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("lookup")) {
                        var name = Objects.toString(arguments[0]);
                        if (!entries.containsKey(name)) {
                            throw new NameNotFoundException(name);
                        }
                        return entries.get(name);
                    }
                    return null;
                });
    }
}
